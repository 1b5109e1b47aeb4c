import { eventually } from '../support/eventually.js';
import { inTurns } from '../support/in-turns.js';
import { documentedRoutes, pathWith } from '../support/routes.js';
import { everyRow } from '../support/every-row.js';
import { connected } from '../support/scratch-database.js';
import { readTopics } from '../support/topic-messages.js';
import { transports, World } from '../support/world.js';

/** One word for each personal field, that stands nowhere else. */
const CANARIES = {
  name: 'Qanaryname', phone: '+8613800138765', email: 'qanarymail@canary.example', address: 'Qanaryaddress 7',
  remedySought: 'Qanaryremedy', place: 'Qanaryplace', reporter: 'Qanaryreporter', statement: 'Qanarystatement', course: 'Qanarycourse',
  note: 'Qanarynote', question: 'Qanaryquestion', answer: 'Qanaryanswer', explanation: 'Qanaryexplanation', words: 'Qanarywords', refused: 'Qanaryrefused',
};
/** The same as it might turn up: in base64, percent-encoded, digits alone. */
const SIGNS = [...Object.values(CANARIES), 'qanary', '13800138765', Buffer.from('Qanary').toString('base64').slice(0, 7), Buffer.from('"Qanary').toString('base64').slice(1, 9)];

/** The one erasable table of clear identity. */
const CLEAR_TABLE = 'intake.customers';
/** Reads that open what was sealed: for agents, under a reason, recorded. */
const OPENING = /\/words$|\/customers(\/|$)/;

describe.each(transports())('personal data over the %s transport', (transport) => {
  let world: World;
  let complaint: string;
  let customer: string;
  let seen: string | undefined;

  const signsIn = (text: string): string[] => SIGNS.filter((sign) => text.toLowerCase().includes(sign.toLowerCase()));

  beforeAll(async () => {
    world = await World.start({ transport, env: { AMENDS_LOG_LEVEL: 'trace' } });
    await tellEverything();
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  /** Says something in every personal field that there is, also where it will be refused. */
  async function tellEverything(): Promise<void> {
    const { name, phone, email, address, remedySought, place, reporter, statement, course, note, question, answer, explanation, words, refused } = CANARIES;
    const agent = world.as('agent', 'hotline');
    const done: string[] = [];
    const does = async (path: string, body: object): Promise<Record<string, unknown>> => {
      const reply = await agent.post(path, body);
      if (reply.status !== 201) done.push(`${path} ${reply.status} ${reply.text}`);
      return reply.body;
    };
    customer = String((await does('/api/intake/customers', { name, phone, email, address }))['id']);
    complaint = String((await does('/api/intake/complaints', { customerId: customer, contact: { channel: 'phone' }, remedySought, place, reporter, statement: { statement, course }, acknowledge: { how: 'spoken' } }))['id']);
    await does(`/api/intake/complaints/${complaint}/record-statement`, { statement: `${statement} again`, course });
    await does(`/api/resolution/complaints/${complaint}/assign`, { unit: 'hotline' });
    const { handOverId } = await does(`/api/resolution/complaints/${complaint}/hand-over`, { toUnit: 'hotline', toStaff: '00000000-0000-4000-8000-000000000012', note });
    await does(`/api/resolution/complaints/${complaint}/hand-overs/${String(handOverId)}/accept`, {});
    await does(`/api/resolution/complaints/${complaint}/await-customer`, { question });
    await does(`/api/resolution/complaints/${complaint}/record-answer`, { answer });
    await does(`/api/resolution/complaints/${complaint}/resolve`, { how: 'explanation', explanation });
    await does(`/api/follow-up/complaints/${complaint}/reopen`, { because: 'customer-dissatisfied', words });
    expect(done).toEqual([]);
    for (const body of [{ [refused]: refused }, { contact: { channel: refused } }, `{"statement": "${refused}`]) await agent.post('/api/intake/complaints', body);
    await agent.post(`/api/intake/complaints/${complaint}/classify`, { category: [], severity: refused });
    await agent.get(`/api/intake/complaints/${refused}/words?reason=x`);
    await agent.get(`/api/intake/customers?phone=${encodeURIComponent(phone)}&reason=call`);
    await agent.get(`/api/insight/complaints?q=${refused}`);
    seen = agent.seen;
    await eventually('everything is read', async () => (await agent.get(`/api/insight/complaints/${complaint}`)).body['reopenings'] === 1);
  }

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
      client.seen = seen;
      const answer = await client.get(pathWith(route.path, { id: complaint }));
      return signsIn(answer.text).length > 0 ? [`${role} ${route.path}: ${signsIn(answer.text).join(', ')}`] : [];
    });
    expect(asked.length).toBeGreaterThan(10);
    expect(found.flat()).toEqual([]);
  });

  it('is not repeated by an answer that refuses it', async () => {
    const agent = world.as('agent', 'hotline');
    const answers = [
      await agent.post('/api/intake/customers', { phone: CANARIES.refused }), await agent.post('/api/intake/customers', { name: 7, email: CANARIES.refused }),
      await agent.post(`/api/intake/complaints/${complaint}/record-statement`, { statement: CANARIES.refused, contactId: CANARIES.refused }),
    ];
    for (const answer of answers) expect([answer.status, signsIn(answer.text)]).toEqual([400, []]);
  });

  it('is opened only for a reason, and every look is kept', async () => {
    const agent = world.as('agent', 'hotline');
    expect((await agent.get(`/api/intake/complaints/${complaint}/words`)).status).toBe(400);
    const { text } = await agent.get(`/api/intake/complaints/${complaint}/words?reason=call-back`);
    expect(signsIn(text)).toEqual(expect.arrayContaining([CANARIES.statement, CANARIES.course, CANARIES.remedySought, CANARIES.place, CANARIES.reporter]));
    expect(signsIn((await agent.get(`/api/intake/customers/${customer}?reason=call-back`)).text)).toContain(CANARIES.name);
    const { rows } = await connected(world.databaseUrl, (database) => database.query<{ what: string }>("select what from intake.looks where reason = 'call-back' order by id"));
    expect(rows.map(({ what }) => what)).toEqual(['words', 'identity']);
  });
});
