import {
  ComplaintAssigned, fact, HandedOver, HandOverAccepted, HandOverDeclined,
  type Accepted, type Actor, type KnownComplaint, type ResolutionFact,
} from '@amends/contracts';
import { must } from '@amends/decider';
import { mustBeOpen } from '../guards.js';
import type { Resolution } from '../resolution.js';
import type { OfferedHandOver, Ownership } from './ownership.js';

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
  { ownership: { owner, offered } }: Resolution,
  known: KnownComplaint,
): readonly ResolutionFact[] {
  mustBeOpen(known);
  must(owner !== null, 'resolution.nobody-owns-it', 'Nobody owns the complaint yet.', 'Assign it instead.');
  must(
    offered === null,
    'resolution.hand-over-pending',
    'The complaint is offered to another unit already.',
    'Wait until that unit accepts or declines.',
  );
  const { note, ...offer } = command;
  must(
    offer.toUnit !== owner.unit || (offer.toStaff !== null && offer.toStaff !== owner.staff),
    'resolution.owns-it-already',
    'That unit owns the complaint already.',
    'Name another unit, or a person of this one.',
  );
  return [fact(HandedOver, offer, note ? { note } : undefined)];
}

/** Who answers a hand-over, and for which units; `scope` undefined means the whole company. */
interface Answering {
  readonly handOverId: string;
  readonly by: Actor;
  readonly scope: readonly string[] | undefined;
}

/** Takes an offered complaint over; from now on this unit is accountable. */
export function acceptHandOver(command: Answering, { ownership }: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  mustBeOpen(known);
  const { handOverId, toUnit, toStaff, redirectId } = offeredTo(command, ownership);
  const staff = toStaff ?? (command.by.role === 'agent' ? command.by.id : null);
  return [
    fact(HandOverAccepted, { handOverId }),
    fact(ComplaintAssigned, { unit: toUnit, staff, because: redirectId === undefined ? 'hand-over-accepted' : 'redirected' }),
  ];
}

type Declining = Pick<Accepted<(typeof HandOverDeclined)['schema']>, 'because'> & { readonly explanation?: string | undefined };

/** Does not take it, with a reason; whoever offered it stays accountable. */
export function declineHandOver(command: Answering & Declining, { ownership }: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  mustBeOpen(known);
  const { handOverId } = offeredTo(command, ownership);
  const { because, explanation } = command;
  return [fact(HandOverDeclined, { handOverId, because }, explanation ? { explanation } : undefined)];
}

function offeredTo({ handOverId, by, scope }: Answering, { offered }: Ownership): OfferedHandOver {
  must(
    offered !== null && offered.handOverId === handOverId,
    'resolution.nothing-offered',
    'There is no such hand-over to answer.',
    'Read the complaint again: somebody else may have answered it.',
  );
  must(
    scope === undefined || scope.includes(offered.toUnit),
    'resolution.offered-to-another-unit',
    'The complaint was offered to a unit that is not yours.',
    'Somebody of that unit has to answer it.',
  );
  must(
    offered.toStaff === null || offered.toStaff === by.id || by.role !== 'agent',
    'resolution.offered-to-another',
    'The complaint was offered to another person.',
    'That person, or a supervisor, has to answer it.',
  );
  return offered;
}

/** A superior took the complaint over: from now on it is theirs, and what was offered to others no longer stands. */
export function takeOver(owner: { unit: string | null; staff: string }, { ownership }: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  mustBeOpen(known);
  if (ownership.owner?.staff === owner.staff && ownership.owner.unit === owner.unit) return [];
  return [...overtaken(ownership), fact(ComplaintAssigned, { ...owner, because: 'taken-over' })];
}

/** It reached the wrong place: it is offered to the right one, also when nobody owns it yet. */
export function redirect(
  command: { handOverId: string; redirectId: string; toUnit: string },
  { ownership }: Resolution,
  known: KnownComplaint,
): readonly ResolutionFact[] {
  mustBeOpen(known);
  if (ownership.owner?.unit === command.toUnit || ownership.offered?.toUnit === command.toUnit) return [];
  return [...overtaken(ownership), fact(HandedOver, { ...command, toStaff: null })];
}

/** What is offered to one unit cannot be answered any more once another decision overtook it. */
const overtaken = ({ offered }: Ownership): readonly ResolutionFact[] =>
  offered ? [fact(HandOverDeclined, { handOverId: offered.handOverId, because: 'other' })] : [];
