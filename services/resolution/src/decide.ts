import {
  ComplaintAssigned, ComplaintResolved, CustomerAnswered, fact, HandedOver, HandOverAccepted, statusOf, WaitingForCustomer,
  type Accepted, type Actor, type KnownComplaint, type ResolutionFact,
} from '@amends/contracts';
import { must } from '@amends/decider';
import type { Resolution } from './resolution.js';

/** Makes somebody the owner; `unit` null where it is not known who. */
export function assign(
  command: { unit: string | null; staff: string | null },
  _state: Resolution,
  known: KnownComplaint,
): readonly ResolutionFact[] {
  mustBeOpen(known);
  return [fact(ComplaintAssigned, { ...command, because: 'assigned' })];
}

/** Offers the complaint to another unit; the owner stays accountable until it accepts. */
export function handOver(
  command: { handOverId: string; toUnit: string; toStaff: string | null; note?: string | undefined },
  state: Resolution,
  known: KnownComplaint,
): readonly ResolutionFact[] {
  mustBeOpen(known);
  must(state.owner !== null, 'resolution.nobody-owns-it', 'Nobody owns the complaint yet.', 'Assign it instead.');
  must(
    state.offered === null,
    'resolution.hand-over-pending',
    'The complaint is offered to another unit already.',
    'Wait until that unit accepts or declines.',
  );
  const { note, ...offer } = command;
  must(
    offer.toUnit !== state.owner.unit || (offer.toStaff !== null && offer.toStaff !== state.owner.staff),
    'resolution.owns-it-already',
    'That unit owns the complaint already.',
    'Name another unit, or a person of this one.',
  );
  return [fact(HandedOver, offer, note ? { note } : undefined)];
}

/** Takes an offered complaint over; from now on this unit is accountable. */
export function acceptHandOver(
  command: { handOverId: string; by: Actor; scope: readonly string[] | undefined },
  state: Resolution,
  known: KnownComplaint,
): readonly ResolutionFact[] {
  mustBeOpen(known);
  const { offered } = state;
  must(
    offered !== null && offered.handOverId === command.handOverId,
    'resolution.nothing-offered',
    'There is no such hand-over to accept.',
    'Read the complaint again: it may have been accepted by somebody else.',
  );
  must(
    command.scope === undefined || command.scope.includes(offered.toUnit),
    'resolution.offered-to-another-unit',
    'The complaint was offered to a unit that is not yours.',
    'Somebody of that unit has to accept it.',
  );
  must(
    offered.toStaff === null || offered.toStaff === command.by.id || command.by.role !== 'agent',
    'resolution.offered-to-another',
    'The complaint was offered to another person.',
  );
  const staff = offered.toStaff ?? (command.by.role === 'agent' ? command.by.id : null);
  return [
    fact(HandOverAccepted, { handOverId: offered.handOverId }),
    fact(ComplaintAssigned, { unit: offered.toUnit, staff, because: 'hand-over-accepted' }),
  ];
}

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

type Resolve = (typeof ComplaintResolved)['schema'] extends infer S ? Accepted<S> : never;

/** Says that it is put right: provisional until the customer confirms. */
export function resolve(
  command: Resolve & { explanation?: string | undefined },
  _state: Resolution,
  known: KnownComplaint,
): readonly ResolutionFact[] {
  mustBeOpen(known);
  const { explanation, ...how } = command;
  return [fact(ComplaintResolved, how, explanation ? { explanation } : undefined)];
}

/** History is not ruled: its source may have handed over what it had resolved, and that is what happened. */
function mustBeOpen(known: KnownComplaint): void {
  if (known.origin === 'history') return;
  const status = statusOf(known);
  must(status === 'open', `resolution.complaint-is-${status}`, `The complaint is ${status}.`, 'Reopen it first if the customer is not satisfied.');
}
