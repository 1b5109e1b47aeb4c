import { SERVICES, type LogName } from '@amends/contracts';
import type { Client } from 'pg';

/** A row of a service's log as the tests look at it. */
export interface LogRow {
  readonly source: LogName;
  readonly position: number;
  /** `intake/complaint`. */
  readonly stream: string;
  readonly subject: string;
  readonly version: number;
  readonly type: string;
  readonly id: string;
  readonly data: Record<string, unknown>;
  readonly sealed: Record<string, string> | null;
  readonly metadata: Metadata;
  readonly recordedAt: string;
}

interface Metadata {
  readonly occurredAt: string;
  readonly round: number;
  readonly actor: { readonly id: string; readonly role: string; readonly unit: string | null };
  readonly origin: string;
  readonly causation: string | null;
  readonly correlation: string;
  readonly traceparent: string | null;
}

/** The schema of a service. */
export const schemaOf = (service: string): string => service.replaceAll('-', '_');

/** All rows of all logs, each log in the order of its positions. */
export async function readLogs(database: Client): Promise<ReadonlyMap<LogName, readonly LogRow[]>> {
  const logs = new Map<LogName, readonly LogRow[]>();
  for (const source of SERVICES) logs.set(source, await readLog(database, source));
  return logs;
}

async function readLog(database: Client, source: LogName): Promise<readonly LogRow[]> {
  const { rows } = await database.query<Record<string, string> & { version: number; sealed: string | null }>(
    `select position::text, stream_kind, stream_id, version, type, event_id, data, sealed, metadata,
       to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at
     from ${schemaOf(source)}.events e order by e.position`,
  );
  return rows.map((row) => ({
    source,
    position: Number(row['position']),
    stream: `${source}/${row['stream_kind']}`,
    subject: row['stream_id']!,
    version: row.version,
    type: row['type']!,
    id: row['event_id']!,
    data: JSON.parse(row['data']!) as Record<string, unknown>,
    sealed: row.sealed ? (JSON.parse(row.sealed) as Record<string, string>) : null,
    metadata: JSON.parse(row['metadata']!) as Metadata,
    recordedAt: row['recorded_at']!,
  }));
}
