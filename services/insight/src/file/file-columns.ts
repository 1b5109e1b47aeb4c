import { statusOf, type RecordedEvent, type SourceFact } from '@amends/contracts';
import type { ComplaintFile } from './complaint-file.js';
import { shownBy } from '../principles/principle-of.js';
import type { Column } from './set-based.js';
import { pairsOf, wordsOf } from './words.js';

/** A complaint with its file. */
export interface FiledComplaint {
  readonly complaint: string;
  readonly file: ComplaintFile;
}

/** Lists travel as text, because PostgreSQL's unnest takes arrays of arrays apart; the separator never stands in a word. */
const SEPARATOR = '\u001f';
const toArray = (value: string): string => `coalesce(string_to_array(${value}, chr(31)), '{}')`;
const listed = (words: readonly string[]): string | null => (words.length === 0 ? null : words.map((word) => word.replaceAll(SEPARATOR, ' ')).join(SEPARATOR));

export const COMPLAINT_COLUMNS: readonly Column<FiledComplaint>[] = [
  { name: 'complaint', type: 'uuid', of: ({ complaint }) => complaint },
  { name: 'reference', type: 'text', of: ({ file }) => file.reference },
  { name: 'status', type: 'text', of: ({ file }) => statusOf(file.known) },
  { name: 'source', type: 'text', of: ({ file }) => file.source },
  { name: 'customer_id', type: 'uuid', of: ({ file }) => file.known.customerId },
  { name: 'owner_unit', type: 'text', of: ({ file }) => file.known.owner?.unit ?? null },
  { name: 'owner_staff', type: 'text', of: ({ file }) => file.known.owner?.staff ?? null },
  { name: 'received_by', type: 'text', of: ({ file }) => file.known.receivedBy },
  { name: 'offered_to', type: 'text', of: ({ file }) => file.known.offeredTo },
  { name: 'channel', type: 'text', of: ({ file }) => file.channel },
  { name: 'severity', type: 'text', of: ({ file }) => file.known.severity },
  { name: 'tier', type: 'text', of: ({ file }) => file.known.standing?.tier ?? null },
  { name: 'grave', type: 'text', of: ({ file }) => listed(file.known.grave), cast: toArray },
  { name: 'category', type: 'text', of: ({ file }) => listed(file.category), cast: toArray },
  { name: 'priority', type: 'smallint', of: ({ file }) => file.priority },
  { name: 'shows', type: 'smallint', of: ({ file }) => shownBy(file.records) },
  { name: 'received_at', type: 'timestamptz', of: ({ file }) => file.receivedAt },
  { name: 'resolved_at', type: 'timestamptz', of: ({ file }) => file.resolved?.at ?? null },
  { name: 'waiting_since', type: 'timestamptz', of: ({ file }) => file.waitingSince },
  // A multirange is the union of its ranges: overlapping waits are never counted twice.
  { name: 'waited', type: 'tstzmultirange', of: ({ file }) => `{${file.waits.map(([from, to]) => `[${from},${to})`).join(',')}}` },
  { name: 'questions', type: 'int', of: ({ file }) => file.questions },
  { name: 'hand_overs', type: 'int', of: ({ file }) => file.handOvers },
  { name: 'reopenings', type: 'int', of: ({ file }) => file.reopenings },
  { name: 'recorded_at', type: 'timestamptz', of: ({ file }) => file.recordedAt },
  { name: 'occurred_at', type: 'timestamptz', of: ({ file }) => file.occurredAt },
  { name: 'file', type: 'json', of: ({ file }) => JSON.stringify(file) },
];

export const WORD_COLUMNS: readonly Column<FiledComplaint>[] = [
  { name: 'complaint', type: 'uuid', of: ({ complaint }) => complaint },
  { name: 'words', type: 'text', of: ({ file }) => wordsOf(file) },
  { name: 'pairs', type: 'text', of: ({ file }) => listed(pairsOf(wordsOf(file))), cast: toArray },
];

export const TIMELINE_COLUMNS: readonly Column<RecordedEvent>[] = [
  { name: 'complaint', type: 'uuid', of: ({ subject }) => subject },
  { name: 'source', type: 'text', of: ({ source }) => source },
  { name: 'stream_kind', type: 'text', of: ({ streamKind }) => streamKind },
  { name: 'version', type: 'int', of: ({ version }) => version },
  { name: 'event_id', type: 'uuid', of: ({ id }) => id },
  { name: 'type', type: 'text', of: ({ type }) => type },
  { name: 'round', type: 'int', of: ({ round }) => round },
  { name: 'occurred_at', type: 'timestamptz', of: ({ occurredAt }) => occurredAt },
  { name: 'recorded_at', type: 'timestamptz', of: ({ recordedAt }) => recordedAt },
  { name: 'origin', type: 'text', of: ({ origin }) => origin },
  { name: 'causation', type: 'text', of: ({ causation }) => causation },
  { name: 'actor_id', type: 'text', of: ({ actor }) => actor.id },
  { name: 'actor_role', type: 'text', of: ({ actor }) => actor.role },
  { name: 'actor_unit', type: 'text', of: ({ actor }) => actor.unit },
  { name: 'data', type: 'json', of: ({ data }) => JSON.stringify(data) },
  { name: 'has_sealed', type: 'boolean', of: ({ sealed }) => sealed !== undefined },
];

const ended = (event: RecordedEvent): SourceFact['data'] => event.data as SourceFact['data'];

export const SOURCE_COLUMNS: readonly Column<RecordedEvent>[] = [
  { name: 'source', type: 'text', of: (event) => ended(event).source },
  { name: 'data_cut', type: 'timestamptz', of: (event) => ended(event).dataCut },
  { name: 'complaints', type: 'int', of: (event) => ended(event).complaints },
  { name: 'unreadable_rows', type: 'int', of: (event) => ended(event).unreadableRows },
  { name: 'complete', type: 'boolean', of: (event) => ended(event).complete },
  { name: 'ended_at', type: 'timestamptz', of: ({ recordedAt }) => recordedAt },
];
