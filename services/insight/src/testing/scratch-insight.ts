import type { RecordedEvent } from '@amends/contracts';
import { consumerSql, type Database } from '@amends/eventing';
import { scratchDatabase, type Scratch } from '@amends/eventing/testing';
import { FileConsumer } from '../file/file.consumer.js';
import { fileSql } from '../file/file.sql.js';
import { fileTables } from '../file/file-tables.js';
import { returnsSql } from '../returns/returns.sql.js';
import { readModelsSql } from '../models/read-models.sql.js';

/** A database of the test's own with insight's tables and one version of `file`. */
export async function scratchInsight(): Promise<Scratch & { readonly file: FileConsumer }> {
  const scratch = await scratchDatabase('insight', [consumerSql, readModelsSql, returnsSql, (schema) => fileSql(schema, 1)]);
  return { ...scratch, file: new FileConsumer(scratch.database, 1) };
}

/** Another version beside the first, of the same shape. */
export async function addVersion(database: Database, version: number): Promise<FileConsumer> {
  await database.pool.query(fileSql(database.schema, version));
  return new FileConsumer(database, version);
}

/** Hands events to the handler in batches of so many, each in a transaction as a consumer does. */
export async function hear(database: Database, file: FileConsumer, events: readonly RecordedEvent[], batch = 1000): Promise<void> {
  for (let at = 0; at < events.length; at += batch) {
    await database.transaction((transaction) => file.handle(events.slice(at, at + batch), transaction), { durable: false });
  }
}

/** One sum over every row of a version, whatever order and in which transactions they were written. */
export async function checksum(database: Database, version: number): Promise<string> {
  const sum = (table: string): string => `(select md5(string_agg(row, chr(10) order by row)) from (select (to_jsonb(t) - 'changed_in')::text as row from ${table} t) rows)`;
  const { rows } = await database.pool.query<{ sum: string }>(`select concat_ws('-', ${Object.values(fileTables(database.schema, version)).map(sum).join(', ')}) as sum`);
  return rows[0]!.sum;
}
