import { ManualClock } from '@amends/eventing';
import { scratchDatabase, type Scratch } from '@amends/eventing/testing';
import { Company } from '@amends/runtime';
import { DataSource } from 'typeorm';
import { company, DIRECTOR, LEAD, MANAGER } from '../testing/a-complaint.js';
import { SuperiorsInForce } from './superiors-in-force.js';
import { SuperiorsStore } from './superiors-store.js';
import { StoredSuperiorsRow, SuperiorsChange } from './superiors.entities.js';
import { Superiors1732500000000 } from './superiors.migrations.js';
import type { Change } from './superiors-store.js';

const NOW = Date.parse('2026-11-02T12:00:00Z');
const absent = (person: string): Change => ({ table: 'absences', key: person, value: { id: person, person, from: '2026-11-02T00:00:00Z', to: '2026-11-03T00:00:00Z', standIn: null } });

describe('who is above whom, as every replica knows it', () => {
  let scratch: Scratch;
  let dataSource: DataSource;
  let clock: ManualClock;
  const replica = (of: Company = company): Promise<SuperiorsInForce> => SuperiorsInForce.open(new SuperiorsStore(dataSource), of, clock);

  beforeEach(async () => {
    scratch = await scratchDatabase('escalation');
    dataSource = await new DataSource({
      type: 'postgres', url: scratch.url, schema: 'escalation', entities: [StoredSuperiorsRow, SuperiorsChange], migrations: [Superiors1732500000000], migrationsRun: true,
    }).initialize();
    clock = new ManualClock(NOW);
  });
  afterEach(async () => {
    await dataSource.destroy();
    await scratch.drop();
  });

  it('begins as the company file says, once, also when two start together', async () => {
    const [one, two] = await Promise.all([replica(), replica()]);
    expect(one.current.above('hotline').map(({ post }) => post)).toEqual([{ person: LEAD }, { person: MANAGER }, { person: DIRECTOR }]);
    expect([one.current.fallback, two.current.reference]).toEqual([DIRECTOR, one.current.reference]);
    expect(await dataSource.getRepository(SuperiorsChange).countBy({ table: 'units' })).toBe(company.allUnits().length);
  });

  it('does not start while nobody would be told at last, and says what to do', async () => {
    await expect(replica(Company.from({ name: 'x', units: company.allUnits() }))).rejects.toThrow('name somebody under superiors.acme in the company file');
    await replica();
    await dataSource.query(`delete from escalation.superiors where table_name = 'fallback'`);
    await expect(replica()).rejects.toThrow('restore escalation.superiors from a backup');
  });

  it('does not start while the one who is told at last has left the company', async () => {
    await replica();
    const without = { name: 'Acme', units: company.allUnits(), staff: company.allStaff().filter(({ id }) => id !== DIRECTOR), superiors: { acme: [MANAGER] } };
    await expect(replica(Company.from(without))).rejects.toThrow(`the fallback ${DIRECTOR} is not among the staff of the company file`);
  });

  it('stays as it was changed when the company file says something else, and takes in units that the company has gained', async () => {
    const first = await replica();
    await first.change(() => [{ table: 'units', key: 'hotline', value: { unit: 'hotline', reportsTo: 'acme', superiors: [{ person: MANAGER }] } }], 'ada');
    const grown = Company.from({
      name: 'Acme', units: [...company.allUnits(), { id: 'shops', name: 'Shops', parent: 'care' }], staff: company.allStaff(), superiors: { hotline: [LEAD], care: [MANAGER], acme: [DIRECTOR], shops: [LEAD] },
    });
    const { current } = await replica(grown);
    expect(current.above('hotline').map(({ post }) => post)).toEqual([{ person: MANAGER }, { person: DIRECTOR }]);
    expect(current.above('shops').map(({ post }) => post)).toEqual([{ person: LEAD }, { person: MANAGER }, { person: DIRECTOR }]);
  });

  it('is known to the other replicas within a second, and at once to the one that changed it', async () => {
    const [one, two] = await Promise.all([replica(), replica()]);
    await one.change(() => [absent(LEAD)], 'ada');
    const isAbsent = ({ current }: SuperiorsInForce): boolean => current.presence.absenceOf(LEAD, NOW) !== undefined;
    expect([isAbsent(one), isAbsent(two), await two.step()]).toEqual([true, false, 0]);
    clock.advance(500);
    expect([await two.step(), isAbsent(two)]).toEqual([1, true]);
    clock.advance(500);
    expect(await two.step()).toBe(0);
  });

  it('keeps who changed what when, from what to what', async () => {
    const superiors = await replica();
    await superiors.change(() => [absent(LEAD)], 'ada');
    await superiors.change(() => [{ ...absent(LEAD), value: null }], 'bo');
    const changes = await new SuperiorsStore(dataSource).changes('absences', LEAD, 10);
    expect(changes).toMatchObject([
      { oldValue: absent(LEAD).value, newValue: null, changedBy: 'bo', changedAt: new Date(NOW) },
      { oldValue: null, newValue: absent(LEAD).value, changedBy: 'ada' },
    ]);
  });

  it('stays whole when a change is refused half-way', async () => {
    const superiors = await replica();
    const refused = superiors.change(() => [absent(LEAD), { table: 'absences', key: 'x', value: undefined as never }], 'ada');
    await expect(refused).rejects.toThrow();
    expect(superiors.current.reference.absences).toEqual([]);
    expect(await dataSource.getRepository(SuperiorsChange).countBy({ table: 'absences' })).toBe(0);
  });

  it('takes thousands of changes at once', async () => {
    const superiors = await replica();
    const many = Array.from({ length: 2500 }, (_, n) => absent(`p${n}`));
    await superiors.change(() => many, 'ada');
    await superiors.change(() => many.map((change, n) => (n < 10 ? { ...change, value: null } : change)), 'bo');
    expect(superiors.rows.filter(({ table }) => table === 'absences').map(({ version }) => version)).toEqual(Array(2490).fill(2));
    expect(await dataSource.getRepository(SuperiorsChange).countBy({ table: 'absences' })).toBe(5000);
  });

  it('loses no change when two are made at one moment', async () => {
    const [one, two] = await Promise.all([replica(), replica()]);
    await Promise.all([one.change(() => [absent(LEAD)], 'ada'), two.change(() => [absent(MANAGER)], 'bo')]);
    expect((await replica()).current.reference.absences.map(({ person }) => person).sort()).toEqual([LEAD, MANAGER].sort());
  });
});
