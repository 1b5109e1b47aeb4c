import { CATALOGUE } from '@amends/contracts';
import { CANARIES, sayEverything, signsIn, type EverythingSaid } from '../support/everything-said.js';
import { inTurns } from '../support/in-turns.js';
import { documentedRoutes, pathWith } from '../support/routes.js';
import { everyRow } from '../support/every-row.js';
import { readLogs } from '../support/log-rows.js';
import { untilQuiet } from '../support/quiet.js';
import { connected } from '../support/scratch-database.js';
import { readTopics } from '../support/topic-messages.js';
import { transports, World } from '../support/world.js';

/** The one erasable table of clear identity. */
const CLEAR_TABLE = 'intake.customers';
/** Reads that open what was sealed: for agents, under a reason, recorded. */
const OPENING = /\/words$|\/customers(\/|$)/;

describe.each(transports())('personal data over the %s transport', (transport) => {
  let world: World;
  let told: EverythingSaid;

  beforeAll(async () => {
    world = await World.start({ transport, env: { AMENDS_LOG_LEVEL: 'trace' } });
    told = await sayEverything(world);
    await sayWhatIsRefused();
    await untilQuiet(world.as('operator'), 60_000);
  }, 240_000);

  afterAll(() => world?.stop(), 60_000);

  /** Personal words where none are taken. */
  async function sayWhatIsRefused(): Promise<void> {
    const agent = world.as('agent', 'hotline');
    const { refused, phone } = CANARIES;
    for (const body of [{ [refused]: refused }, { contact: { channel: refused } }, `{"statement": "${refused}`]) await agent.post('/api/intake/complaints', body);
    await agent.post(`/api/intake/complaints/${told.complaint.id}/classify`, { category: [], severity: refused });
    await agent.get(`/api/intake/complaints/${refused}/words?reason=x`);
    await agent.get(`/api/intake/customers?phone=${encodeURIComponent(phone)}&reason=call`);
    await agent.get(`/api/insight/complaints?q=${refused}`);
  }

  it('is said in every field that any event seals', async () => {
    const logs = await connected(world.databaseUrl, readLogs);
    const said = new Set([...logs.values()].flat().flatMap(({ type, sealed }) => Object.keys(sealed ?? {}).map((field) => `${type}.${field}`)));
    const all = CATALOGUE.flatMap(({ type, words }) => words.map((field) => `${type}.${field}`));
    expect(all.filter((field) => !said.has(field))).toEqual([]);
  });

  it('stands in clear in one erasable table, and in no other row of any schema', async () => {
    const rows = await connected(world.databaseUrl, everyRow);
    expect(rows.filter(({ table }) => table === CLEAR_TABLE).flatMap(({ text }) => signsIn(text))).toEqual(expect.arrayContaining([CANARIES.name, CANARIES.phone, CANARIES.email, CANARIES.address]));
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ table, text }) => table !== CLEAR_TABLE && signsIn(text).length > 0).map(({ table, text }) => `${table}: ${signsIn(text).join(', ')}`)).toEqual([]);
  });

  it('is in no header and no value of any topic', async () => {
    if (transport === 'local') return;
    const topics = ['complaints', 'customers', 'customer-activity', 'dead-letter'].map((name) => world.topic(name));
    const messages = await readTopics(process.env['AMENDS_TEST_KAFKA_BROKERS']!.split(','), topics);
    expect(messages.length).toBeGreaterThan(10);
    expect(messages.filter((message) => signsIn(JSON.stringify(message)).length > 0)).toEqual([]);
  });

  it('is in no line that a process has written, even at the most talkative level', () => {
    expect(world.log.length).toBeGreaterThan(1000);
    expect(world.log.split('\n').filter((line) => signsIn(line).length > 0)).toEqual([]);
  });

  it('is in no answer of a route that may not show it, whoever asks', async () => {
    const reads = (await documentedRoutes(world)).filter(({ method, path }) => method === 'GET' && !OPENING.test(path));
    const asked = reads.flatMap((route) => route.roles.map((role) => ({ route, role })));
    const found = await inTurns(asked, 6, async ({ route, role }) => {
      const client = world.as(role, role === 'agent' ? 'hotline' : undefined);
      const answer = await told.complaint.shows(client).get(pathWith(route.path, { id: told.complaint.id }));
      return signsIn(answer.text).length > 0 ? [`${role} ${route.path}: ${signsIn(answer.text).join(', ')}`] : [];
    });
    expect(asked.length).toBeGreaterThan(10);
    expect(found.flat()).toEqual([]);
  });

  it('is not repeated by an answer that refuses it', async () => {
    const agent = world.as('agent', 'hotline');
    const answers = [
      await agent.post('/api/intake/customers', { phone: CANARIES.refused }), await agent.post('/api/intake/customers', { name: 7, email: CANARIES.refused }),
      await agent.post(`/api/intake/complaints/${told.complaint.id}/record-statement`, { statement: CANARIES.refused, contactId: CANARIES.refused }),
    ];
    for (const answer of answers) expect([answer.status, signsIn(answer.text)]).toEqual([400, []]);
  });

  it('is opened only for a reason, and every look is kept', async () => {
    const agent = world.as('agent', 'hotline');
    expect((await agent.get(`/api/intake/complaints/${told.complaint.id}/words`)).status).toBe(400);
    const { text } = await agent.get(`/api/intake/complaints/${told.complaint.id}/words?reason=call-back`);
    expect(signsIn(text)).toEqual(expect.arrayContaining([CANARIES.statement, CANARIES.course, CANARIES.remedySought, CANARIES.place, CANARIES.reporter]));
    expect(signsIn((await agent.get(`/api/intake/customers/${told.customer}?reason=call-back`)).text)).toContain(CANARIES.name);
    const { rows } = await connected(world.databaseUrl, (database) => database.query<{ what: string }>("select what from intake.looks where reason = 'call-back' order by id"));
    expect(rows.map(({ what }) => what)).toEqual(['words', 'identity']);
  });
});
