import type { RecordedEvent, ResolutionFact } from '@amends/contracts';
import type { Evolution } from '@amends/decider';
import { NOTHING_NEGOTIATED, negotiate, type Negotiation } from './negotiation/negotiation.js';
import { NOBODY_YET, ownAfter, type Ownership } from './ownership/ownership.js';
import type { ResolutionEvent } from './resolution-event.js';
import { NOTHING_REVIEWED, reviewAfter, type Reviewing } from './review/reviewing.js';

/** What resolution itself has recorded about a complaint. */
export interface Resolution {
  readonly ownership: Ownership;
  readonly negotiation: Negotiation;
  readonly reviewing: Reviewing;
  /** The question that the customer has not answered yet. */
  readonly question: string | null;
}

/** How a complaint's stream in resolution comes to be. */
export const resolution: Evolution<Resolution, RecordedEvent> = {
  initial: { ownership: NOBODY_YET, negotiation: NOTHING_NEGOTIATED, reviewing: NOTHING_REVIEWED, question: null },
  evolve: (state, event) => {
    const fact = event as unknown as ResolutionEvent;
    return {
      ownership: ownAfter(state.ownership, fact),
      negotiation: negotiate(state.negotiation, fact),
      reviewing: reviewAfter(state.reviewing, fact),
      question: questionAfter(state.question, fact),
    };
  },
};

function questionAfter(question: string | null, fact: ResolutionFact): string | null {
  switch (fact.type) {
    case 'WaitingForCustomer':
      return fact.data.questionId;
    case 'CustomerAnswered':
    case 'ComplaintResolved':
      return null;
    default:
      return question;
  }
}
