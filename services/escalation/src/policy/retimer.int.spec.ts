import { ComplaintRegistered, type RecordedEvent } from '@amends/contracts';
import { consumerSql, EventLog, EventWriter, knownSql, logSql, ManualClock, TimeOrderedIds } from '@amends/eventing';
import { scratchDatabase, type Scratch } from '@amends/eventing/testing';
import { SHIPPED_PACKS } from '@amends/policy';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { LedgerConsumer } from '../ledger/ledger.consumer.js';
import { inOrderSql, ledgerSql, warningsSql } from '../ledger/ledger.sql.js';
import type { Obligation } from '../ledger/obligation.js';
import type { Page } from '../ledger/page.js';
import { Pages } from '../ledger/pages.js';
import { checksum, rebuild } from '../ledger/rebuild.js';
import { ladder, LEAD } from '../testing/a-complaint.js';
import { DryRuns } from './dry-run.js';
import { Policies } from './policies.js';
import { CalendarOverride, PolicyInForce, StoredPack } from './policy.entities.js';
import { PolicyPacks1732400000000, Retimings1732561000000 } from './policy.migrations.js';
import { Retimer } from './retimer.js';
import { Retimings } from './retimings.js';

const NOW = Date.UTC(2026, 10, 2, 12);
const DAY = 86_400_000;
const by = { id: LEAD, role: 'administrator', unit: null };
const slow = { ...SHIPPED_PACKS[0]!, name: 'slow', rules: SHIPPED_PACKS[0]!.rules!.map((rule) => (rule.id === 'resolve' ? { ...rule, allow: { ...rule.allow!, count: 10 } } : rule)) };
const CLOSED = { pack: 'default', calendar: 'office', date: '2026-11-04', name: 'works meeting', periods: [] };
const quiet = { ...SHIPPED_PACKS[0]!, name: 'quiet', extends: 'default@1', rules: [{ id: 'off', obligations: ['first-answer'], notOwed: true, says: { en: 'not under this contract', zh: '本合同不作要求' } }] };

describe('decisions that move the clocks of many complaints', () => {
  let scratch: Scratch;
  let dataSource: DataSource;
  let clock: ManualClock;
  let log: EventLog;
  let policies: Policies;
  let ledger: LedgerConsumer;
  let heard: RecordedEvent[];

  beforeEach(async () => {
    scratch = await scratchDatabase('escalation', [logSql, consumerSql, knownSql, () => ledgerSql, () => warningsSql, () => inOrderSql]);
    dataSource = await new DataSource({
      type: 'postgres', url: scratch.url, schema: 'escalation', entities: [StoredPack, PolicyInForce, CalendarOverride], migrations: [PolicyPacks1732400000000, Retimings1732561000000], migrationsRun: true,
    }).initialize();
    clock = new ManualClock(NOW);
    log = new EventLog(scratch.database, 'escalation', clock);
    policies = new Policies(dataSource, clock);
    ledger = new LedgerConsumer(pages(), ladder, policies, clock);
    heard = [];
  });
  afterEach(async () => {
    await dataSource.destroy();
    await scratch.drop();
  });

  const pages = () => new Pages(log, new EventWriter(scratch.vault, new TimeOrderedIds()));
  const retimer = () => new Retimer({ database: scratch.database, pages: pages(), ladder, policies, clock });

  async function registered(count: number, receivedBy = 'hotline'): Promise<readonly string[]> {
    const ids = Array.from({ length: count }, () => randomUUID());
    const events = ids.map((subject): RecordedEvent => ({
      id: randomUUID(), type: 'ComplaintRegistered', data: { ...ComplaintRegistered.sample, customerId: null, standing: null, receivedBy }, round: 1, origin: 'live', occurredAt: new Date(NOW).toISOString(),
      recordedAt: '2026-11-02T12:00:00.000000Z', source: 'intake', streamKind: 'complaint', subject, version: 1, schemaVersion: ComplaintRegistered.version, actor: { id: 'a', role: 'agent', unit: 'hotline' },
      causation: null, correlation: 'x', traceparent: null,
    }));
    heard.push(...events);
    await scratch.database.transaction((transaction) => ledger.handle(events, transaction));
    return ids;
  }

  const stored = async (): Promise<ReadonlyMap<string, Page>> =>
    new Map((await scratch.database.pool.query<{ complaint: string; page: Page }>('select complaint, page from escalation.ledger')).rows.map(({ complaint, page }) => [complaint, page]));
  const resolve = async (complaint: string): Promise<Obligation> => (await stored()).get(complaint)!.owed.find(({ kind }) => kind === 'resolve')!;
  const due = async (): Promise<readonly string[]> => [...new Set([...(await stored()).values()].map(({ owed }) => owed.find(({ kind }) => kind === 'resolve')!.dueAt.slice(0, 10)))].sort();
  const revisions = async (): Promise<number> => Number((await scratch.database.pool.query(`select from escalation.events where type = 'ObligationRevised'`)).rowCount);
  const everybodyKnows = () => clock.advance(20_000);
  async function finish(one = retimer()): Promise<void> {
    while ((await one.step()) > 0);
  }
  const repin = (filter: object, id = randomUUID()) => policies.begin({ id, decision: { because: 'repinned', pack: 'slow@1', filter }, reason: 'a new contract', by });

  it('wait until every replica knows of them', async () => {
    await registered(2);
    await policies.override(CLOSED, { id: randomUUID(), decision: { because: 'calendar', ...CLOSED }, reason: null, by });
    clock.advance(19_000);
    expect([await retimer().step(), await due()]).toEqual([0, ['2026-11-09']]);
  });

  it('on a calendar move what is due later because a day is closed, and what becomes owed meanwhile follows by itself', async () => {
    const [complaint] = await registered(3);
    await policies.override(CLOSED, { id: randomUUID(), decision: { because: 'calendar', ...CLOSED }, reason: null, by });
    await registered(1);
    everybodyKnows();
    await finish();
    expect(await due()).toEqual(['2026-11-10']);
    expect((await log.read({ kind: 'obligations', id: complaint! })).filter(({ type }) => type === 'ObligationRevised').map(({ data }) => data)).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'resolve', because: 'calendar', formerly: '2026-11-09T12:00:00.000Z', dueAt: '2026-11-10T12:00:00.000Z' })]),
    );
    const { rows } = await scratch.database.pool.query<{ due: Date }>('select due_at as due from escalation.deadlines where obligation = $1', [(await resolve(complaint!)).id]);
    expect(rows[0]!.due.toISOString()).toBe('2026-11-10T12:00:00.000Z');
  });

  it('are refused for a date that has begun, for hours that cannot be, and for a calendar that is not there', async () => {
    const told = (more: object) => policies.override({ ...CLOSED, ...more }, { id: randomUUID(), decision: { because: 'calendar', ...CLOSED }, reason: null, by });
    await expect(told({ date: '2026-11-02' })).rejects.toMatchObject({ code: 'escalation.date-has-begun' });
    await expect(told({ periods: [{ from: '17:00', to: '08:00' }] })).rejects.toMatchObject({ status: 400 });
    await expect(told({ calendar: 'moon' })).rejects.toThrow(/moon/);
    expect((await policies.current()).dates()).toEqual([]);
  });

  it('on a pack move those that are meant, each once and with the reason sealed, and keep where they were', async () => {
    await policies.add(slow, 'ada');
    const [mine] = await registered(1);
    const [other] = await registered(1, 'care');
    await repin({ unit: 'hotline', from: 'default' });
    everybodyKnows();
    await finish();
    expect([(await resolve(mine!)).dueAt, (await resolve(other!)).dueAt]).toEqual(['2026-11-16T12:00:00.000Z', '2026-11-09T12:00:00.000Z']);
    expect((await log.read({ kind: 'obligations', id: mine! })).find(({ type }) => type === 'ObligationsRepinned')).toMatchObject({
      data: { packVersion: 'slow@1', formerly: 'default@1' }, actor: by, sealed: { reason: expect.any(String) },
    });
    expect(await new Retimings(scratch.database).newest()).toMatchObject([{ complaints: 1, decidedBy: LEAD, endedAt: expect.any(String) }]);
    expect((await scratch.database.pool.query('select reason from escalation.retimings')).rows).toEqual([{ reason: null }]);
  });

  it('go on after a crash where they were, and two replicas move each complaint once', async () => {
    await policies.add(slow, 'ada');
    await registered(120);
    await repin({});
    everybodyKnows();
    const crashing = new Retimer({ database: scratch.database, pages: Object.assign(pages(), { turn: () => Promise.reject(new Error('killed')) }), ladder, policies, clock });
    expect(await retimer().step()).toBe(50);
    await expect(crashing.step()).rejects.toThrow('killed');
    await Promise.all([finish(), finish()]);
    await finish();
    const repinned = (await scratch.database.pool.query(`select from escalation.events where type = 'ObligationsRepinned'`)).rowCount;
    expect([repinned, await due()]).toEqual([120, ['2026-11-16']]);
    expect(await new Retimings(scratch.database).newest()).toMatchObject([{ complaints: 120, obligations: await revisions() }]);
  });

  it('leave a ledger that is rebuilt as it stands', async () => {
    await policies.add(slow, 'ada');
    const [complaint] = await registered(1);
    await repin({});
    everybodyKnows();
    await finish();
    const own = await log.read({ kind: 'obligations', id: complaint! });
    expect(checksum(rebuild([...heard, ...own]))).toBe(checksum(await stored()));
  });

  it('on a pack by which something is not owed let it fall away, also where all that there is was missed', async () => {
    await policies.add(quiet, 'ada');
    const [complaint] = await registered(1);
    const all = (await stored()).get(complaint!)!;
    const missed = { ...all, owed: all.owed.filter(({ kind }) => kind === 'first-answer').map((one) => ({ ...one, state: 'missed' })) };
    await scratch.database.pool.query('update escalation.ledger set page = $2 where complaint = $1', [complaint, missed]);
    await policies.begin({ id: randomUUID(), decision: { because: 'repinned', pack: 'quiet@1', filter: {} }, reason: 'a new contract', by });
    everybodyKnows();
    await finish();
    expect((await stored()).get(complaint!)).toMatchObject({ pack: 'quiet@1', owed: [] });
  });

  it('can be tried before: what would move, and nothing is written', async () => {
    await registered(4);
    const before = await stored();
    const dryRuns = new DryRuns(scratch.database, policies, clock);
    const quick = { ...slow, name: 'quick', rules: slow.rules.map((rule) => (rule.id === 'find-cause' ? { ...rule, allow: { count: 1, unit: 'minutes' } } : rule)) };
    clock.advance(DAY / 2);
    expect(await dryRuns.of(quick, {})).toMatchObject({
      pack: 'quick@1', complaints: 4,
      byKind: expect.arrayContaining([
        { kind: 'resolve', obligations: 4, earlier: 0, later: 4, overdue: 0, fallAway: 0 }, { kind: 'find-cause', obligations: 4, earlier: 4, later: 0, overdue: 4, fallAway: 0 }, { kind: 'first-answer', obligations: 4, earlier: 0, later: 0, overdue: 0, fallAway: 0 },
      ]),
      examples: expect.arrayContaining([{ complaint: expect.any(String), kind: 'resolve', formerly: '2026-11-09T12:00:00.000Z', dueAt: '2026-11-16T12:00:00.000Z' }]),
    });
    expect((await dryRuns.of(quiet, {})).byKind).toContainEqual({ kind: 'first-answer', obligations: 4, earlier: 0, later: 0, overdue: 0, fallAway: 4 });
    expect((await dryRuns.of(quick, { sample: 3 })).complaints).toBe(3);
    expect((await dryRuns.of(quick, { since: '2027-01-01T00:00:00.000Z' })).complaints).toBe(0);
    expect([await stored(), (await policies.current()).all().length]).toEqual([before, SHIPPED_PACKS.length]);
  });
});
