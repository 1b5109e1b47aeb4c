import type { ResolutionFact } from '@amends/contracts';

/** Somebody who owns a complaint: a unit, and a person of it where one is named. */
export interface Owner {
  readonly unit: string | null;
  readonly staff: string | null;
}

/** A hand-over that was offered and not answered yet. */
export interface OfferedHandOver {
  readonly handOverId: string;
  readonly toUnit: string;
  readonly toStaff: string | null;
  /** The redirection that it follows from. */
  readonly redirectId?: string;
}

/** Who owns a complaint, and to whom it is offered. */
export interface Ownership {
  readonly owner: Owner | null;
  readonly offered: OfferedHandOver | null;
}

export const NOBODY_YET: Ownership = { owner: null, offered: null };

/** The ownership after one more fact. */
export function ownAfter(ownership: Ownership, fact: ResolutionFact): Ownership {
  switch (fact.type) {
    case 'ComplaintAssigned':
      return { ...ownership, owner: { unit: fact.data.unit, staff: fact.data.staff } };
    case 'HandedOver':
      return { ...ownership, offered: fact.data };
    case 'HandOverAccepted':
    case 'HandOverDeclined':
    case 'ComplaintResolved':
      return { ...ownership, offered: null };
    default:
      return ownership;
  }
}
