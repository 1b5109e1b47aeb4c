import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { everyRow } from '../support/every-row.js';
import { connected } from '../support/scratch-database.js';
import { readTopics } from '../support/topic-messages.js';
import { transports, World } from '../support/world.js';

/** One word for each personal field, that stands nowhere else; the other customer's words stay. */
const ERASED = { name: 'Qanaryname', phone: '+8613800138765', email: 'qanarymail@canary.example', address: 'Qanaryaddress 7' };
const WORDS = { statement: { statement: 'Qanarystatement' }, place: 'Qanaryplace', reporter: 'Qanaryreporter' };
const STAYS = { name: 'Stayerman' };
const SIGNS = ['qanary', '13800138765', 'canary.example', Buffer.from('Qanary').toString('base64').slice(0, 7)];
const BECAUSE = { because: 'customer-asked' };
const CUSTOMERS = 6;

const signsIn = (text: string): readonly string[] => SIGNS.filter((sign) => text.toLowerCase().includes(sign.toLowerCase()));

describe.each(transports())('a customer who is erased in the middle of a complaint, over the %s transport (I13)', (transport) => {
  let world: World;
  let agent: Client;
  let officer: Client;
  let customer: string;
  let open: string;
  let resolved: string;
  let reported: unknown;

  beforeAll(async () => {
    world = await World.start({ transport, env: { AMENDS_LOG_LEVEL: 'trace' } });
    [agent, officer] = [world.as('agent', 'hotline'), world.as('privacy-officer')];
    customer = await registered(ERASED);
    const merged = await registered({ name: 'Qanarytwin' });
    await does(`/api/intake/customers/${customer}/merge`, { merged });
    [open, resolved] = [await complained(customer), await complained(merged)];
    await resolves(resolved);
    await resolves(await complained(await registered(STAYS)));
    await does(`/api/resolution/complaints/${open}/await-customer`, { question: 'Qanaryquestion' });
    await agent.get(`/api/intake/customers/${customer}?reason=Qanaryreason`);
    reported = await report();
    expect((await officer.post(`/api/intake/customers/${customer}/erase`, BECAUSE)).status).toBe(201);
  }, 180_000);

  afterAll(() => world?.stop(), 60_000);

  const does = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const { status, body: answer, text } = await agent.post(path, body);
    expect([path, status, status === 201 ? '' : text]).toEqual([path, 201, '']);
    return answer;
  };
  const registered = async (identity: object): Promise<string> => String((await does('/api/intake/customers', identity))['id']);
  const complained = async (customerId: string): Promise<string> => {
    const id = String((await does('/api/intake/complaints', { customerId, contact: { channel: 'phone' }, ...WORDS, acknowledge: { how: 'spoken' } }))['id']);
    await does(`/api/resolution/complaints/${id}/assign`, { unit: 'hotline' });
    return id;
  };
  const resolves = (id: string): Promise<unknown> => does(`/api/resolution/complaints/${id}/resolve`, { how: 'explanation', explanation: 'Qanaryexplanation' });

  /** What is counted, whether a complaint is still open or was withdrawn. */
  async function report(): Promise<unknown> {
    const analyst = world.as('analyst');
    analyst.seen = agent.seen;
    let answer: Record<string, unknown> | undefined;
    await eventually('insight reports', async () => {
      const { status, body } = await analyst.get<readonly Record<string, unknown>[]>('/api/insight/reports/resolve?source=live');
      return status === 200 && (answer = body[0]) !== undefined;
    });
    const { n, complaints, resolved: done, timeToResolve, waited, handedOver, reopened } = answer as Record<string, Record<string, unknown>>;
    const { p50, p90, p99 } = timeToResolve!;
    const found = (await analyst.get<{ complaints: readonly unknown[] }>('/api/insight/complaints')).body.complaints.length;
    return { n, complaints, done, p50, p90, p99, waited, handedOver, reopened, found };
  }

  const expectNoSign = async (): Promise<void> => {
    const rows = await connected(world.databaseUrl, everyRow);
    expect(rows.filter(({ text }) => text.includes(STAYS.name)).map(({ table }) => table)).toEqual(['intake.customers']);
    expect(rows.filter(({ text }) => signsIn(text).length > 0).map(({ table, text }) => `${table}: ${signsIn(text).join(', ')}`)).toEqual([]);
  };

  it('leaves no clear text in any row of any schema, in any topic, and in any line of the logs', async () => {
    await expectNoSign();
    if (transport === 'kafka') {
      const topics = ['complaints', 'customers', 'customer-activity', 'dead-letter'].map((name) => world.topic(name));
      const messages = await eventually('the erasure is published', async () => {
        const all = await readTopics(process.env['AMENDS_TEST_KAFKA_BROKERS']!.split(','), topics);
        return all.some((message) => JSON.stringify(message).includes('CustomerErased')) && all;
      });
      expect(messages.filter((message) => signsIn(JSON.stringify(message)).length > 0)).toEqual([]);
    }
    expect(world.log.split('\n').filter((line) => signsIn(line).length > 0)).toEqual([]);
  });

  it('cannot be read again by anybody, whatever is replayed: the keys are gone', async () => {
    const { rows } = await connected(world.databaseUrl, (database) => database.query<{ wrapped: unknown }>('select wrapped from vault.keys where destroyed_at is not null'));
    expect(rows).toEqual([{ wrapped: null }, { wrapped: null }]);
    for (const id of [open, resolved]) expect((await agent.get(`/api/intake/complaints/${id}/words?reason=x`)).body).toMatchObject({ status: 409, code: 'customer.erased' });
    expect((await agent.get(`/api/intake/customers?phone=${encodeURIComponent(ERASED.phone)}`)).body).toMatchObject({ customers: [] });
  });

  it('ends what was open, refuses what would be new, and leaves the statistics as they were', async () => {
    agent.seen = officer.seen;
    await eventually('insight has heard', async () => (await agent.get(`/api/insight/complaints/${open}`)).body['status'] === 'withdrawn');
    expect((await agent.get(`/api/insight/complaints/${resolved}`)).body['status']).toBe('resolved');
    expect(await report()).toEqual(reported);
    const answer = await agent.post('/api/intake/complaints', { customerId: customer, contact: { channel: 'phone' } });
    expect([answer.status, answer.body['code']]).toEqual([409, 'intake.customer-is-erased']);
    const reopening = await agent.post(`/api/follow-up/complaints/${resolved}/reopen`, { because: 'customer-dissatisfied', words: 'Qanarywords' });
    expect([reopening.status, reopening.body['code']]).toEqual([409, 'follow-up.customer-is-erased']);
  });

  it('is finished by the next start when the process is killed over it, or has not begun', async () => {
    const others = await Promise.all(Array.from({ length: CUSTOMERS }, (_, n) => registered({ ...ERASED, ownReference: `K-${n}` })));
    const erasing = others.map(async (id, n) => {
      await sleep(n * 25);
      return officer.post(`/api/intake/customers/${id}/erase`, BECAUSE).catch(() => undefined);
    });
    await sleep(CUSTOMERS * 12);
    await world.killAndRestart();
    await Promise.all(erasing);
    const begun = await connected(world.databaseUrl, (database) => database.query<{ id: string }>("select stream_id as id from intake.events where type = 'CustomerErased' and stream_id = any($1)", [others]));
    const ids = begun.rows.map(({ id }) => id);
    await eventually('what was begun is finished', async () => {
      const keys = await connected(world.databaseUrl, (database) => database.query('select 1 from vault.keys where subject = any($1) and wrapped is not null', [ids]));
      return keys.rows.length === 0;
    });
    const kept = await connected(world.databaseUrl, (database) => database.query<{ id: string }>('select id from intake.customers where id = any($1) and name is not null', [others]));
    expect([...kept.rows.map(({ id }) => id), ...ids].sort()).toEqual([...others].sort());
    for (const id of others) expect((await officer.post(`/api/intake/customers/${id}/erase`, BECAUSE)).body).toEqual({ id, erased: true });
    await expectNoSign();
  }, 120_000);
});
