import { ManualClock, type Database } from '@amends/eventing';
import { scratchDatabase, upTo, type Scratch } from '@amends/eventing/testing';
import { Delivering } from '@amends/runtime';
import { HookReceiver } from '@amends/runtime/testing';
import { createSecretKey, randomBytes } from 'node:crypto';
import { inboxSql } from '../inbox/inbox.sql.js';
import { inOrderSql, ledgerSql, warningsSql } from '../ledger/ledger.sql.js';
import { EMPTY_PAGE } from '../ledger/page.js';
import { AComplaint, LEAD, MANAGER, policies, uuid } from '../testing/a-complaint.js';
import { AddressFilter } from './address-filter.js';
import { Carriers } from './carriers.js';
import { Deliveries } from './delivering.js';
import { Noted } from './noted.js';
import { noticesOf } from './noticing.js';
import { NoticesWorker } from './notices-worker.js';
import { noticesSql } from './notices.sql.js';
import { DAYS, USUAL, type Preferences } from './preferences.js';
import { MOST_TRIES } from './retrying.js';
import { Webhook } from './webhook.js';
import { Writing } from './writing.js';

const NOON = Date.UTC(2026, 10, 2, 12);
const MINUTE = 60_000;

/** A process that notes, writes and delivers by a clock that is moved by hand; real webhooks on this machine. */
class Process {
  readonly figures = new Delivering();
  readonly noted = new Noted();
  readonly worker: NoticesWorker;
  readonly deliveries: Deliveries;
  readonly troubles: unknown[] = [];
  readonly left = new Set<string>();

  constructor(readonly database: Database, readonly clock: ManualClock) {
    const key = createSecretKey(randomBytes(32));
    // Nobody is given up because the machine is slow: what happens follows from the clock that is moved by hand.
    const carriers = new Carriers(new Webhook({ clock, filter: new AddressFilter(['127.0.0.0/8']), open: () => key, timeoutMs: MINUTE }), undefined);
    this.deliveries = new Deliveries({ database, clock, carriers: carriers.all, figures: this.figures });
    this.worker = new NoticesWorker({ noted: this.noted, writing: new Writing({ database, policies, clock, carriers, publicUrl: undefined, isStaff: (person) => !this.left.has(person) }), deliveries: this.deliveries, mail: undefined, clock });
  }

  async step(): Promise<void> {
    await this.worker.step((error) => this.troubles.push(error));
    expect(this.troubles).toEqual([]);
  }

  /** Lets time pass, looking every so often. */
  async runs(minutes: number, everyMs = MINUTE): Promise<void> {
    for (const end = this.clock.now() + minutes * MINUTE; this.clock.now() < end; this.clock.advance(everyMs)) await this.step();
  }
}

describe('notices', () => {
  let scratch: Scratch;
  let clock: ManualClock;
  let here: Process;
  let receiver: HookReceiver;
  let complaints = 0;

  beforeEach(async () => {
    scratch = await scratchDatabase('escalation', [() => ledgerSql, () => warningsSql, () => inOrderSql, () => inboxSql, () => noticesSql]);
    clock = new ManualClock(NOON);
    here = new Process(scratch.database, clock);
    receiver = await HookReceiver.open();
  });
  afterEach(() => receiver.close());

  const person = (id: string, preferences: Partial<Preferences> = {}, url = receiver.url) =>
    scratch.database.pool.query(
      `insert into escalation.notice_people values ($1, 1, null, $2, '[{"sealed":"x","until":null}]', $3, 'test', now())
       on conflict (person) do update set webhook_url = excluded.webhook_url, preferences = excluded.preferences`,
      [id, url, JSON.stringify({ ...USUAL, ...preferences })],
    );

  /** A complaint in the ledger of which somebody is told. */
  async function escalates(act: (complaint: AComplaint) => AComplaint = (one) => one.says(1, 'ContactTurnedHostile'), caughtUp = false): Promise<string> {
    const complaint = uuid(5000 + (complaints += 1));
    const told = act(AComplaint.registered({ reference: String(complaints) }));
    // Each of these complaints is told by the same words and ids, apart from its own.
    const own = JSON.parse(JSON.stringify({ page: told.page, facts: told.judged.facts }).replaceAll(/0192a3b4-0000-7000-8000-0000000000(\d\d)/g, `0192a3b4-0000-7000-8000-${String(complaints).padStart(10, '0')}$1`).replaceAll(/"escalationId":"[^"]+"/g, `"escalationId":"${complaint}"`)) as { page: AComplaint['page']; facts: { data: { caughtUp?: boolean } }[] };
    const page = { ...own.page, shown: { ...own.page.shown, told: own.page.shown.told?.map((one) => ({ ...one, id: complaint })) } } as AComplaint['page'];
    if (caughtUp) for (const fact of own.facts) fact.data.caughtUp = true;
    await scratch.database.transaction(async (transaction) => {
      await transaction.query('insert into escalation.ledger (complaint, page, obligations_version, heard_at) values ($1, $2, 1, $3)', [complaint, JSON.stringify(page), '']);
      here.noted.note(transaction, noticesOf({ complaint, before: EMPTY_PAGE, page, facts: own.facts as never }), new Date(clock.now()).toISOString());
    });
    return complaint;
  }

  const lift = (complaint: string) => scratch.database.pool.query(`update escalation.ledger set page = jsonb_set(page::jsonb, '{shown,told}', '[]')::json where complaint = $1`, [complaint]);
  const ids = (): readonly unknown[] => receiver.received.map(({ headers }) => headers['webhook-id']);
  const bodies = () => receiver.received.map(({ body }) => JSON.parse(body) as { type: string; data: { complaints: { reference: string }[] } });
  const states = async () => (await scratch.database.pool.query<{ state: string; tries: number }>('select state, tries from escalation.notice_deliveries order by n')).rows;

  it('are delivered once to who is told', async () => {
    await person(LEAD);
    await escalates();
    await here.runs(3);
    expect(bodies()).toMatchObject([{ type: 'informed', data: { person: LEAD, complaints: [{ reference: String(complaints), level: 1 }] } }]);
    expect(await states()).toEqual([{ state: 'arrived', tries: 1 }]);
  });

  it('are not even noted of people who gave no address', async () => {
    await escalates();
    await here.step();
    expect((await scratch.database.pool.query('select from escalation.notices')).rowCount).toBe(0);
  });

  it('do not go to somebody who has left the company', async () => {
    await person(LEAD);
    await escalates();
    here.left.add(LEAD);
    await here.runs(2);
    expect([bodies(), await states()]).toEqual([[], []]);
  });

  it('are noted with what they tell of, or not at all', async () => {
    await person(LEAD);
    const complaint = AComplaint.registered().says(1, 'ContactTurnedHostile');
    const failing = scratch.database.transaction(async (transaction) => {
      here.noted.note(transaction, noticesOf({ complaint: uuid(1000), before: EMPTY_PAGE, page: complaint.page, facts: complaint.judged.facts as never }), new Date(NOON).toISOString());
      throw new Error('not recorded');
    });
    await expect(failing).rejects.toThrow('not recorded');
    expect((await scratch.database.pool.query('select from escalation.notices')).rowCount).toBe(0);
  });

  it('are one digest of ten things that were missed while no clock ran', async () => {
    await person(LEAD);
    for (const _ of upTo(10)) {
      await escalates((one) => one.clock(3), true);
      await here.step();
      clock.advance(1000);
    }
    await here.runs(2, 1000);
    expect(bodies().map(({ type, data }) => [type, data.complaints.length])).toEqual([['digest', 10]]);
  });

  it('are one digest when more than five come at once, and say of what was lifted meanwhile nothing', async () => {
    await person(LEAD);
    const all = [];
    for (const _ of upTo(8)) all.push(await escalates());
    await lift(all[2]!);
    await here.runs(2);
    expect(bodies()).toMatchObject([{ type: 'digest', data: { complaints: { length: 7 } } }]);
  });

  it('wait for the end of quiet hours, and then are one digest', async () => {
    await person(LEAD, { quiet: [{ days: DAYS, from: '11:00', to: '12:30' }] });
    await escalates();
    await escalates();
    await here.runs(29);
    expect(bodies()).toEqual([]);
    await here.runs(5);
    expect(bodies()).toMatchObject([{ type: 'digest', data: { complaints: [{}, {}] } }]);
  });

  it('go at once when the person no longer wants quiet hours', async () => {
    await person(LEAD, { quiet: [{ days: DAYS, from: '11:00', to: '23:30' }] });
    await escalates();
    await here.step();
    await person(LEAD);
    await scratch.database.pool.query('update escalation.notices set look_at = $1', [new Date(NOON)]);
    await here.step();
    expect(bodies()).toHaveLength(1);
  });

  it('arrive later when the receiver was away, with the same id at every try', async () => {
    await person(LEAD);
    await escalates();
    receiver.answer = { status: 503 };
    await here.runs(2, 1000);
    receiver.answer = { status: 204 };
    await here.runs(10);
    expect(new Set(ids()).size).toBe(1);
    expect(await states()).toMatchObject([{ state: 'arrived' }]);
    expect(receiver.received.length).toBeGreaterThan(3);
  });

  it('are tried again with the same id by another process when the first one died in the middle', async () => {
    await person(LEAD);
    await escalates();
    await here.step();
    // What a process leaves behind that is killed between sending and keeping what came of it.
    await scratch.database.pool.query(`update escalation.notice_deliveries set state = 'waiting', next_try = $1, ended_at = null`, [new Date(NOON + MINUTE)]);
    const other = new Process(scratch.database, clock);
    await other.step();
    expect(receiver.received).toHaveLength(1);
    clock.advance(MINUTE);
    await other.step();
    expect([receiver.received.length, new Set(ids()).size]).toEqual([2, 1]);
  });

  it('are shared by two processes, and each goes once', async () => {
    const people = upTo(20).map((n) => uuid(800 + n));
    for (const id of people) await person(id);
    await scratch.database.pool.query(`insert into escalation.notices (id, kind, person, complaint, about, grave, caught_up, noted_at, look_at)
      select gen_random_uuid(), 'informed', p.person, $1, $1, false, false, $2, $2 from escalation.notice_people p`, [await escalates(), new Date(NOON)]);
    const other = new Process(scratch.database, clock);
    await Promise.all([here.step(), other.step(), here.deliveries.take(50, []).then(() => undefined)]);
    clock.advance(2 * MINUTE);
    await Promise.all([here.step(), other.step()]);
    expect(new Set(ids()).size).toBe(20);
    expect((await states()).every(({ state }) => state === 'arrived')).toBe(true);
  });

  it('that never arrive are dead at last, and do not hold up anybody else', async () => {
    await person(LEAD, {}, 'http://127.0.0.1:1/');
    await person(MANAGER);
    await escalates();
    await escalates((one) => one.says(1, 'ContactTurnedHostile').says(2, 'ContactTurnedHostile'));
    await here.step();
    expect(bodies()).toHaveLength(1);
    await here.runs(26 * 60, 10 * MINUTE);
    const dead = (await states()).filter(({ state }) => state === 'dead');
    expect([dead.length, dead[0]!.tries]).toEqual([2, MOST_TRIES]);
    expect(await here.deliveries.report()).toMatchObject({ waiting: 0, dead: 2, paused: 0, people: 2 });
  });

  it('leave an address alone for a while after five failures, and are told as paused', async () => {
    await person(LEAD);
    receiver.answer = { status: 500 };
    for (const _ of upTo(4)) await escalates();
    await here.runs(1, 1000);
    const tries = receiver.received.length;
    expect(tries).toBeGreaterThanOrEqual(5);
    expect(await here.deliveries.report()).toMatchObject({ paused: 1, dead: 0 });
    await here.runs(0.5, 1000);
    expect(receiver.received.length - tries).toBeLessThanOrEqual(1);
  });

  it('are forgotten three months after they ended, and not before', async () => {
    await person(LEAD);
    await escalates();
    await here.step();
    const kept = async () => [(await states()).length, (await scratch.database.pool.query('select from escalation.notices')).rowCount];
    clock.advance(89 * 24 * 60 * MINUTE);
    await here.step();
    expect(await kept()).toEqual([1, 1]);
    clock.advance(2 * 24 * 60 * MINUTE);
    await here.step();
    expect(await kept()).toEqual([0, 0]);
  });
});
