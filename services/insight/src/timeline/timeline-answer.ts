import { flag, id, instant, integer, list, nullable, object, oneOf, sentenceOf, SERVICES, text, type Accepted, type Schema } from '@amends/contracts';
import type { TimelineRow } from '../file/file-entities.js';

const anything: Schema<unknown> = { json: { type: 'object' } };

const entryAnswer = object({
  id,
  type: text(64),
  source: oneOf(...SERVICES),
  stream: oneOf('complaint', 'obligations'),
  version: integer(1),
  round: integer(1),
  occurredAt: instant,
  recordedAt: instant,
  origin: oneOf('live', 'history'),
  actor: object({ id: text(128), role: text(64), unit: nullable(text(64)) }),
  data: anything,
  sealed: flag,
  /** What happened, in words, with times of the zone that was asked for; personal words are never in it. */
  sentence: object({ en: text(8000), zh: text(8000) }),
  /** The fact that it followed from; null where a person or only the time did it, or where it is not in this file. */
  cause: nullable(object({ eventId: id, type: text(64), source: oneOf(...SERVICES), version: integer(1) })),
});
export type EntryAnswer = Accepted<typeof entryAnswer>;

export const timelineAnswer = object({ complaint: id, entries: list(entryAnswer), next: nullable(id) });
export type TimelineAnswer = Accepted<typeof timelineAnswer>;

export type Cause = NonNullable<EntryAnswer['cause']>;

/** One event as the file shows it; of sealed words only that there are some. */
export const entryOf = (row: TimelineRow, cause: Cause | undefined, zone: string): EntryAnswer => ({
  id: row.eventId, type: row.type, source: row.source as EntryAnswer['source'], stream: row.streamKind as EntryAnswer['stream'], version: row.version,
  round: row.round, occurredAt: row.occurredAt, recordedAt: row.recordedAt, origin: row.origin as EntryAnswer['origin'],
  actor: { id: row.actorId, role: row.actorRole, unit: row.actorUnit }, data: row.data, sealed: row.hasSealed,
  sentence: sentenceOf(row, zone), cause: cause ?? null,
});
