import { createHash } from 'node:crypto';
import { SERVICES } from '@amends/contracts';
import type pg from 'pg';
import { schemaOf } from '../support/log-rows.js';

/** One line for everything that all logs hold, and in which order it was published; what is random by nature (traces, ciphers, hashes) is left out. */
export async function digestOf(database: pg.Client): Promise<string> {
  const hash = createHash('sha256');
  for (const service of SERVICES) for (const line of await linesOf(database, logOf(schemaOf(service)))) hash.update(line);
  for (const line of await linesOf(database, PUBLISHED)) hash.update(line);
  return hash.digest('hex');
}

const logOf = (schema: string): string =>
  `select concat_ws(' ', position, stream_kind, stream_id, version, type, event_id, data, metadata::jsonb - 'traceparent', recorded_at) as line from ${schema}.events order by position`;

const PUBLISHED = `select concat_ws(' ', topic, partition, "offset", key, headers ->> 'ce_id') as line from transport.messages order by topic, partition, "offset"`;

async function linesOf(database: pg.Client, sql: string): Promise<readonly string[]> {
  return (await database.query<{ line: string }>(sql)).rows.map(({ line }) => `${line}\n`);
}
