import { ManualClock, Unknown } from '@amends/eventing';
import { scratchDatabase, type Scratch } from '@amends/eventing/testing';
import { SHIPPED_PACKS } from '@amends/policy';
import { PackUnusable } from '@amends/runtime';
import { DataSource } from 'typeorm';
import { Policies } from './policies.js';
import { CalendarOverride, PolicyInForce, StoredPack } from './policy.entities.js';
import { PolicyPacks1732400000000, Retimings1732561000000 } from './policy.migrations.js';

const NOW = Date.parse('2026-11-02T12:00:00Z');
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

  it('that another replica decided on are known within seconds', async () => {
    await policies.current();
    await new Policies(dataSource, clock).putInForce('cfpb@1', '2026-11-02T12:01:00Z', 'ada');
    clock.advance(10_000);
    expect((await policies.current()).inForceAt('2026-11-02T12:01:00Z').id).toBe('cfpb@1');
  });
});
