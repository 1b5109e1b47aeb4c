import type { EntityManager, DataSource } from 'typeorm';
import type { Reference } from './reference.js';
import { StoredSuperiorsRow, SuperiorsChange } from './superiors.entities.js';
import { rowsOf, type Row, type TableName } from './tables.js';

/** A row as it is to be, or null to take it out. */
export interface Change {
  readonly table: TableName;
  readonly key: string;
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
      for (const change of changes) await store(manager, change, rows.find((row) => isOf(row, change)), by, now);
      await manager.query(COUNT_ON);
    });
  }

  /** Fills the tables at the first start, and adds units that the company has gained since; what is there stays as it is. */
  seed(beginning: () => Reference, units: readonly string[], now: Date): Promise<void> {
    return this.change(
      (rows) => {
        const has = (table: TableName, key: string): boolean => rows.some((row) => row.table === table && row.key === key);
        if (rows.length > 0 && units.every((unit) => has('units', unit))) return [];
        return rowsOf(beginning()).filter(({ table, key }) => !has(table, key));
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

const isOf = (row: Row, { table, key }: Change): boolean => row.table === table && row.key === key;

async function versionOf(manager: EntityManager): Promise<bigint> {
  const [row] = await manager.query<{ version: string }[]>('select version from escalation.superiors_version');
  return BigInt(row!.version);
}

const rowsIn = (manager: EntityManager): Promise<Row[]> => manager.getRepository(StoredSuperiorsRow).find({ order: { table: 'asc', key: 'asc' } });

async function store(manager: EntityManager, { table, key, value }: Change, before: Row | undefined, changedBy: string, changedAt: Date): Promise<void> {
  const rows = manager.getRepository(StoredSuperiorsRow);
  if (value === null) await rows.delete({ table, key });
  else await rows.save({ table, key, version: (before?.version ?? 0) + 1, value });
  await manager.getRepository(SuperiorsChange).insert({ table, key, oldValue: before?.value ?? null, newValue: value, changedBy, changedAt });
}
