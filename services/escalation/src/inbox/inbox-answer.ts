import { flag, GRAVE_FLAGS, id, instant, integer, KIND_NAMES, list, nullable, object, oneOf, REASONS_TO_INFORM, SEVERITIES, text, TIERS, WHY_THIS_PERSON, type Accepted } from '@amends/contracts';
import { DUTIES } from '@amends/principles';
import type { Caller } from '@amends/runtime';
import type { Answering } from '../escalation/answering.js';
import type { PackBook } from '../policy/pack-book.js';
import type { Entry, OwedNow } from './entry.js';
import { DEEDS, DEEDS_OF_TELLING, mayOf, mayOfTelling } from './may.js';
import { CAUSES, sayReason } from './sentences.js';
import { SIGHTS, sightOf, whoseIs, type Reader } from './whose.js';

const inEveryLanguage = object({ en: text(400), zh: text(400) });
const deed = object({ by: text(128), at: instant });

const reason = object({
  reason: oneOf(...REASONS_TO_INFORM),
  escalationId: id,
  /** The event that did it. */
  because: object({ eventId: id, type: text(64), at: instant }),
  round: integer(1),
  /** What made it grave. */
  grave: list(oneOf(...GRAVE_FLAGS)),
  /** What was missed, and when it was due. */
  missed: nullable(object({ obligationId: id, kind: text(64), dueAt: instant })),
  say: inEveryLanguage,
});

const telling = object({
  escalationId: id,
  /** 1 is the nearest superior. */
  level: integer(1),
  person: nullable(text(128)),
  rota: nullable(text(64)),
  /** Why it is this person: their post, their turn, in somebody's place, or because nobody else was there. */
  chosen: nullable(oneOf(...WHY_THIS_PERSON)),
  since: instant,
  acknowledged: nullable(deed),
  /** By when they must say that they have seen it; null when that is not owed any more. */
  acknowledgeBy: nullable(instant),
  overdue: flag,
  may: list(oneOf(...DEEDS_OF_TELLING)),
});

const owed = object({
  obligationId: id,
  kind: text(64),
  name: inEveryLanguage,
  principle: integer(1, 7),
  owedBy: text(64),
  state: oneOf('open', 'missed'),
  paused: flag,
  dueAt: instant,
  overdue: flag,
});

/** One escalated complaint, and all because of which it is. */
export const entryAnswer = object({
  complaint: id,
  reference: nullable(text(19)),
  customerId: nullable(id),
  /** The least that has to be asked for to see it: told to the reader, in their units, or neither. */
  of: oneOf(...SIGHTS),
  status: oneOf('open', 'resolved', 'linked'),
  round: integer(1),
  severity: nullable(oneOf(...SEVERITIES)),
  grave: list(oneOf(...GRAVE_FLAGS)),
  tier: nullable(oneOf(...TIERS)),
  owner: nullable(object({ unit: nullable(text(64)), staff: nullable(text(128)) })),
  receivedBy: nullable(text(64)),
  /** The highest level that knows. */
  level: integer(1),
  since: instant,
  acknowledged: flag,
  told: list(telling),
  reasons: list(reason),
  advice: list(object({ eventId: id, escalationId: nullable(id), by: text(128), at: instant })),
  takenOver: nullable(deed),
  /** All that is owed, the nearest first. */
  owed: list(owed),
  /** The nearest duty whose clock runs; entries are in its order. */
  dueAt: nullable(instant),
  overdue: flag,
  may: list(oneOf(...DEEDS)),
});
export type EntryAnswer = Accepted<typeof entryAnswer>;

const entries = integer(0);

/** How much there is in somebody's sight, whatever else was chosen. */
export const countsAnswer = object({
  entries,
  mine: entries,
  unacknowledged: entries,
  overdue: entries,
  byReason: list(object({ reason: oneOf(...REASONS_TO_INFORM), entries })),
  byLevel: list(object({ level: integer(1), entries })),
});
export type CountsAnswer = Accepted<typeof countsAnswer>;

export const inboxAnswer = object({
  entries: list(entryAnswer),
  /** Only with the first page. */
  counts: nullable(countsAnswer),
  next: nullable(text(80)),
  /** Where the live stream goes on from this answer, as its Last-Event-ID. */
  position: text(20_000),
});
export type InboxAnswer = Accepted<typeof inboxAnswer>;

/** Whom it is answered, when, and in whose time. */
export interface Asking extends Pick<Caller, 'staff' | 'now'> {
  readonly reader: Reader;
  /** How they stand to a complaint. */
  readonly answering: (of: Pick<Entry, 'owner' | 'receivedBy'>) => Answering;
  readonly zone: string;
  readonly packs: PackBook;
}

/** An entry as it is answered to somebody at an instant. */
export function entryAnswerOf(entry: Entry, asking: Asking): EntryAnswer {
  const { now, staff, packs } = asking;
  const asker = { staff, packs, by: asking.answering(entry) };
  const { pack: _pack, offeredTo: _offeredTo, ...shown } = entry;
  const owing = entry.owed.map((one) => owedAnswer(one, now));
  return {
    ...shown,
    status: entry.status as EntryAnswer['status'],
    tier: entry.tier as EntryAnswer['tier'],
    of: sightOf(asking.reader, whoseIs(entry)),
    told: entry.told.map(({ id: escalationId, acknowledged = null, chosen = null, ...one }) => ({
      escalationId, ...one, chosen, acknowledged, overdue: one.acknowledgeBy !== null && one.acknowledgeBy <= now, may: mayOfTelling(entry.told.find((told) => told.id === escalationId)!, entry, asker),
    })),
    reasons: entry.reasons.map((one) => ({
      reason: one.reason, escalationId: one.escalationId, because: { eventId: one.causedBy, type: CAUSES[one.reason], at: one.at }, round: one.round, grave: one.grave ?? [],
      missed: one.missed ? { obligationId: one.missed.obligationId, kind: one.missed.kind, dueAt: one.missed.dueAt } : null, say: sayReason(one, asking),
    })),
    owed: owing,
    overdue: owing.some(({ overdue }) => overdue),
    may: mayOf(entry, asker),
  };
}

const owedAnswer = ({ obligationId, kind, state, dueAt, paused }: OwedNow, now: string): EntryAnswer['owed'][number] => ({
  obligationId, kind, name: KIND_NAMES[kind], principle: DUTIES[kind].principle, owedBy: DUTIES[kind].owedBy, state: state as 'open' | 'missed', paused, dueAt,
  overdue: state === 'missed' || (!paused && dueAt <= now),
});
