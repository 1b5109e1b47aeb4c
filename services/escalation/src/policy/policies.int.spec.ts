import { ManualClock, Unknown } from '@amends/eventing';
import { scratchDatabase, type Scratch } from '@amends/eventing/testing';
import { SHIPPED_PACKS } from '@amends/policy';
import { PackUnusable } from '@amends/runtime';
import { DataSource } from 'typeorm';
import { Policies } from './policies.js';
import { CalendarOverride, PolicyInForce, StoredPack } from './policy.entities.js';
import { PolicyPacks1732400000000, Retimings1732561000000 } from './policy.migrations.js';

const NOW = Date.parse('2026-11-02T12:00:00Z');
const ID = '0192a3b4-0000-7000-8000-000000000001';
const by = { id: ID, role: 'administrator', unit: null };
const mine = { ...SHIPPED_PACKS[0]!, name: 'mine' };

describe("a company's policy packs", () => {
  let scratch: Scratch;
  let dataSource: DataSource;
  let clock: ManualClock;
  let policies: Policies;

  beforeEach(async () => {
    scratch = await scratchDatabase('escalation');
    dataSource = await new DataSource({
      type: 'postgres', url: scratch.url, schema: 'escalation', entities: [StoredPack, PolicyInForce, CalendarOverride], migrations: [PolicyPacks1732400000000, Retimings1732561000000], migrationsRun: true,
    }).initialize();
    clock = new ManualClock(NOW);
    policies = new Policies(dataSource, clock);
  });
  afterEach(async () => {
    await dataSource.destroy();
    await scratch.drop();
  });

  it('are added once, and never changed', async () => {
    await policies.add(mine, 'ada');
    await policies.add(mine, 'ada');
    await expect(policies.add({ ...mine, reopening: 'none' }, 'ada')).rejects.toMatchObject({ code: 'escalation.pack-is-immutable' });
    await expect(dataSource.query(`update escalation.policy_packs set version = 9`)).rejects.toThrow('a policy pack never changes');
    expect((await policies.current()).of('mine@1').data).toEqual(mine);
  });

  it('are refused whole when something in them is wrong', async () => {
    await expect(policies.add({ ...mine, rules: [] }, 'ada')).rejects.toBeInstanceOf(PackUnusable);
    expect((await policies.current()).all()).toHaveLength(SHIPPED_PACKS.length);
  });

  it('come into force a minute ahead at the earliest, so that no decision reaches back', async () => {
    await expect(policies.putInForce('cfpb@1', '2026-11-02T12:00:59Z', 'ada')).rejects.toMatchObject({ code: 'escalation.policy-too-soon' });
    await expect(policies.putInForce('nothing@1', '2026-11-03T00:00:00Z', 'ada')).rejects.toBeInstanceOf(Unknown);
    await policies.putInForce('cfpb@1', '2026-11-03T00:00:00Z', 'ada');
    const book = await policies.current();
    expect([book.inForceAt('2026-11-02T23:59:59Z').id, book.inForceAt('2026-11-03T00:00:00Z').id]).toEqual(['default@1', 'cfpb@1']);
  });

  it('do not come into force before their own date, and no complaint is pinned to them before', async () => {
    await policies.add({ ...mine, name: 'later', effectiveFrom: '2031-01-01T00:00:00.000Z' }, 'ada');
    await expect(policies.putInForce('later@1', '2030-12-31T23:59:59Z', 'ada')).rejects.toMatchObject({ code: 'escalation.policy-not-effective' });
    await expect(policies.begin({ id: ID, decision: { because: 'repinned', pack: 'later@1', filter: {} }, reason: 'x', by })).rejects.toMatchObject({ code: 'escalation.policy-not-effective' });
    await policies.putInForce('later@1', '2031-01-01T00:00:00Z', 'ada');
    expect((await policies.current()).inForceAt('2031-01-01T00:00:00Z').id).toBe('later@1');
  });

  it('have other hours only on dates that there are', async () => {
    const override = { pack: 'default', calendar: 'office', date: '2027-02-30', name: 'never', periods: [] };
    await expect(policies.override(override, { id: ID, decision: { because: 'calendar', pack: 'default', calendar: 'office', date: override.date }, reason: null, by })).rejects.toMatchObject({
      status: 400, message: 'date: "2027-02-30" is no date',
    });
  });

  it('are no packs by which nobody could reckon', async () => {
    const closed = { ...mine, calendars: { office: { ...mine.calendars!['office']!, week: {} } } };
    await expect(policies.add(closed, 'ada')).rejects.toMatchObject({ violations: [expect.stringContaining('calendars.office.week: has no hours')] });
  });

  it('that another replica decided on are known within seconds', async () => {
    await policies.current();
    await new Policies(dataSource, clock).putInForce('cfpb@1', '2026-11-02T12:01:00Z', 'ada');
    clock.advance(10_000);
    expect((await policies.current()).inForceAt('2026-11-02T12:01:00Z').id).toBe('cfpb@1');
  });
});
