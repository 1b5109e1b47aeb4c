import type { FollowUpFact, RecordedEvent } from '@amends/contracts';
import type { Evolution } from '@amends/decider';

/** What follow-up itself has recorded about a complaint; everything but the first two is of the present round. */
export interface FollowUp {
  /** How many events the stream holds. */
  readonly version: number;
  readonly reopenings: number;
  /** The call that is scheduled and was not made yet. */
  readonly call: { readonly callId: string; readonly window: { readonly from: string; readonly to: string } } | null;
  /** How many calls the customer did not answer. */
  readonly notReached: number;
  /** The contact in which the customer was last reached. */
  readonly contactId: string | null;
  readonly verdict: Verdict | null;
  readonly audited: boolean;
}

/** The last that the customer said, or is taken to have said, of whether it is put right; and who wrote it down. */
export interface Verdict {
  readonly says: 'satisfied' | 'dissatisfied';
  readonly recordedBy: string;
}

const newRound = { call: null, notReached: 0, contactId: null, verdict: null, audited: false } as const;

/** How a complaint's stream in follow-up comes to be. */
export const followUp: Evolution<FollowUp, RecordedEvent> = {
  initial: { version: 0, reopenings: 0, ...newRound },
  evolve: (state, event) => ({ ...evolve(state, event as unknown as FollowUpFact, event.actor?.id ?? ''), version: state.version + 1 }),
};

function evolve(state: FollowUp, fact: FollowUpFact, by: string): FollowUp {
  switch (fact.type) {
    case 'CallScheduled':
      return { ...state, call: { callId: fact.data.callId, window: fact.data.window } };
    case 'CustomerReached':
      return { ...state, call: null, contactId: fact.data.contact.id };
    case 'CustomerNotReached':
      return { ...state, call: null, notReached: fact.data.attempt };
    case 'SatisfactionConfirmed':
      return { ...state, verdict: { says: 'satisfied', recordedBy: by }, audited: false };
    case 'CustomerDissatisfied':
      return { ...state, verdict: { says: 'dissatisfied', recordedBy: by } };
    case 'SatisfactionAudited':
      return { ...state, audited: true };
    case 'ComplaintReopened':
      return { ...state, ...newRound, reopenings: state.reopenings + 1 };
    default:
      return state;
  }
}
