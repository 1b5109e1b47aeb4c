import type { EntityManager, DataSource } from 'typeorm';
import type { Reference } from './reference.js';
import { StoredSuperiorsRow, SuperiorsChange } from './superiors.entities.js';
import { RowIndex, rowsOf, type Row, type RowKey, type TableName } from './tables.js';

/** A row as it is to be, or null to take it out. */
export interface Change extends RowKey {
  readonly value: object | null;
}

/** All rows, and how many changes made them. */
export interface StoredSuperiors {
  readonly version: bigint;
  readonly rows: readonly Row[];
}

const LOCK = 'select version from escalation.superiors_version for update';
const COUNT_ON = 'update escalation.superiors_version set version = version + 1';

/** The tables of superiors in PostgreSQL; they are small, and read and checked as a whole. */
export class SuperiorsStore {
  constructor(private readonly dataSource: DataSource) {}

  /** How many changes there were. */
  async version(): Promise<bigint> {
    const [row] = await this.dataSource.query<{ version: string }[]>('select version from escalation.superiors_version');
    return BigInt(row!.version);
  }

  /** All rows as of one instant. */
  read(): Promise<StoredSuperiors> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => ({ version: await versionOf(manager), rows: await rowsIn(manager) }));
  }

  /** Stores what `decide` makes of the present rows, with who and when, one writer at a time; what it throws leaves all as it was. */
  change(decide: (rows: readonly Row[]) => readonly Change[], by: string, now: Date): Promise<void> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query(LOCK);
      const rows = await rowsIn(manager);
      const changes = decide(rows);
      if (changes.length === 0) return;
      await store(manager, changes, new RowIndex(rows));
      await audit(manager, changes, new RowIndex(rows), { changedBy: by, changedAt: now });
      await manager.query(COUNT_ON);
    });
  }

  /** Fills the tables at the first start, and adds units that the company has gained since; what is there stays as it is. */
  seed(beginning: () => Reference, units: readonly string[], now: Date): Promise<void> {
    return this.change(
      (rows) => {
        const there = new RowIndex(rows);
        if (rows.length > 0 && units.every((unit) => there.find({ table: 'units', key: unit }))) return [];
        return rowsOf(beginning()).filter((row) => !there.find(row));
      },
      'company file',
      now,
    );
  }

  /** The newest changes of a table, or of a row, the newest first. */
  changes(table: TableName, key: string | undefined, limit: number): Promise<readonly SuperiorsChange[]> {
    return this.dataSource.getRepository(SuperiorsChange).find({ where: { table, ...(key === undefined ? {} : { key }) }, order: { position: 'desc' }, take: limit });
  }
}

async function versionOf(manager: EntityManager): Promise<bigint> {
  const [row] = await manager.query<{ version: string }[]>('select version from escalation.superiors_version');
  return BigInt(row!.version);
}

const rowsIn = (manager: EntityManager): Promise<Row[]> => manager.getRepository(StoredSuperiorsRow).find({ order: { table: 'asc', key: 'asc' } });

/** So many rows travel in one statement: PostgreSQL takes 65,535 values, of which a row has seven at most. */
const AT_ONCE = 1000;

async function store(manager: EntityManager, changes: readonly Change[], before: RowIndex): Promise<void> {
  const table = manager.getRepository(StoredSuperiorsRow);
  for (const { table: name, key } of changes.filter(({ value }) => value === null)) await table.delete({ table: name, key });
  const kept = changes.flatMap((change) => (change.value === null ? [] : [{ table: change.table, key: change.key, version: (before.find(change)?.version ?? 0) + 1, value: change.value }]));
  for (let from = 0; from < kept.length; from += AT_ONCE) await table.upsert(kept.slice(from, from + AT_ONCE), ['table', 'key']);
}

async function audit(manager: EntityManager, changes: readonly Change[], before: RowIndex, who: Pick<SuperiorsChange, 'changedBy' | 'changedAt'>): Promise<void> {
  const rows = changes.map(({ table, key, value }) => ({ table, key, oldValue: before.find({ table, key })?.value ?? null, newValue: value, ...who }));
  for (let from = 0; from < rows.length; from += AT_ONCE) await manager.getRepository(SuperiorsChange).insert(rows.slice(from, from + AT_ONCE));
}
