import { Pool, type PoolClient } from 'pg';
import { growingTables, insertCopies, type GrowingTable } from './growing-tables.js';
import { COPIES, LOGS, ORIGINALS, SCHEMAS } from './originals.js';

/** Copies that are made at the same time. */
const SIDE_BY_SIDE = 2;

/**
 * Copies lived complaints, each with a customer of its own, in every table that grows with complaints. Secondary indexes are built
 * afterwards, as large as they would have become. Nothing may be running on the database.
 */
export async function copyComplaints(url: string, complaints: number): Promise<void> {
  const pool = new Pool({ connectionString: url, max: SIDE_BY_SIDE, options: '-c synchronous_commit=off -c maintenance_work_mem=512MB -c work_mem=64MB' });
  try {
    await pool.query(ORIGINALS);
    await pool.query(COPIES, [complaints]);
    await pool.query('analyze bench.copies');
    await autovacuum(pool, 'off');
    const indexes = await dropIndexes(pool);
    const tables = await growingTables(pool);
    await inTurns(pool, tables, (client, table) => copyRows(client, table));
    for (const log of LOGS) await moveHead(pool, log);
    await inTurns(pool, indexes, (client, definition) => client.query(definition));
    await inTurns(pool, namesOf(tables), (client, name) => client.query(`vacuum (analyze, buffer_usage_limit 0) ${name}`));
    await pool.query('checkpoint');
  } finally {
    await autovacuum(pool, 'on');
    await pool.end();
  }
}

async function copyRows(client: PoolClient, table: GrowingTable): Promise<void> {
  await client.query('begin');
  for (const statement of insertCopies(table)) await client.query(statement);
  await client.query('commit');
}

/** It would come in the middle of the filling, and again in the middle of what is measured; one vacuum after the filling does its work. */
async function autovacuum(pool: Pool, state: 'on' | 'off'): Promise<void> {
  await pool.query(`alter system set autovacuum = ${state}`);
  await pool.query('select pg_reload_conf()');
}

/** What was copied is published by nobody: the relay goes on behind it. */
async function moveHead(pool: Pool, log: string): Promise<void> {
  await pool.query(`update ${log}.log_head set position = (select coalesce(max(position), 0) from ${log}.events)`);
  await pool.query(`update ${log}.relay_progress set position = (select position from ${log}.log_head)`);
}

/** Drops the indexes that no constraint needs and returns how each is made again. */
async function dropIndexes(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`, [SCHEMAS]);
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  return rows.map(({ definition }) => definition);
}

/** A table of complaints and customers is listed twice. */
const namesOf = (tables: readonly GrowingTable[]): readonly string[] => [...new Set(tables.map(({ schema, table }) => `${schema}.${table}`))];

/** Works through a list on as many connections as the pool has. */
async function inTurns<T>(pool: Pool, items: readonly T[], work: (client: PoolClient, item: T) => Promise<unknown>): Promise<void> {
  const left = [...items];
  const take = async (): Promise<void> => {
    const client = await pool.connect();
    try {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(client, item);
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, take));
}
