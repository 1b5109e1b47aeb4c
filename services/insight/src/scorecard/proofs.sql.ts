import { utcSql } from '../file/instants.js';
import type { FileTables } from '../file/file-tables.js';
import type { Where } from '../search/conditions.js';

/** These events of a complaint, with where each stands in the logs. */
export const proofsSql = ({ timeline }: FileTables, complaint: string, events: readonly string[]): Where => ({
  sql: `select event_id as "eventId", type, source, stream_kind as stream, version, ${utcSql('occurred_at')} as "occurredAt", ${utcSql('recorded_at')} as "recordedAt"
    from ${timeline} where complaint = $1 and event_id = any($2)`,
  values: [complaint, events],
});
