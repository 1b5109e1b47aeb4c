import { HookReceiver, MailReceiver, verified } from '@amends/runtime/testing';
import { connected } from '../support/scratch-database.js';
import { eventually } from '../support/eventually.js';
import { ForwardClock } from '../support/forward-clock.js';
import { ToldComplaint } from '../support/told-complaint.js';
import { transports, World, type WorldOptions } from '../support/world.js';

const HANNA = '00000000-0000-4000-8000-000000000007';
const PERSON = `/api/escalation/notices/people/${HANNA}`;
const USUAL = { language: 'en', zone: 'UTC', quiet: [], graveAtOnce: true, rhythm: { how: 'at-once' } };
const GRAVE = { category: ['appliance', 'fire'], severity: 'major', grave: ['safety'] };

/** Escalated complaints of which a webhook tells. */
interface Body {
  readonly type: string;
  readonly data: { readonly complaints: readonly { readonly complaint: string; readonly reference: string }[] };
}

describe.each(transports().slice(0, 1))('a superior who gave an address, over the %s transport', (transport) => {
  let hook: HookReceiver;
  let mail: MailReceiver;
  let world: World;
  let secret: string;

  beforeEach(async () => {
    [hook, mail] = await Promise.all([HookReceiver.open(), MailReceiver.open({ disabledCommands: ['STARTTLS'] })]);
  });
  afterEach(async () => {
    await world?.stop();
    await Promise.all([hook.close(), mail.close()]);
  }, 60_000);

  /** Amends is started, and Hanna, who leads the hotline, has a webhook and an e-mail address. */
  async function begins(options: WorldOptions = {}): Promise<void> {
    const env = { AMENDS_SMTP_URL: mail.url, AMENDS_SMTP_FROM: 'amends@example.com', AMENDS_SMTP_TLS: 'none', AMENDS_WEBHOOK_NETWORKS: '127.0.0.0/8', AMENDS_PUBLIC_URL: 'https://amends.example.com' };
    world = await World.start({ transport, env, ...options });
    const { status, body } = await world.as('administrator').ask(PERSON, { method: 'PUT', body: { ...USUAL, email: 'hanna@example.com', webhookUrl: hook.url } });
    expect(status).toBe(200);
    secret = String(body['webhookSecret']);
  }

  const graveComplaint = async (): Promise<ToldComplaint> => {
    const holly = world.as('agent', 'hotline');
    const complaint = await ToldComplaint.takenIn(holly);
    await complaint.does(holly, 'intake', 'classify', GRAVE);
    return complaint;
  };
  const bodies = (): readonly Body[] => hook.received.map(({ body }) => JSON.parse(body) as Body);
  const ids = (): readonly unknown[] => hook.received.map(({ headers }) => headers['webhook-id']);
  const mailsOf = (complaint: ToldComplaint): number => mail.received.filter(({ raw }) => raw.replace(/=\r\n/g, '').includes(complaint.id)).length;

  it('is told of a grave complaint at once by both, signed, and nothing says who the customer is', async () => {
    await begins();
    const complaint = await graveComplaint();
    await eventually('both have arrived', () => hook.received.length > 0 && mailsOf(complaint) > 0);
    expect(bodies()).toMatchObject([{ type: 'informed', data: { complaints: [{ complaint: complaint.id, level: 1, grave: ['safety'], link: `https://amends.example.com/complaints/${complaint.id}` }] } }]);
    expect(verified(secret, hook.received[0]!, Date.now() / 1000)).toBe(true);
    expect(mail.received[0]!.to).toEqual(['hanna@example.com']);
    expect(world.log).not.toMatch(/hanna@example\.com|whsec_/);
  }, 120_000);

  it('is told again under the same id after the process was killed, and by e-mail once the mail server is back', async () => {
    await begins();
    hook.answer = { status: 503 };
    await mail.close();
    const complaint = await graveComplaint();
    await eventually('the webhook was tried', () => hook.received.length > 0);
    await world.killAndRestart();
    hook.answer = { status: 204 };
    await mail.start();
    await eventually('both have arrived', () => hook.received.length > 1 && mailsOf(complaint) > 0, 120_000);
    expect(new Set(ids()).size).toBe(1);
    // That a letter was taken is written down after the mail server has said so.
    await eventually('nothing is on its way any more', async () => {
      const { body } = await world.as('operator').get<{ deliveries: { state: string }[] }>('/api/escalation/notices/deliveries?state=waiting');
      return body.deliveries.length === 0;
    });
  }, 240_000);

  it('has one digest of ten duties that were missed while no clock ran', async () => {
    const clock = new ForwardClock();
    await begins({ clock });
    const complaints = await Promise.all(Array.from({ length: 10 }, () => ToldComplaint.takenIn(world.as('agent', 'hotline'), { acknowledge: undefined })));
    for (const complaint of complaints) await eventually('the ledger has heard of it', async () => (await complaint.obligations('acknowledge')).length > 0);
    const inMinutes = (minutes: number): string => new Date(clock.now() + minutes * 60_000).toISOString();
    clock.passes(inMinutes(10));
    await eventually('all ten are noted', async () => (await connected(world.databaseUrl, (database) => database.query(`select from escalation.notices where kind = 'informed'`))).rowCount === 10);
    clock.passes(inMinutes(0.25));
    await eventually('the digest has arrived', () => hook.received.length > 0 && mail.received.length > 0);
    expect(bodies()).toMatchObject([{ type: 'digest', data: { complaints: { length: 10 } } }]);
    expect(mail.received).toHaveLength(1);
  }, 120_000);
});
