import { CallScheduled, ComplaintClosed, fact, SatisfactionConfirmed, statusOf, type FollowUpFact, type KnownComplaint, type LogName } from '@amends/contracts';
import { nextCallWindow } from '@amends/policy';
import type { FollowUp } from './follow-up.js';
import { RULES, stageOf } from './stage.js';

/** How many events of a complaint were read, by the service that recorded them; what is owed left aside. */
export type Versions = Readonly<Partial<Record<LogName, number>>>;

/** A call is owed: it is scheduled when it suits the customer, unless one is already, or somebody was faster and has called. */
export function scheduleOwedCall(
  { callId, round, kind, now }: { callId: string; round: number; kind: 'call' | 'call-again'; now: string },
  state: FollowUp,
  known: KnownComplaint,
): readonly FollowUpFact[] {
  const hasCalled = state.contactId !== null || state.verdict?.says === 'satisfied' || (kind === 'call' && state.notReached > 0);
  const isWanted = round === known.round && state.call === null && !hasCalled && RULES['schedule-call'][stageOf(state, known)] === 'may';
  if (!isWanted) return [];
  return [fact(CallScheduled, { callId, window: nextCallWindow(kind, now, known.standing), attempt: state.notReached + 1 })];
}

/** The customer left our written question unanswered for so long that it counts as yes; never once they have said anything. */
export function takeSilenceAsYes({ round }: { round: number }, state: FollowUp, known: KnownComplaint): readonly FollowUpFact[] {
  if (round !== known.round || stageOf(state, known) !== 'to-ask') return [];
  return [fact(SatisfactionConfirmed, { how: 'tacit' as const, score: null, contactId: null })];
}

/**
 * Nothing is owed any more that blocks closing, by everything up to the versions seen: the complaint is closed. When follow-up has
 * read further than that, something happened since that may make us owe again; the ledger judges it and discharges again.
 */
export function closeDischarged(
  { round, seen, read }: { round: number; seen: readonly { source: LogName; version: number }[]; read: Versions },
  state: FollowUp,
  known: KnownComplaint,
): readonly FollowUpFact[] {
  const isWanted = known.origin === 'live' && round === known.round && statusOf(known) === 'resolved';
  if (!isWanted || isPast({ ...read, 'follow-up': state.version }, seen)) return [];
  return [fact(ComplaintClosed, { because: 'confirmed' as const })];
}

function isPast(read: Versions, seen: readonly { source: LogName; version: number }[]): boolean {
  const judged = new Map(seen.map(({ source, version }) => [source, version]));
  return Object.entries(read).some(([source, version]) => version > (judged.get(source as LogName) ?? 0));
}
