import { learn, NOTHING_KNOWN, type Channel, type KnownComplaint, type RecordedEvent } from '@amends/contracts';
import { AFTERCARE, type Aftercare } from './folds/aftercare.js';
import { CONVERSATION, type Conversation } from './folds/conversation.js';
import { ESCALATION, type Escalation } from './folds/escalation.js';
import { PROGRESS } from './folds/progress.js';
import { SOLUTION, type Solution } from './folds/solution.js';
import { later, micros } from './instants.js';

/** Something that belongs to a round: of two, that of the later round counts, and in the same round the later said. */
export interface InRound {
  readonly round: number;
  readonly at: string;
}

/** Who owned a complaint: a unit, and a person where one is named. */
export type Owner = NonNullable<KnownComplaint['owner']>;

/** A stretch of waiting for the customer: from the question to the answer. */
export type Wait = readonly [from: string, to: string];

/**
 * Everything that is known of one complaint from all services, obligations aside: they have rows of their own. Instants have six
 * decimals. What most complaints lack is missing rather than null, because a file is written again with almost every event.
 */
export interface ComplaintFile extends Conversation, Solution, Aftercare, Escalation {
  readonly known: KnownComplaint;
  /** `live`, or the name of the history that it was imported from. */
  readonly source: string;
  /** Obligation kinds that its source can show; missing for live complaints, which show all. */
  readonly records?: readonly string[];
  readonly reference: string | null;
  readonly channel: Channel | null;
  readonly language: string | null;
  readonly product: string | null;
  readonly order: string | null;
  readonly category: readonly string[];
  /** The last priority that an imported source gave, 1 the highest. */
  readonly priority: number | null;
  readonly receivedAt: string | null;
  readonly happenedAt?: string;
  readonly acknowledgedAt: string | null;
  readonly resolved: (InRound & { readonly how: string; readonly cause: string | null }) | null;
  readonly closed: InRound | null;
  readonly withdrawn?: { readonly because: string; readonly at: string };
  readonly waitingSince: string | null;
  readonly waits: readonly Wait[];
  /** How often a question was sent that everything waited for. */
  readonly questions: number;
  readonly handOvers: number;
  /** Everybody who has owned it, the present owner last. */
  readonly owners?: readonly Owner[];
  readonly reopenings: number;
  /** The newest event of its complaint streams, by both times. */
  readonly recordedAt: string | null;
  readonly occurredAt: string | null;
}

/** The file before anything is heard. */
export const EMPTY_FILE: ComplaintFile = {
  known: NOTHING_KNOWN, source: 'live', reference: null, channel: null, language: null, product: null, order: null, category: [], priority: null,
  receivedAt: null, acknowledgedAt: null, resolved: null, closed: null, waitingSince: null, waits: [], questions: 0, handOvers: 0,
  reopenings: 0, recordedAt: null, occurredAt: null,
};

type Fold = (file: ComplaintFile, data: unknown, at: string, round: number) => Partial<ComplaintFile>;

const FOLDS = { ...PROGRESS, ...CONVERSATION, ...SOLUTION, ...AFTERCARE, ...ESCALATION } as Readonly<Record<string, Fold | undefined>>;

/**
 * The file after one more event of a complaint stream. Pure. Each field is moved by one stream only, or by the greatest or least of all, so
 * that streams may interleave in any way with the same end.
 */
export function fileAfter(file: ComplaintFile, event: RecordedEvent): ComplaintFile {
  const at = micros(event.occurredAt);
  const newest = {
    ...file, known: learn(file.known, event), recordedAt: later(file.recordedAt, micros(event.recordedAt)), occurredAt: later(file.occurredAt, at),
  };
  const fold = Object.hasOwn(FOLDS, event.type) ? FOLDS[event.type] : undefined;
  return fold ? { ...newest, ...fold(newest, event.data, at, event.round) } : newest;
}
