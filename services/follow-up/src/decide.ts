import { ComplaintClosed, ComplaintReopened, fact, statusOf, type FollowUpFact, type KnownComplaint } from '@amends/contracts';
import { must } from '@amends/decider';
import type { FollowUp } from './follow-up.js';

/** It was not put right after all: this round ends, the next begins. */
export function reopen(
  command: { because: 'customer-dissatisfied' | 'same-cause-again' | 'imported'; words?: string | undefined },
  _state: FollowUp,
  known: KnownComplaint,
): readonly FollowUpFact[] {
  const status = statusOf(known);
  must(
    known.origin === 'history' || status === 'resolved' || status === 'closed',
    `follow-up.complaint-is-${status}`,
    `The complaint is ${status}; only a resolved or closed one is reopened.`,
    'Work on the present round instead.',
  );
  return [fact(ComplaintReopened, { endsRound: known.round, because: command.because }, command.words ? { words: command.words } : undefined)];
}

/** Ends a resolved complaint. History is not ruled: what its source did is what happened. */
export function close({ because = 'closed-by-command' }: { because?: 'closed-by-command' | 'imported' }, _state: FollowUp, known: KnownComplaint): readonly FollowUpFact[] {
  const status = statusOf(known);
  must(known.origin === 'history' || status === 'resolved', `follow-up.complaint-is-${status}`, `The complaint is ${status}; only a resolved one is closed.`, 'Resolve it first.');
  return [fact(ComplaintClosed, { because })];
}
