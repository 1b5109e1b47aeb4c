import type { Channel, ComplaintClassified, FactOf, IntakeFact, RecordedEvent } from '@amends/contracts';
import type { Evolution } from '@amends/decider';
import { learnCause, NO_CAUSE, type CauseSoFar } from './cause/cause.js';
import { learnPromises, type Promises } from './promise/promise.js';
import { remember, type Said } from './said.js';

/** What kind of complaint it is, how severe, and whether it is grave. */
export type Classification = FactOf<typeof ComplaintClassified>['data'];

/** What intake itself has recorded about a complaint. */
export interface Complaint {
  readonly registered: boolean;
  /** The number spoken on the phone. */
  readonly reference: string;
  /** How it came in; null before it did. */
  readonly channel: Channel | null;
  readonly language: string;
  /** Rounds in which it was acknowledged. */
  readonly acknowledgedRounds: readonly number[];
  /** Contacts that have begun here, by id: when they ended, or null while they last. */
  readonly contacts: Readonly<Record<string, string | null>>;
  /** Contacts that got out of hand. */
  readonly hostileContacts: readonly string[];
  readonly statements: readonly string[];
  /** Whether the customer confirmed the newest statement as it was repeated. */
  readonly confirmed: boolean;
  /** What kind it was last said to be. */
  readonly classified: Classification | null;
  readonly cause: CauseSoFar;
  readonly promises: Promises;
  /** Messages of the customer. */
  readonly received: readonly string[];
  readonly said: Said;
  /** Priority last given by an imported source. */
  readonly priority: number | null;
}

/** How a complaint's stream in intake comes to be. */
export const complaint: Evolution<Complaint, RecordedEvent> = {
  initial: {
    registered: false, reference: '', channel: null, language: 'und', acknowledgedRounds: [], contacts: {}, hostileContacts: [], statements: [],
    confirmed: false, classified: null, cause: NO_CAUSE, promises: {}, received: [], said: {}, priority: null,
  },
  evolve: (state, event) => {
    const fact = event as unknown as IntakeFact & { round: number };
    const { cause, promises, said } = state;
    return { ...evolve(state, fact), cause: learnCause(cause, fact), promises: learnPromises(promises, fact), said: remember(said, event) };
  },
};

function evolve(state: Complaint, fact: IntakeFact & { round: number }): Complaint {
  switch (fact.type) {
    case 'ComplaintRegistered': {
      const { contact, reference, language } = fact.data;
      return { ...state, registered: true, reference, language, channel: contact.channel, contacts: { [contact.id]: null } };
    }
    case 'ContactEnded':
      return { ...state, contacts: { ...state.contacts, [fact.data.contactId]: fact.data.endedAt } };
    case 'ContactTurnedHostile':
      return fact.data.contactId === null ? state : { ...state, hostileContacts: [...state.hostileContacts, fact.data.contactId] };
    case 'ComplaintAcknowledged':
      return { ...state, acknowledgedRounds: [...state.acknowledgedRounds, fact.round] };
    case 'StatementRecorded':
      return { ...state, statements: [...state.statements, fact.data.statementId], confirmed: false };
    case 'ReadBackConfirmed':
      return { ...state, confirmed: true };
    case 'ReadBackCorrected':
      return { ...state, confirmed: false };
    case 'MessageReceived':
      return { ...state, received: [...state.received, fact.data.messageId] };
    case 'ComplaintClassified':
      return { ...state, classified: fact.data, priority: fact.data.priority ?? state.priority };
    default:
      return state;
  }
}
