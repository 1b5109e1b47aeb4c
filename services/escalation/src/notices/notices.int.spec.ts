import { CATALOGUE, ComplaintRegistered, referenceOf, type RecordedEvent } from '@amends/contracts';
import { eventually } from '@amends/eventing/testing';
import { HookReceiver, MailReceiver, verified } from '@amends/runtime/testing';
import { randomUUID } from 'node:crypto';
import { servedEscalation, type Person, type ServedEscalation } from '../testing/served-escalation.js';
import type { LoggedDelivery } from './delivery-log.js';
import type { OwnPreferences, PutPeople, StoredPerson } from './notice-people.js';

const person = (n: number, unit: string | null, role: Person['role'] = 'supervisor'): Person => ({ id: `00000000-0000-4000-8000-00000000000${n}`, role, unit });
const [lead, manager, admin, agent, operator] = [person(1, 'hotline'), person(2, 'care'), person(4, null, 'administrator'), person(5, 'hotline', 'agent'), person(6, null, 'operator')];
const COMPANY = {
  name: 'Acme',
  units: [{ id: 'care', name: 'Care' }, { id: 'hotline', name: 'Hotline', parent: 'care' }],
  staff: [lead, manager, admin, agent, operator],
  superiors: { hotline: [lead.id], care: [manager.id] },
};
const USUAL = { language: 'en', zone: 'UTC', quiet: [], graveAtOnce: true, rhythm: { how: 'at-once' } };
const definitions = new Map(CATALOGUE.map((definition) => [definition.type, definition]));
let references = 0;

/** A complaint by letter that turned hostile, as intake tells of it: nothing else of it falls due while tests run. */
function hostile(): readonly RecordedEvent[] {
  const id = randomUUID();
  const at = new Date().toISOString();
  return ['ComplaintRegistered', 'ContactTurnedHostile'].map((type, index): RecordedEvent => {
    const { source, sample, stream, version: schemaVersion } = definitions.get(type)!;
    const data = index === 0 ? { customerId: null, standing: null, contact: { ...ComplaintRegistered.sample.contact, channel: 'letter' }, receivedBy: 'hotline', reference: referenceOf(2026, (references += 1)), receivedAt: at } : {};
    return {
      id: randomUUID(), type, data: { ...(sample as object), ...data }, round: 1, origin: 'live', occurredAt: at, recordedAt: at.replace('Z', '000Z'), source, streamKind: stream, subject: id, version: index + 1,
      schemaVersion, actor: { id: agent.id, role: 'agent', unit: 'hotline' }, causation: null, correlation: id, traceparent: null,
    };
  });
}

describe('who is told outside of Amends', () => {
  let served: ServedEscalation;
  let hook: HookReceiver;
  let mail: MailReceiver;

  beforeAll(async () => {
    [hook, mail] = await Promise.all([HookReceiver.open(), MailReceiver.open({ disabledCommands: ['STARTTLS'] })]);
    served = await servedEscalation(COMPANY, { webhookNetworks: ['127.0.0.0/8'], mail: { url: mail.url, from: 'amends@example.com', tls: 'none' }, publicUrl: 'https://amends.example.com' });
  });
  afterAll(async () => {
    await served?.stop();
    await Promise.all([hook.close(), mail.close()]);
  });

  const path = (of: Person): string => `notices/people/${of.id}`;
  const versionOf = async ({ id }: Person): Promise<number> => (await served.get<{ people: StoredPerson[] }>('notices/people', admin)).body.people.find((one) => one.person === id)?.version ?? 0;
  const put = async (of: Person, body: object) => served.ask<StoredPerson & { code: string; errors: { field: string }[] }>('PUT', path(of), admin, { version: await versionOf(of), ...USUAL, ...body });
  const deliveries = async (query = ''): Promise<readonly LoggedDelivery[]> => (await served.get<{ deliveries: LoggedDelivery[] }>(`notices/deliveries${query}`, operator)).body.deliveries;

  it('are told by e-mail and by a signed webhook as soon as a complaint is with them, and the log names no address', async () => {
    const { body: { webhookSecret } } = await put(lead, { email: 'lead@example.com', webhookUrl: hook.url });
    expect(webhookSecret).toMatch(/^whsec_/);
    await served.publish(hostile());
    await eventually('both have arrived', () => hook.received.length > 0 && mail.received.length > 0);
    expect(verified(webhookSecret!, hook.received[0]!, Date.now() / 1000)).toBe(true);
    expect(mail.received[0]).toMatchObject({ to: ['lead@example.com'], raw: expect.stringContaining('https://amends.example.com/complaints/') });
    await eventually('the log says so', async () => (await deliveries(`?person=${lead.id}&state=arrived`)).length === 2);
    const log = await deliveries();
    expect(log.map(({ channel, lastAnswer }) => [channel, lastAnswer]).sort()).toEqual([['email', '250'], ['webhook', '204']]);
    expect(JSON.stringify(log)).not.toMatch(/example\.com|127\.0\.0\.1/);
  });

  it('are shown their secret once, and get another one while the former holds for a day', async () => {
    const { body: first } = await put(manager, { webhookUrl: hook.url });
    const { body: again } = await put(manager, { webhookUrl: hook.url, language: 'zh' });
    expect([first.webhookSecret, again.webhookSecret]).toEqual([expect.any(String), undefined]);
    const { body: next } = await served.ask<{ webhookSecret: string; formerHoldsUntil: string }>('POST', `${path(manager)}/webhook-secret`, admin);
    expect(Date.parse(next.formerHoldsUntil) - Date.now()).toBeGreaterThan(23 * 3_600_000);
    hook.received.length = 0;
    expect((await served.ask('POST', `${path(manager)}/test`, operator)).status).toBe(200);
    await eventually('the test has arrived', () => hook.received.length === 1);
    expect([first.webhookSecret!, next.webhookSecret].map((secret) => verified(secret, hook.received[0]!, Date.now() / 1000))).toEqual([true, true]);
    const { rows } = await served.running.platform.of('escalation').database.pool.query<{ all: string }>('select json_agg(p)::text as all from escalation.notice_people p');
    expect(rows[0]!.all).not.toContain(next.webhookSecret.slice(6));
  });

  it('say themselves when and how, and not where', async () => {
    const { body } = await served.get<OwnPreferences>('notices/mine', lead);
    expect(body).toMatchObject({ byEmail: true, byWebhook: true, language: 'en' });
    const quiet = [{ days: ['saturday', 'sunday'], from: '00:00', to: '00:00' }];
    const changed = await served.ask<OwnPreferences>('PUT', 'notices/mine', lead, { version: body.version, ...USUAL, quiet, rhythm: { how: 'daily', at: '08:00' } });
    expect(changed).toMatchObject({ status: 200, body: { quiet, rhythm: { how: 'daily', at: '08:00' }, byEmail: true, version: body.version + 1 } });
    expect(await served.ask('PUT', 'notices/mine', lead, { version: body.version, ...USUAL })).toMatchObject({ status: 409, body: { code: 'escalation.notices-moved-on' } });
    expect((await served.ask('PUT', 'notices/mine', lead, { version: body.version + 1, ...USUAL, email: 'thief@example.com' })).status).toBe(400);
    expect((await served.get<OwnPreferences>('notices/mine', agent)).body).toMatchObject({ version: 0, byEmail: false });
  });

  it.each<[string, object, string]>([
    ['a time zone that there is not', { zone: 'Mars/Olympus' }, 'zone'],
    ['a week that is all quiet', { quiet: [{ days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], from: '00:00', to: '00:00' }] }, 'quiet'],
    ['a digest without its minutes', { rhythm: { how: 'every' } }, 'rhythm.minutes'],
    ['a digest without its time', { rhythm: { how: 'daily', minutes: 30 } }, 'rhythm.at'],
    ['two addresses in one', { email: 'a@example.com,b@example.com' }, 'email'],
    ['a header in an address', { email: 'a@example.com\nBcc: b@example.com' }, 'email'],
    ['a webhook that is no web address', { webhookUrl: 'file:///etc/passwd' }, 'webhookUrl'],
    ['a webhook with a password', { webhookUrl: 'https://me:secret@hooks.example.com/' }, 'webhookUrl'],
    ['a webhook at the metadata of a cloud', { webhookUrl: 'http://169.254.169.254/latest' }, 'webhookUrl'],
  ])('are not told by %s', async (_what, body, field) => {
    const answer = await put(manager, body);
    expect([answer.status, answer.body.errors[0]!.field]).toEqual([400, field]);
  });

  it('must be somebody of the company', async () => {
    expect((await put(person(9, 'hotline'), {})).body.errors[0]!.field).toBe('person');
  });

  it('come from a CSV file as a whole or not at all', async () => {
    const file = (line: string): string => `person,email,webhook_url,language,quiet,rhythm\n${agent.id},agent@example.com,${hook.url},zh,"monday-friday 22:00-07:00; saturday,sunday 00:00-00:00",every 30\n${line}`;
    const refused = await served.ask<{ errors: { field: string }[] }>('POST', 'notices/people/import', admin, file(`${operator.id},nowhere,,en,,at-once\n`));
    expect([refused.status, refused.body.errors.map(({ field }) => field)]).toEqual([400, ['line 3, email']]);
    expect(await versionOf(agent)).toBe(0);
    const tried = await served.ask<PutPeople>('POST', 'notices/people/import?dryRun=true', admin, file(''));
    expect(tried.body).toEqual({ made: 1, changed: 0, unchanged: 0, webhookSecrets: [] });
    const taken = await served.ask<PutPeople>('POST', 'notices/people/import', admin, file(''));
    expect(taken.body).toMatchObject({ made: 1, webhookSecrets: [{ person: agent.id, secret: expect.stringMatching(/^whsec_/) }] });
    expect((await served.ask<PutPeople>('POST', 'notices/people/import', admin, file(''))).body).toEqual({ made: 0, changed: 0, unchanged: 1, webhookSecrets: [] });
    expect((await served.get<OwnPreferences>('notices/mine', agent)).body).toMatchObject({ language: 'zh', rhythm: { how: 'every', minutes: 30 }, quiet: [{ days: { length: 5 } }, { days: ['saturday', 'sunday'] }] });
  });

  it('are tried again by the operator; what has arrived is not, and of nobody there is nothing to try', async () => {
    const [arrived] = await deliveries('?state=arrived&limit=1');
    expect(await served.ask('POST', `notices/deliveries/${arrived!.id}/retry`, operator)).toMatchObject({ status: 409, body: { code: 'escalation.arrived-already' } });
    expect((await served.ask('POST', `notices/deliveries/${randomUUID()}/retry`, operator)).status).toBe(404);
    hook.answer = { status: 500 };
    const { body } = await served.ask<{ deliveries: { id: string; channel: string }[] }>('POST', `${path(manager)}/test`, operator);
    const { id } = body.deliveries[0]!;
    // Of a letter two days old nobody tries again by themselves, so that what arrives then was the operator's doing.
    await served.running.platform.of('escalation').database.pool.query(`update escalation.notice_deliveries set written_at = written_at - interval '2 days' where id = $1`, [id]);
    await eventually('it is dead', async () => (await deliveries(`?person=${manager.id}&state=dead`)).some((one) => one.id === id));
    hook.answer = { status: 200 };
    expect((await served.ask('POST', `notices/deliveries/${id}/retry`, operator)).status).toBe(204);
    await eventually('it has arrived', async () => (await deliveries(`?person=${manager.id}&state=arrived`)).some((one) => one.id === id));
  });

  it('are paged in the log, the newest first', async () => {
    const page = (after = '') => served.get<{ deliveries: LoggedDelivery[]; next: string | null }>(`notices/deliveries?limit=2${after}`, operator);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const { body } = await page(next === '' ? '' : `&after=${next}`);
      seen.push(...body.deliveries.map(({ id }) => id));
      next = body.next;
    }
    expect(seen).toEqual((await deliveries('?limit=200')).map(({ id }) => id));
    expect(seen.length).toBeGreaterThan(3);
  });

  it('are figures for whoever operates it', async () => {
    const { services } = (await (await fetch(`${served.running.url}/health/lag`)).json()) as { services: { notices: object }[] };
    expect(services[0]!.notices).toMatchObject({ channels: ['webhook', 'email'], dead: 0, paused: 0 });
    expect(await (await fetch(`${served.running.url}/metrics`)).text()).toMatch(/amends_notice_try_seconds_count\{service="escalation",channel="webhook",arrived="true"\} [1-9]/);
  });

  it('have nothing more to come once they are taken out', async () => {
    expect((await served.ask('DELETE', `${path(manager)}?version=1`, admin)).status).toBe(409);
    expect((await served.ask('DELETE', `${path(manager)}?version=${await versionOf(manager)}`, admin)).status).toBe(204);
    expect((await served.ask('POST', `${path(manager)}/test`, admin)).status).toBe(404);
  });
});
