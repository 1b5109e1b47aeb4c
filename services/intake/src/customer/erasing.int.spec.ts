import { randomUUID } from 'node:crypto';
import { Vault } from '@amends/vault';
import { ServedIntake, type Answer } from '../testing/served-intake.js';
import { CustomerComplaints } from './customer-complaints.js';
import { Customers } from './customers.js';
import { Erasing } from './erasing.js';
import { Erasures } from './erasures.js';

const OFFICER = { role: 'privacy-officer' } as const;
const REASON = 'reason=call';
const context = { actor: { id: 'intake', role: 'system', unit: null }, scope: undefined, correlation: 'test', causation: null, traceparent: null, now: '2026-11-02T12:00:00.000Z' };

describe('erasing a customer', () => {
  let intake: ServedIntake;
  beforeAll(async () => void (intake = await ServedIntake.start()));
  afterAll(() => intake.stop());

  const register = async (body: object = {}): Promise<string> => (await intake.post('customers', { name: 'Canary Bird', phone: '+49 30 5550100', ...body })).body.id;
  const complain = async (customerId?: string): Promise<string> =>
    (await intake.post('complaints', { ...(customerId ? { customerId } : {}), contact: { channel: 'phone' }, statement: { statement: 'The canary sings.' } })).body.id;
  const erase = (id: string, what = 'customers'): Promise<Answer> => intake.post(`${what}/${id}/erase`, { because: 'customer-asked' }, OFFICER);
  const row = async (id: string): Promise<Record<string, unknown>> => (await intake.database.pool.query('select * from intake.customers where id = $1', [id])).rows[0];
  const isDone = async (id: string): Promise<boolean> => (await intake.database.pool.query<{ done: boolean }>('select done_at is not null as done from intake.erasures where subject = $1', [id])).rows[0]!.done;
  const todo = async (): Promise<number> => Number((await intake.database.pool.query('select count(*) from intake.erasures where done_at is null')).rows[0].count);

  it('clears who they are, destroys the key, withdraws what is open, and leaves what had ended', async () => {
    const id = await register({ ownReference: 'K-1' });
    const [open, closed] = [await complain(id), await complain(id)];
    await intake.hear(closed, { registered: true, closedRound: 1, customerId: id });
    await intake.get(`customers/${id}?reason=canary-in-a-reason`);
    await intake.database.pool.query('insert into intake.files (complaint, id, subject, sealed) values ($1, $2, $3, $4)', [closed, randomUUID(), id, Buffer.from('sealed')]);
    expect(await erase(id)).toMatchObject({ status: 201, body: { id, erased: true } });
    expect(JSON.stringify(await row(id))).not.toMatch(/canary|5550100|K-1/i);
    expect((await intake.database.pool.query('select 1 from intake.files where subject = $1', [id])).rows).toEqual([]);
    expect((await intake.database.pool.query("select 1 from intake.looks where reason like '%canary%'")).rows).toEqual([]);
    expect([await intake.said('customer', id), await intake.said('complaint', open), await intake.said('complaint', closed)].map((types) => types.at(-1))).toEqual(['CustomerErased', 'ComplaintWithdrawn', 'StatementRecorded']);
    for (const complaint of [open, closed]) expect(await intake.get(`complaints/${complaint}/words?${REASON}`)).toMatchObject({ status: 409, body: { code: 'customer.erased' } });
    expect((await intake.get(`customers?phone=${encodeURIComponent('+49 30 5550100')}`)).body.customers).toEqual([]);
    expect((await intake.get(`customers/${id}?${REASON}`)).body).toMatchObject({ id, name: null, phone: null, ownReference: null, erasedAt: expect.any(String) });
  });

  it('answers the same when it is asked again, and says nothing twice', async () => {
    const id = await register();
    const first = await erase(id);
    expect(await erase(id)).toEqual(first);
    expect(await intake.said('customer', id)).toEqual(['CustomerRegistered', 'CustomerErased']);
  });

  it('takes all records of a merged person along, whichever is named', async () => {
    const [survivor, merged] = [await register(), await register({ name: 'Canary Twin' })];
    await intake.post(`customers/${survivor}/merge`, { merged });
    const complaint = await complain(merged);
    await erase(merged);
    for (const id of [survivor, merged]) expect(JSON.stringify(await row(id))).not.toMatch(/canary/i);
    expect([await intake.said('customer', survivor), await intake.said('customer', merged), await intake.said('complaint', complaint)].map((types) => types.at(-1))).toEqual(['CustomerErased', 'CustomerErased', 'ComplaintWithdrawn']);
    expect(await intake.post(`customers/${survivor}/unmerge`, { merged })).toMatchObject({ status: 409, body: { code: 'intake.customer-is-erased' } });
  });

  it('refuses ever after to write of them, and tells how to go on', async () => {
    const id = await register();
    const resolved = await complain(id);
    await intake.hear(resolved, { registered: true, resolvedRound: 1, customerId: id });
    await erase(id);
    expect((await intake.said('complaint', resolved)).at(-1)).toBe('StatementRecorded');
    const isErased = { status: 409, body: { code: 'intake.customer-is-erased', remedy: expect.stringContaining('new customer') } };
    expect(await intake.post('complaints', { customerId: id, contact: { channel: 'phone' } })).toMatchObject(isErased);
    expect(await intake.post(`complaints/${resolved}/receive-message`, { channel: 'e-mail', message: 'The canary again.' })).toMatchObject(isErased);
    expect(await intake.post(`customers/${id}/revise`, { name: 'Canary' })).toMatchObject(isErased);
    expect(await intake.post(`customers/${await register()}/merge`, { merged: id })).toMatchObject(isErased);
    expect(await intake.post('customers', { id, name: 'Canary' })).toMatchObject(isErased);
  });

  it('erases a complaint that nobody gave a name by its own id, and no other', async () => {
    const [nobodys, named] = [await complain(), await complain(await register())];
    expect(await erase(nobodys, 'complaints')).toMatchObject({ status: 201, body: { id: nobodys, erased: true } });
    expect(await erase(nobodys, 'complaints')).toMatchObject({ status: 201 });
    expect(await intake.said('complaint', nobodys)).toEqual(['ComplaintRegistered', 'StatementRecorded', 'ComplaintWithdrawn']);
    expect(await intake.get(`complaints/${nobodys}/words?${REASON}`)).toMatchObject({ status: 409, body: { code: 'customer.erased' } });
    expect(await erase(named, 'complaints')).toMatchObject({ status: 409, body: { code: 'intake.complaint-has-customer' } });
    expect(await erase(randomUUID(), 'complaints')).toMatchObject({ status: 404 });
    expect(await erase(randomUUID())).toMatchObject({ status: 404 });
  });

  it('is for the privacy officer only', async () => {
    expect((await intake.post(`customers/${await register()}/erase`, { because: 'other' })).status).toBe(403);
  });

  describe('when the process dies in the middle', () => {
    /** What of the process survives: the database. The clock stands a minute or an hour after an erasure was begun. */
    const nextStart = async (id: string, minutes: number): Promise<Erasing> => {
      const { shared } = intake.platform;
      const { rows } = await intake.database.pool.query<{ begun_at: Date }>('select begun_at from intake.erasures where subject = $1', [id]);
      const later = { now: () => rows[0]!.begun_at.getTime() + minutes * 60_000, sleep: () => Promise.resolve() };
      const customers = new Customers(intake.database, shared.vault);
      const { commands } = intake.platform.of('intake').logParts;
      return new Erasing(commands, customers, new CustomerComplaints(intake.database), new Erasures(intake.database, shared.vault, customers, later));
    };

    it('after it was said: the next start destroys the key, and withdraws what was registered meanwhile', async () => {
      const id = await register();
      const complaint = await complain(id);
      // The vault dies under the erasure: what it had said stays said, and the privacy officer hears that it is not finished.
      const dies = jest.spyOn(Vault.prototype, 'erase').mockRejectedValueOnce(new Error('killed'));
      expect((await erase(id)).status).toBe(500);
      dies.mockRestore();
      expect((await intake.get(`complaints/${complaint}/words?${REASON}`)).status).toBe(200);
      // A registration that had asked for the customer's standing before is appended only now.
      await intake.database.pool.query('update intake.customers set erased_at = null where id = $1', [id]);
      const late = await complain(id);
      await intake.database.pool.query('update intake.customers set erased_at = now() where id = $1', [id]);
      await (await nextStart(id, 1)).step(context);
      expect(await isDone(id)).toBe(false);
      for (const one of [complaint, late]) {
        expect((await intake.get(`complaints/${one}/words?${REASON}`)).status).toBe(409);
        expect((await intake.said('complaint', one)).at(-1)).toBe('ComplaintWithdrawn');
      }
      const inAnHour = await nextStart(id, 60);
      expect(await inAnHour.step(context)).toBeGreaterThan(0);
      expect([await isDone(id), await todo()]).toEqual([true, 0]);
      expect(await inAnHour.step(context)).toBe(0);
    });

    it('before it was said: nothing has begun', async () => {
      const id = await register();
      const before = await row(id);
      const dies = jest.spyOn(Erasures.prototype, 'begin').mockImplementationOnce(async function (this: Erasures, transaction, subjects) {
        await transaction.query('update intake.customers set name = null where id = any($1)', [subjects]);
        throw new Error('killed');
      });
      expect((await erase(id)).status).toBe(500);
      dies.mockRestore();
      expect([await row(id), await intake.said('customer', id)]).toEqual([before, ['CustomerRegistered']]);
    });
  });
});
