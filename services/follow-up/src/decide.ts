import {
  CallScheduled, ComplaintClosed, ComplaintReopened, CustomerDissatisfied, CustomerNotReached, CustomerReached, fact, SatisfactionAudited, SatisfactionConfirmed,
  type FollowUpFact, type KnownComplaint,
} from '@amends/contracts';
import { must } from '@amends/decider';
import { nextConvenientWindow, type CallWindow } from '@amends/policy';
import type { FollowUp } from './follow-up.js';
import { mustBeAllowed } from './stage.js';

/** What came of a call, besides that the customer answered. */
export const UNANSWERED = ['no-answer', 'busy', 'wrong-number', 'call-later', 'voice-mail'] as const;
export type Outcome = 'reached' | (typeof UNANSWERED)[number];

/** Plans a call in the given span, or in the next one that suits the customer; a span moves the call that is scheduled already. */
export function scheduleCall(
  { callId, window, now }: { callId: string; window?: CallWindow | undefined; now: string },
  state: FollowUp,
  known: KnownComplaint,
): readonly FollowUpFact[] {
  mustBeAllowed('schedule-call', state, known);
  if (state.call?.callId === callId) return [];
  must(state.call === null || window !== undefined, 'follow-up.call-scheduled-already', 'A call is scheduled already.', 'Make that call, or send a window to move it.');
  if (window) mustSuit(window, now, known);
  return [fact(CallScheduled, { callId, window: window ?? nextConvenientWindow(now, known.standing), attempt: state.notReached + 1 })];
}

function mustSuit(window: CallWindow, now: string, { standing }: KnownComplaint): void {
  must(Date.parse(window.to) > Date.parse(now), 'follow-up.window-is-over', 'That span of time is over.', 'Name a later one.');
  const suits = nextConvenientWindow(window.from, standing);
  must(
    Date.parse(suits.from) <= Date.parse(window.from) && Date.parse(window.to) <= Date.parse(suits.to),
    'follow-up.inconvenient-hours',
    'The customer said that other hours suit them.',
    `Call between ${suits.from} and ${suits.to}, or write down the customer's new hours first.`,
  );
}

/** Says what came of a call; one that nobody answers is counted, and after enough of them we write. */
export function recordCall(
  { callId, outcome, contact }: { callId?: string | undefined; outcome: Outcome; contact: { id: string; startedAt: string } },
  state: FollowUp,
  known: KnownComplaint,
): readonly FollowUpFact[] {
  mustBeAllowed('record-call', state, known);
  if (state.contactId === contact.id) return [];
  const scheduled = state.call?.callId ?? null;
  must(callId === undefined || callId === scheduled, 'follow-up.no-such-call', 'That call is not scheduled: it was made, moved, or belongs to an earlier round.', 'Leave callId out for a call that was not planned.');
  return outcome === 'reached'
    ? [fact(CustomerReached, { callId: scheduled, contact: { ...contact, channel: 'phone' as const, direction: 'outbound' as const } })]
    : [fact(CustomerNotReached, { callId: scheduled, attempt: state.notReached + 1, because: outcome })];
}

/** What the customer said of it: a score from 1 to 5, in which contact, and their words. */
export interface Said {
  readonly score?: number | undefined;
  readonly contactId?: string | undefined;
  readonly words?: string | undefined;
}

/** The customer says that it is put right. */
export function confirmSatisfaction(said: Said, state: FollowUp, known: KnownComplaint): readonly FollowUpFact[] {
  mustBeAllowed('confirm-satisfaction', state, known);
  return [fact(SatisfactionConfirmed, { how: 'explicit' as const, ...judgement(said, state) }, wordsOf(said))];
}

/** The customer says that it is not put right; with `reopens` the next round begins in the same breath, also when it was closed. */
export function reportDissatisfaction({ reopens, ...said }: Said & { reopens: boolean }, state: FollowUp, known: KnownComplaint): readonly FollowUpFact[] {
  mustBeAllowed(reopens ? 'reopen' : 'report-dissatisfaction', state, known);
  const dissatisfied = fact(CustomerDissatisfied, judgement(said, state), wordsOf(said));
  return reopens ? [dissatisfied, reopened(known, 'customer-dissatisfied')] : [dissatisfied];
}

/** It was not put right after all: this round ends, the next begins. History is not ruled: what its source did is what happened. */
export function reopen(
  command: { because: 'customer-dissatisfied' | 'same-cause-again' | 'imported'; words?: string | undefined },
  state: FollowUp,
  known: KnownComplaint,
): readonly FollowUpFact[] {
  if (known.origin !== 'history') mustBeAllowed('reopen', state, known);
  return [reopened(known, command.because, wordsOf(command))];
}

/** Somebody else asked the customer again whether the recorded satisfaction is true. */
export function auditSatisfaction(
  { agrees, score, note, by }: { agrees: boolean; score?: number | undefined; note?: string | undefined; by: string },
  state: FollowUp,
  known: KnownComplaint,
): readonly FollowUpFact[] {
  mustBeAllowed('audit-satisfaction', state, known);
  const { verdict, audited } = state;
  must(verdict?.says === 'satisfied', 'follow-up.nothing-to-audit', 'No satisfaction was recorded in this round.', 'Confirm the satisfaction with the customer first.');
  must(!audited, 'follow-up.audited-already', 'That satisfaction was audited already.', 'Nothing more need be done.');
  must(verdict.recordedBy !== by, 'follow-up.audits-own-record', 'Whoever recorded the satisfaction does not audit it.', 'Somebody else has to call the customer.');
  return [fact(SatisfactionAudited, { agrees, score: score ?? null }, note ? { note } : undefined)];
}

/** What an imported source closed is closed; live complaints close when nothing is owed any more (uphold.ts). */
export const closeImported = (): readonly FollowUpFact[] => [fact(ComplaintClosed, { because: 'imported' as const })];

const reopened = ({ round }: KnownComplaint, because: 'customer-dissatisfied' | 'same-cause-again' | 'imported', words?: Record<string, string>): FollowUpFact =>
  fact(ComplaintReopened, { endsRound: round, because }, words);

const judgement = ({ score, contactId }: Said, state: FollowUp) => ({ score: score ?? null, contactId: contactId ?? state.contactId });
const wordsOf = ({ words }: { words?: string | undefined }): Record<string, string> | undefined => (words ? { words } : undefined);
