import { eventually } from '../support/eventually.js';
import { transports, World } from '../support/world.js';
import type { Client } from '../support/client.js';

interface Entry {
  readonly type: string;
  readonly source: string;
  readonly recordedAt: string;
  readonly data: { readonly kind?: string; readonly obligations?: readonly Obligation[] };
  readonly actor: { readonly id: string; readonly role: string; readonly unit: string | null };
}

interface Obligation {
  readonly kind: string;
  readonly state: string;
  readonly round: number;
}

const HOTLINE_STATEMENT = 'The machine leaks onto my floor since Monday.';

describe.each(transports())('a complaint over the %s transport', (transport) => {
  let world: World;
  let holly: Client;
  let complaint: string;
  let statement: string;

  const timeline = async (): Promise<readonly Entry[]> => (await holly.get<{ entries: readonly Entry[] }>(`/api/insight/complaints/${complaint}/timeline`)).body.entries;
  /** The acknowledgements that are or were owed, by round. */
  const owed = async (): Promise<readonly Obligation[]> =>
    (await holly.get<{ obligations: readonly Obligation[] }>(`/api/escalation/complaints/${complaint}/obligations`)).body.obligations.filter(({ kind }) => kind === 'acknowledge');
  const status = async (): Promise<unknown> => (await holly.get(`/api/insight/complaints/${complaint}`)).body['status'];

  async function does(service: string, command: string, body: object = {}): Promise<Record<string, unknown>> {
    const answer = await holly.post(`/api/${service}/complaints/${complaint}/${command}`, body);
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.body;
  }

  beforeAll(async () => {
    world = await World.start({ transport });
    holly = world.as('agent', 'hotline');
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  it('is taken in within one request, and its customer is known by a pseudonym', async () => {
    const { body: customer } = await holly.post('/api/intake/customers', { name: 'Wang Fang', phone: '+86 138 0013 8000', tier: 'gold', zone: 'Asia/Shanghai' });
    const answer = await holly.post('/api/intake/complaints', { customerId: customer['id'], contact: { channel: 'phone' }, product: 'W-200', statement: { statement: HOTLINE_STATEMENT } });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ id: expect.any(String), reference: expect.stringMatching(/^\d{10,}$/), contactId: expect.any(String), statementId: expect.any(String) });
    expect(answer.headers.get('amends-seen')).toContain(`intake/complaint:${answer.body['id']}@2`);
    complaint = String(answer.body['id']);
    statement = String(answer.body['statementId']);
  });

  it('makes us owe an acknowledgement, which is settled when the customer is told', async () => {
    expect(await owed()).toEqual([expect.objectContaining({ kind: 'acknowledge', state: 'open', round: 1 })]);
    await does('intake', 'acknowledge', { how: 'spoken' });
    expect(await owed()).toEqual([expect.objectContaining({ kind: 'acknowledge', state: 'settled', round: 1 })]);
  });

  it('is driven through all hands until it is closed', async () => {
    await does('intake', 'classify', { category: ['appliance', 'leak'], severity: 'major', grave: ['safety'] });
    await does('resolution', 'assign', { unit: 'hotline' });
    const { handOverId } = await does('resolution', 'hand-over', { toUnit: 'hotline', toStaff: '00000000-0000-4000-8000-000000000012', note: 'Please call.' });
    await does('resolution', `hand-overs/${String(handOverId)}/accept`);
    await does('resolution', 'await-customer', { question: 'Since when?' });
    expect(await status()).toBe('open');
    await does('resolution', 'record-answer', { answer: 'Since Monday.' });
    await does('intake', 'read-back/confirm', { statementId: statement });
    await does('intake', 'name-cause', { cause: 'hose-worn', ownerUnit: 'repairs' });
    const { offerId } = await does('resolution', 'propose-solution', { options: [{ remedy: 'repair' }] });
    await does('resolution', `offers/${String(offerId)}/accept`);
    await does('resolution', 'carry-out');
    await does('resolution', 'resolve', { how: 'certain-repair', cause: 'hose-worn', explanation: 'The hose was worn.' });
    expect(await status()).toBe('resolved');
    await does('follow-up', 'record-call', { outcome: 'reached' });
    await does('follow-up', 'confirm-satisfaction', { score: 5 });
    await eventually('it is closed', async () => (await status()) === 'closed');
  });

  it('is reopened when it did not hold, and then an acknowledgement is owed again', async () => {
    await does('follow-up', 'reopen', { because: 'customer-dissatisfied', words: 'It leaks again.' });
    expect(await status()).toBe('open');
    expect(await owed()).toEqual([expect.objectContaining({ state: 'settled', round: 1 }), expect.objectContaining({ state: 'open', round: 2 })]);
    await does('intake', 'acknowledge', { how: 'written' });
    expect((await owed()).at(-1)).toMatchObject({ state: 'settled', round: 2 });
  });

  it('has a timeline of all services in which a cause stands before its effect', async () => {
    // That the duty is settled is said by escalation, so nobody here has seen it yet.
    const entries = await eventually('the last duty is settled', async () => {
      // What people did, the closing, and of the ledger's words only those about acknowledging.
      const all = (await timeline()).filter(({ type, data, actor }) => actor.role !== 'system' || type === 'ComplaintClosed' || [data, ...(data.obligations ?? [])].some(({ kind }) => kind === 'acknowledge'));
      return all.at(-1)?.type === 'ObligationSettled' && all;
    });
    expect(entries.map(({ source, type }) => `${source} ${type}`)).toEqual([
      'intake ComplaintRegistered', 'intake StatementRecorded', 'escalation ObligationIncurred', 'intake ComplaintAcknowledged', 'escalation ObligationSettled',
      'intake ComplaintClassified', 'resolution ComplaintAssigned', 'resolution HandedOver', 'resolution HandOverAccepted', 'resolution ComplaintAssigned',
      'resolution WaitingForCustomer', 'resolution CustomerAnswered', 'intake ReadBackConfirmed', 'intake CauseFound', 'resolution SolutionProposed',
      'resolution SolutionAccepted', 'resolution RemedyCarriedOut', 'resolution ComplaintResolved', 'follow-up CustomerReached',
      'follow-up SatisfactionConfirmed', 'follow-up ComplaintClosed',
      'follow-up ComplaintReopened', 'escalation ObligationIncurred', 'intake ComplaintAcknowledged', 'escalation ObligationSettled',
    ]);
    expect(entries.map(({ recordedAt }) => recordedAt)).toEqual(entries.map(({ recordedAt }) => recordedAt).sort());
    for (const { actor, source, type } of entries) expect(actor).toMatchObject(source === 'escalation' || type === 'ComplaintClosed' ? { role: 'system' } : { role: 'agent', unit: 'hotline' });
  });

  it('is found by the reference that the customer says, misheard digits are told', async () => {
    const { reference } = (await holly.get(`/api/insight/complaints/${complaint}`)).body as { reference: string };
    const spoken = reference.replace(/(\d{3})(?=\d)/g, '$1 ');
    expect((await holly.get(`/api/insight/complaints/${encodeURIComponent(spoken)}`)).body['id']).toBe(complaint);
    const misheard = reference.slice(0, -1) + String((Number(reference.at(-1)) + 1) % 10);
    const answer = await holly.get<{ errors: readonly { remedy: string }[] }>(`/api/insight/complaints/${misheard}`);
    expect([answer.status, answer.body.errors[0]!.remedy]).toEqual([400, expect.stringContaining('repeat the reference')]);
  });

  it('keeps what the customer said under seal, and opens it to who may read it', async () => {
    const { words } = (await holly.get<{ words: readonly { words: { statement?: string } }[] }>(`/api/intake/complaints/${complaint}/words?reason=call-back`)).body;
    expect(words.some((one) => one.words.statement === HOTLINE_STATEMENT)).toBe(true);
  });
});
