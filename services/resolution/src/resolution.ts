import type { RecordedEvent, ResolutionFact } from '@amends/contracts';
import type { Evolution } from '@amends/decider';

/** What resolution itself has recorded about a complaint. */
export interface Resolution {
  readonly owner: { readonly unit: string | null; readonly staff: string | null } | null;
  /** The hand-over that was offered and not answered yet. */
  readonly offered: { readonly handOverId: string; readonly toUnit: string; readonly toStaff: string | null } | null;
  /** The question that the customer has not answered yet. */
  readonly question: string | null;
}

/** How a complaint's stream in resolution comes to be. */
export const resolution: Evolution<Resolution, RecordedEvent> = {
  initial: { owner: null, offered: null, question: null },
  evolve: (state, event) => evolve(state, event as unknown as ResolutionFact),
};

function evolve(state: Resolution, fact: ResolutionFact): Resolution {
  switch (fact.type) {
    case 'ComplaintAssigned':
      return { ...state, owner: { unit: fact.data.unit, staff: fact.data.staff } };
    case 'HandedOver':
      return { ...state, offered: fact.data };
    case 'HandOverAccepted':
      return { ...state, offered: null };
    case 'WaitingForCustomer':
      return { ...state, question: fact.data.questionId };
    case 'CustomerAnswered':
      return { ...state, question: null };
    case 'ComplaintResolved':
      return { ...state, question: null, offered: null };
    default:
      return state;
  }
}
