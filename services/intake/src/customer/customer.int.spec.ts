import { randomUUID } from 'node:crypto';
import { ServedIntake } from '../testing/served-intake.js';

const REASON = 'reason=call';

describe('customers', () => {
  let intake: ServedIntake;
  beforeAll(async () => void (intake = await ServedIntake.start()));
  afterAll(() => intake.stop());

  const register = async (body: object): Promise<string> => (await intake.post('customers', body)).body.id;
  const complain = async (customerId: string, more: object = {}): Promise<string> => (await intake.post('complaints', { customerId, contact: { channel: 'phone' }, ...more })).body.id;
  const find = async (query: Record<string, string>): Promise<{ customers: { id: string; mergedFrom: string | null }[]; more: boolean }> =>
    (await intake.get(`customers?${new URLSearchParams({ ...query, ...Object.fromEntries([REASON.split('=')]) }).toString()}`)).body;
  const ids = async (query: Record<string, string>): Promise<readonly string[]> => (await find(query)).customers.map(({ id }) => id);
  const standings = async (complaint: string): Promise<readonly unknown[]> =>
    (await intake.platform.of('intake').logParts.log.read({ kind: 'complaint', id: complaint })).filter(({ type }) => type === 'CustomerStandingChanged').map(({ data }) => (data as { standing: { tier: string } }).standing.tier);

  describe('found by what a caller says', () => {
    let jurgen: string;
    let wang: string;
    beforeAll(async () => {
      jurgen = await register({ name: 'Jürgen Müller-Lüdenscheidt', phone: '030 1234567', email: 'Jurgen@Example.org', ownReference: 'K-77' });
      wang = await register({ name: '王小明', phone: '+86 138 0013 8765' });
      await register({ name: 'Jurij Mulder', phone: '+49 30 7654321' });
    });

    it.each([
      ['the number with a country code', { phone: '+49 (30) 123-4567' }], ['the number as it is dialled in the country', { phone: '030/1234567' }], ['the end of the number', { phoneEnd: '4567' }],
      ['the e-mail address in another spelling', { email: ' JURGEN@example.ORG ' }], ["the company's own reference", { ownReference: 'K-77' }],
      ['part of the name without accents', { name: 'mueller-LUDEN' }], ['the middle of the name', { name: 'udensch' }], ['the name in capitals', { name: 'JÜRGEN' }],
    ])('%s', async (_what, query) => expect((await ids(query as Record<string, string>))[0]).toBe(jurgen));

    it.each(['王小明', '王', '小明', '明'])('part of a Chinese name: %s', async (name) => expect(await ids({ name })).toEqual([wang]));

    it('the likest first', async () => {
      expect((await ids({ name: 'Jurij Mulder' }))[0]).not.toBe(jurgen);
      expect(await ids({ name: 'nobody at all' })).toEqual([]);
      expect(await ids({ name: '%' })).toEqual([]);
    });

    it('at most twenty, and says that there are more', async () => {
      await Promise.all(Array.from({ length: 21 }, (_, n) => register({ name: `Ottokar Zweig ${n}` })));
      const { customers, more } = await find({ name: 'ottokar' });
      expect([customers.length, more]).toEqual([20, true]);
      expect((await find({ name: 'ottokar zweig 20' })).more).toBe(true);
    });

    it('refuses a number that is none, a few digits, and a question without any of them, naming field and remedy', async () => {
      for (const [query, field] of [['phone=abc', 'phone'], ['phoneEnd=12', 'phoneEnd'], ['reason=x', 'phone']]) {
        expect(await intake.get(`customers?${query}`)).toMatchObject({ status: 400, body: { errors: [{ field, remedy: expect.any(String) }] } });
      }
    });

    it('and every look is recorded', async () => {
      await intake.get(`customers/${wang}?reason=look-of-the-test`);
      const { rows } = await intake.database.pool.query("select subject, what from intake.looks where reason = 'look-of-the-test'");
      expect(rows).toEqual([{ subject: wang, what: 'identity' }]);
    });
  });

  it('is registered although somebody has the same phone or e-mail, and that is told', async () => {
    const one = await register({ phone: '+49 40 111222', email: 'same@example.org' });
    const answer = await intake.post('customers', { phone: '040 111222' }, { key: 'again' });
    expect(answer).toMatchObject({ status: 201, body: { possibleDuplicates: [one] } });
    expect((await intake.post('customers', { phone: '040 111222' }, { key: 'again' })).body).toEqual(answer.body);
    expect((await intake.post('customers', { email: 'Same@example.org' })).body.possibleDuplicates).toEqual([one]);
    expect((await intake.post('customers', { phone: '+49 40 99999' })).body.possibleDuplicates).toEqual([]);
  });

  describe('revised', () => {
    it('is found by what is new and not by what was before; open complaints hear of it in the same append', async () => {
      const id = await register({ name: 'Ana', phone: '+49 89 1000001', tier: 'silver' });
      const [open, closed] = [await complain(id), await complain(id)];
      await intake.hear(closed, { registered: true, closedRound: 1 });
      expect(await intake.post(`customers/${id}/revise`, { tier: 'gold', phone: '+49 89 1000002', forget: ['name'] })).toMatchObject({ status: 201, body: { id } });
      expect([await ids({ phone: '+49 89 1000001' }), await ids({ phone: '+49 89 1000002' })]).toEqual([[], [id]]);
      expect((await intake.get(`customers/${id}?${REASON}`)).body).toMatchObject({ name: null, tier: 'gold', phone: '+49891000002' });
      expect([await standings(open), await standings(closed)]).toEqual([['gold'], []]);
    });

    it('stays quiet when nothing is another, and tells complaints nothing that moves no clock', async () => {
      const id = await register({ tier: 'silver' });
      const complaint = await complain(id);
      await intake.post(`customers/${id}/revise`, { tier: 'silver' });
      expect(await intake.said('customer', id)).toEqual(['CustomerRegistered']);
      await intake.post(`customers/${id}/revise`, { ownReference: `K-${id}` });
      expect([await intake.said('customer', id), await standings(complaint)]).toEqual([['CustomerRegistered', 'CustomerRevised'], []]);
    });

    it('is refused for nobody, for a taken reference, and for a field both given and forgotten', async () => {
      await register({ ownReference: 'taken' });
      const id = await register({});
      expect(await intake.post(`customers/${randomUUID()}/revise`, { tier: 'gold' })).toMatchObject({ status: 404, body: { code: 'request.unknown-customer' } });
      expect(await intake.post(`customers/${id}/revise`, { ownReference: 'taken' })).toMatchObject({ status: 409, body: { code: 'intake.own-reference-taken' } });
      expect(await intake.post(`customers/${id}/revise`, { name: 'A', forget: ['name'] })).toMatchObject({ status: 400, body: { errors: [{ field: 'forget' }] } });
    });
  });

  describe('merged', () => {
    it('is answered with the survivor, who is told which record was found; both streams say it', async () => {
      const [one, two] = [await register({ phone: '+49 69 1000', tier: 'gold' }), await register({ phone: '+49 69 2000', tier: 'standard' })];
      const complaint = await complain(two);
      expect((await intake.post(`customers/${one}/merge`, { merged: two })).status).toBe(201);
      expect((await find({ phone: '+49 69 2000' })).customers).toMatchObject([{ id: one, mergedFrom: two }]);
      expect((await intake.get(`customers/${two}?${REASON}`)).body).toMatchObject({ id: one, mergedFrom: two });
      expect([await intake.said('customer', one), await intake.said('customer', two)].map((types) => types.at(-1))).toEqual(['CustomersMerged', 'CustomersMerged']);
      expect(await standings(complaint)).toEqual(['gold']);
      const { body } = await intake.get(`customers/${one}/history?${REASON}`);
      expect(body.complaints.map(({ id }: { id: string }) => id)).toEqual([complaint]);
    });

    it('is taken back without loss, however many were merged into it before', async () => {
      const [root, middle, leaf] = [await register({ name: 'Root' }), await register({ name: 'Middle', tier: 'silver' }), await register({ name: 'Leaf' })];
      const complaint = await complain(leaf);
      await intake.post(`customers/${middle}/merge`, { merged: leaf });
      await intake.post(`customers/${root}/merge`, { merged: middle });
      expect((await intake.get(`customers/${leaf}?${REASON}`)).body.id).toBe(root);
      await intake.post(`customers/${root}/unmerge`, { merged: middle });
      expect((await intake.get(`customers/${leaf}?${REASON}`)).body.id).toBe(middle);
      await intake.post(`customers/${middle}/unmerge`, { merged: leaf });
      expect((await intake.get(`customers/${leaf}?${REASON}`)).body).toMatchObject({ id: leaf, name: 'Leaf', mergedFrom: null });
      expect(await standings(complaint)).toEqual(['silver', 'standard', 'silver', 'standard']);
    });

    it('never ends in a circle, and gives new complaints the standing of the survivor', async () => {
      const [one, two] = [await register({ tier: 'key-account' }), await register({})];
      await intake.post(`customers/${one}/merge`, { merged: two });
      expect(await intake.post(`customers/${two}/merge`, { merged: one })).toMatchObject({ status: 409, body: { code: 'intake.customer-is-merged' } });
      expect(await intake.post(`customers/${one}/merge`, { merged: one })).toMatchObject({ status: 409, body: { code: 'intake.same-customer' } });
      expect(await intake.post(`customers/${one}/merge`, { merged: two })).toMatchObject({ status: 201 });
      expect(await intake.said('customer', two)).toEqual(['CustomerRegistered', 'CustomersMerged']);
      const [registered] = await intake.platform.of('intake').logParts.log.read({ kind: 'complaint', id: await complain(two) });
      expect(registered!.data).toMatchObject({ customerId: two, standing: { tier: 'key-account' } });
    });

    it('ends the same however two at once try to make a circle', async () => {
      const [one, two] = [await register({}), await register({})];
      const answers = await Promise.all([intake.post(`customers/${one}/merge`, { merged: two }), intake.post(`customers/${two}/merge`, { merged: one })]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    });
  });

  describe("the caller's history", () => {
    it('has open complaints first, then the newest, with what was promised, how often they called, and what repeats', async () => {
      const id = await register({ name: 'Carla' });
      const at = (day: string): object => ({ receivedAt: `2026-${day}T10:00:00.000Z`, classify: { category: ['hose'], severity: 'minor' } });
      const [oldest, middle, newest] = [await complain(id, at('01-02')), await complain(id, at('02-02')), await complain(id, at('03-02'))];
      await intake.hear(middle, { registered: true, closedRound: 1, owner: { unit: 'south', staff: null } });
      await intake.hear(newest, { registered: true, resolvedRound: 1 });
      const { status, body } = await intake.get(`customers/${id}/history?${REASON}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        customer: { id, name: 'Carla' }, promises: [], contacts30Days: 0,
        complaints: [
          { id: oldest, status: 'open', category: ['hose'], severity: 'minor', round: 1, ownerUnit: null, cause: null, repeats: null, reference: expect.stringMatching(/^\d+$/), receivedAt: '2026-01-02T10:00:00.000Z' },
          { id: newest, status: 'resolved' }, { id: middle, status: 'closed', ownerUnit: 'south' },
        ],
      });
    });

    it('shows nobody what is outside of their units', async () => {
      const id = await register({});
      const complaint = await complain(id);
      await intake.hear(complaint, { registered: true, owner: { unit: 'south', staff: null }, receivedBy: 'south' });
      const seenBy = async (unit: string): Promise<number> => (await intake.get(`customers/${id}/history?${REASON}`, { unit })).body.complaints.length;
      expect([await seenBy('south'), await seenBy('north')]).toEqual([1, 0]);
    });
  });
});
