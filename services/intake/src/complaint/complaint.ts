import type { Evolution } from '@amends/decider';
import type { RecordedEvent } from '@amends/contracts';

/** What intake itself has recorded about a complaint. */
export interface Complaint {
  readonly registered: boolean;
  /** Rounds in which it was acknowledged. */
  readonly acknowledgedRounds: readonly number[];
  /** Contacts that have begun here, by id: when they ended, or null while they last. */
  readonly contacts: Readonly<Record<string, string | null>>;
  readonly statements: readonly string[];
  /** Priority last given by an imported source. */
  readonly priority: number | null;
}

/** How a complaint's stream in intake comes to be. */
export const complaint: Evolution<Complaint, RecordedEvent> = {
  initial: { registered: false, acknowledgedRounds: [], contacts: {}, statements: [], priority: null },
  evolve: (state, event) => evolve(state, event as RecordedEvent<never>),
};

function evolve(state: Complaint, event: RecordedEvent<{ contact: { id: string }; contactId: string; endedAt: string; statementId: string; priority?: number }>): Complaint {
  switch (event.type) {
    case 'ComplaintRegistered':
      return { ...state, registered: true, contacts: { [event.data.contact.id]: null } };
    case 'ContactEnded':
      return { ...state, contacts: { ...state.contacts, [event.data.contactId]: event.data.endedAt } };
    case 'ComplaintAcknowledged':
      return { ...state, acknowledgedRounds: [...state.acknowledgedRounds, event.round] };
    case 'StatementRecorded':
      return { ...state, statements: [...state.statements, event.data.statementId] };
    case 'ComplaintClassified':
      return { ...state, priority: event.data.priority ?? state.priority };
    default:
      return state;
  }
}
