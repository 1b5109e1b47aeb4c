import { ComplaintResolved, CustomerAnswered, fact, WaitingForCustomer, type Accepted, type KnownComplaint, type ResolutionFact } from '@amends/contracts';
import { must } from '@amends/decider';
import { mustHaveNonePending } from '../approval/decide.js';
import { isRuled, mustBeOpen } from '../guards.js';
import { mustHaveNoneUnanswered } from '../negotiation/decide.js';
import { agreed } from '../negotiation/negotiation.js';
import type { Resolution } from '../resolution.js';

/** Says that a question was really sent to the customer and that nothing can go on without the answer. */
export function awaitCustomer(
  command: { questionId: string; question?: string | undefined },
  state: Resolution,
  known: KnownComplaint,
): readonly ResolutionFact[] {
  mustBeOpen(known);
  must(state.question === null, 'resolution.waiting-already', 'We wait for an answer of the customer already.', 'Record that answer first.');
  return [fact(WaitingForCustomer, { questionId: command.questionId }, command.question ? { question: command.question } : undefined)];
}

/** The customer answered; the clocks that paused go on. */
export function recordAnswer(command: { answer?: string | undefined }, state: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  mustBeOpen(known);
  must(state.question !== null, 'resolution.not-waiting', 'Nothing was asked that is still unanswered.', 'Record the words as a message instead.');
  return [fact(CustomerAnswered, { questionId: state.question }, command.answer ? { answer: command.answer } : undefined)];
}

type Resolve = Accepted<(typeof ComplaintResolved)['schema']> & { readonly explanation?: string | undefined };

/** Says that it is put right: provisional until the customer confirms. */
export function resolve(command: Resolve, state: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  mustBeOpen(known);
  if (isRuled(known)) mustBePutRight(state);
  const { explanation, ...how } = command;
  return [fact(ComplaintResolved, how, explanation ? { explanation } : undefined)];
}

/** Somebody is accountable for the end, and nothing that the customer was promised or asked for is left over. */
function mustBePutRight({ ownership, negotiation }: Resolution): void {
  must(ownership.owner !== null, 'resolution.nobody-owns-it', 'Nobody owns the complaint yet.', 'Assign it first: somebody has to stand by the resolution.');
  mustHaveNoneUnanswered(negotiation);
  mustHaveNonePending(negotiation);
  must(
    agreed(negotiation) === undefined,
    'resolution.not-carried-out',
    'What was agreed with the customer is not done yet.',
    'Carry it out first, or record that the customer refuses it after all.',
  );
}
