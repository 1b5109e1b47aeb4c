import type { Channel, KnownComplaint, ObligationKind, ReasonToInform } from '@amends/contracts';
import type { Heard } from './principle.js';

/** A superior who was told and has not stepped down. */
export interface Informed {
  readonly escalationId: string;
  /** 1 is the nearest superior. */
  readonly level: number;
  readonly person: string | null;
  /** Nobody is above this one. */
  readonly top: boolean;
  readonly acknowledged: boolean;
  /** The facts because of which they were told. */
  readonly causes: readonly string[];
}

/** A complaint as the ledger has heard it so far, in the ledger's own order. */
export interface ComplaintSoFar {
  readonly known: KnownComplaint;
  /** The channel of the contact that began the complaint; clocks of the first minutes depend on it. */
  readonly channel: Channel;
  /** When the complaint reached us; some clocks begin with it. */
  readonly receivedAt: string | null;
  /** When whoever passed it on sent it to us, where that is known. */
  readonly sentAt?: string;
  /** What kind of complaint it is, the broadest word first. */
  readonly category: readonly string[];
  /** Obligation kinds that an imported source can show, null for live complaints; the others are never incurred. */
  readonly records: readonly string[] | null;
  /** Kinds that facts of this round have settled, owed or not, in the order of their names: what is done already is not owed. */
  readonly done: readonly ObligationKind[];
  /** The newest of the customer's statements. */
  readonly statement: string | null;
  /** The oldest message of the customer that waits for an answer. */
  readonly unanswered: string | null;
  /** Offers that the customer refused in this round. */
  readonly refusals: number;
  /** Calls of this round that reached nobody. */
  readonly attempts: number;
  /** How it was put right in this round. */
  readonly resolvedBy: string | null;
  /** In this round the customer said that it was not put right. */
  readonly dissatisfied: boolean;
  readonly informed: readonly Informed[];
}

/** Whether somebody answered: a machine's message answers nothing. */
export const isAnswer = ({ data }: Heard<'MessageSent'>): boolean => !data.automatic && (data.kind === 'answer' || data.kind === 'final');

/** What of a complaint is its round's alone. */
const NEW_ROUND = { done: [], unanswered: null, refusals: 0, attempts: 0, resolvedBy: null, dissatisfied: false } as const;

/** A complaint of which only this is known. */
export const soFarOf = (known: KnownComplaint): ComplaintSoFar => ({ known, channel: 'other', receivedAt: null, category: [], records: null, statement: null, informed: [], ...NEW_ROUND });

/**
 * The complaint after one more fact, given what is known of it then and which kinds the fact settles in general. What an older
 * round still says does nothing for the present one. Each field is moved either by escalation's own events or by others only.
 */
export function hear(before: ComplaintSoFar, fact: Heard, known: KnownComplaint, settles: readonly ObligationKind[]): ComplaintSoFar {
  if (known.round > before.known.round) return { ...before, ...NEW_ROUND, known };
  const news = factIn(before, fact);
  if (fact.round !== known.round) return { ...before, ...news, known };
  return { ...before, ...news, ...roundIn(before, fact), known, done: doneWith(before.done, settles) };
}

/** What a fact moves, if anything. */
type News = Partial<ComplaintSoFar>;
const NO_NEWS: News = {};

/** In one order, whatever came first: a ledger that is rebuilt hears its own events later than it said them. */
function doneWith(done: readonly ObligationKind[], settles: readonly ObligationKind[]): readonly ObligationKind[] {
  const fresh = settles.filter((kind) => !done.includes(kind));
  return fresh.length > 0 ? [...done, ...fresh].sort() : done;
}

function factIn({ informed }: ComplaintSoFar, fact: Heard): News {
  switch (fact.type) {
    case 'ComplaintRegistered':
      return { channel: fact.data.contact.channel, receivedAt: fact.data.receivedAt, records: fact.data.history?.records ?? null, ...(fact.data.sentAt ? { sentAt: fact.data.sentAt } : {}) };
    case 'ComplaintClassified':
      return { category: fact.data.category };
    case 'StatementRecorded':
      return { statement: fact.data.statementId };
    case 'SuperiorInformed':
      return { informed: withInforming(informed, fact.data) };
    case 'EscalationAcknowledged':
      return { informed: seen(informed, ({ escalationId }) => escalationId === fact.data.escalationId) };
    case 'ComplaintTakenOver':
      return { informed: seen(informed, ({ escalationId }) => isSeenBy(fact.data, escalationId)) };
    case 'EscalationLifted':
      return { informed: informed.filter(({ escalationId }) => escalationId !== fact.data.escalationId) };
    default:
      return NO_NEWS;
  }
}

const seen = (informed: readonly Informed[], isMeant: (one: Informed) => boolean): readonly Informed[] => informed.map((one) => (isMeant(one) ? { ...one, acknowledged: true } : one));

/** Whether an escalation is acknowledged by a take-over: it says which, or names one, or means all. */
export const isSeenBy = ({ escalationId: named, acknowledges }: Heard<'ComplaintTakenOver'>['data'], escalationId: string | undefined): boolean =>
  acknowledges ? acknowledges.some((one) => one === escalationId) : named === null || named === escalationId;

interface Informing {
  readonly escalationId: string;
  readonly level: number;
  readonly person: string | null;
  readonly top?: boolean;
  readonly reasons: readonly { readonly reason: ReasonToInform; readonly causedBy: string }[];
}

/** What joins an escalation is one more cause of it. */
const withInforming = (informed: readonly Informed[], data: Informing): readonly Informed[] => {
  const { causes, ...one } = informedBy(data);
  return informed.some(({ escalationId }) => escalationId === one.escalationId)
    ? informed.map((former) => (former.escalationId === one.escalationId ? { ...former, causes: [...former.causes, ...causes] } : former))
    : [...informed, { ...one, causes }];
};

const informedBy = ({ escalationId, level, person, top, reasons }: Informing): Informed => ({
  escalationId, level, person, top: top ?? false, acknowledged: false, causes: reasons.map(({ causedBy }) => causedBy),
});

function roundIn({ unanswered, refusals, attempts }: ComplaintSoFar, fact: Heard): News {
  switch (fact.type) {
    case 'MessageReceived':
      return { unanswered: unanswered ?? fact.data.messageId };
    case 'MessageSent':
      return isAnswer(fact) ? { unanswered: null } : NO_NEWS;
    case 'SolutionRefused':
      return { refusals: refusals + 1 };
    case 'CustomerNotReached':
      return { attempts: attempts + 1 };
    case 'ComplaintResolved':
      return { resolvedBy: fact.data.how, unanswered: null };
    case 'CustomerDissatisfied':
      return { dissatisfied: true };
    default:
      return NO_NEWS;
  }
}
