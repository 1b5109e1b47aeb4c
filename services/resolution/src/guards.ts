import { statusOf, type KnownComplaint } from '@amends/contracts';
import { must } from '@amends/decider';

/** History is not ruled: its source may have handed over what it had resolved, and that is what happened. */
export const isRuled = (known: KnownComplaint): boolean => known.origin !== 'history';

/** Only an open complaint is worked on. */
export function mustBeOpen(known: KnownComplaint): void {
  if (!isRuled(known)) return;
  const status = statusOf(known);
  must(status === 'open', `resolution.complaint-is-${status}`, `The complaint is ${status}.`, 'Reopen it first if the customer is not satisfied.');
}

/** The negotiation may go on after a complaint was resolved: what is still owed of it blocks closing, and has to be possible. */
export function mustGoOn(known: KnownComplaint): void {
  if (isRuled(known) && statusOf(known) === 'resolved') return;
  mustBeOpen(known);
}

/** Principles 4 and 5: nothing is offered before the customer was heard, and heard what we understood. */
export function mustHaveListened(known: KnownComplaint): void {
  if (!isRuled(known)) return;
  must(
    known.stated,
    'resolution.no-statement',
    'Nothing is offered before the customer was heard.',
    "Record the customer's statement in their own words, and read it back.",
  );
  must(
    known.readBack || known.readBackWaivedRound === known.round,
    'resolution.not-read-back',
    'The customer has not confirmed that we understood them.',
    'Repeat what you wrote down and record that the customer confirms it; a superior may waive this with a reason.',
  );
}
