import {
  learn, NOTHING_KNOWN,
  type Channel, type FollowUpFact, type IntakeFact, type KnownComplaint, type ObligationFact, type RecordedEvent, type ResolutionFact,
} from '@amends/contracts';
import { dutiesAfter, type Duty } from './duties.js';
import { earlier, later, micros } from './instants.js';

/** Something that belongs to a round: of two, that of the later round counts, and in the same round the later said. */
export interface InRound {
  readonly round: number;
  readonly at: string;
}

/** A stretch of waiting for the customer: from the question to the answer. */
export type Wait = readonly [from: string, to: string];

/** Everything that is known of one complaint from all services. Instants have six decimals. */
export interface ComplaintFile {
  readonly known: KnownComplaint;
  /** `live`, or the name of the history that it was imported from. */
  readonly source: string;
  readonly reference: string | null;
  readonly channel: Channel | null;
  readonly language: string | null;
  readonly product: string | null;
  readonly order: string | null;
  readonly category: readonly string[];
  /** The last priority that an imported source gave, 1 the highest. */
  readonly priority: number | null;
  readonly receivedAt: string | null;
  readonly acknowledgedAt: string | null;
  readonly resolved: InRound | null;
  readonly closed: InRound | null;
  readonly waitingSince: string | null;
  readonly waits: readonly Wait[];
  /** How often a question was sent that everything waited for. */
  readonly questions: number;
  readonly handOvers: number;
  readonly reopenings: number;
  readonly duties: readonly Duty[];
  /** The newest event, by both times. */
  readonly recordedAt: string | null;
  readonly occurredAt: string | null;
}

/** The file before anything is heard. */
export const EMPTY_FILE: ComplaintFile = {
  known: NOTHING_KNOWN, source: 'live', reference: null, channel: null, language: null, product: null, order: null, category: [], priority: null,
  receivedAt: null, acknowledgedAt: null, resolved: null, closed: null, waitingSince: null, waits: [], questions: 0, handOvers: 0,
  reopenings: 0, duties: [], recordedAt: null, occurredAt: null,
};

type FileFact = IntakeFact | ResolutionFact | FollowUpFact | ObligationFact;
type Heard = FileFact & Pick<RecordedEvent, 'round' | 'occurredAt'>;

/**
 * The file after one more event. Pure. Each field is moved by one stream only, or by the greatest or least of all, so that
 * streams may interleave in any way with the same end.
 */
export function fileAfter(file: ComplaintFile, event: RecordedEvent): ComplaintFile {
  const occurredAt = micros(event.occurredAt);
  const newest = { ...file, recordedAt: later(file.recordedAt, micros(event.recordedAt)), occurredAt: later(file.occurredAt, occurredAt) };
  if (event.streamKind === 'obligations') return { ...newest, duties: dutiesAfter(file.duties, event as unknown as ObligationFact) };
  return factIn({ ...newest, known: learn(file.known, event) }, event as unknown as Heard, occurredAt);
}

function factIn(file: ComplaintFile, fact: Heard, at: string): ComplaintFile {
  switch (fact.type) {
    case 'ComplaintRegistered':
      return registeredIn(file, fact.data);
    case 'ComplaintClassified':
      return { ...file, category: fact.data.category, priority: fact.data.priority ?? file.priority };
    case 'ComplaintAcknowledged':
      return { ...file, acknowledgedAt: earlier(file.acknowledgedAt, at) };
    case 'HandOverAccepted':
      return { ...file, handOvers: file.handOvers + 1 };
    case 'WaitingForCustomer':
      return { ...file, questions: file.questions + 1, waitingSince: file.waitingSince ?? at };
    case 'CustomerAnswered':
      return { ...file, ...waitedUntil(file, at) };
    case 'ComplaintResolved':
      return { ...file, ...waitedUntil(file, at), resolved: inRound(file.resolved, fact.round, at) };
    case 'ComplaintReopened':
      return { ...file, reopenings: file.reopenings + 1 };
    case 'ComplaintClosed':
      return { ...file, closed: inRound(file.closed, fact.round, at) };
    default:
      return file;
  }
}

type Registered = Extract<IntakeFact, { type: 'ComplaintRegistered' }>['data'];

function registeredIn(file: ComplaintFile, { reference, contact, language, product, order, receivedAt, history }: Registered): ComplaintFile {
  return { ...file, reference, channel: contact.channel, language, product, order, receivedAt: micros(receivedAt), source: history?.source ?? 'live' };
}

function waitedUntil({ waitingSince, waits }: ComplaintFile, at: string): Pick<ComplaintFile, 'waitingSince' | 'waits'> {
  if (waitingSince === null) return { waitingSince, waits };
  return { waitingSince: null, waits: waitingSince < at ? [...waits, [waitingSince, at]] : waits };
}

const inRound = (known: InRound | null, round: number, at: string): InRound => (known && known.round > round ? known : { round, at });
