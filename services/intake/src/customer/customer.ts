import type { RecordedEvent } from '@amends/contracts';
import type { Evolution } from '@amends/decider';

/** What intake's log says of a customer. */
export interface Customer {
  readonly registered: boolean;
}

/** How a customer's stream comes to be. */
export const customer: Evolution<Customer, RecordedEvent> = {
  initial: { registered: false },
  evolve: (state, event) => (event.type === 'CustomerRegistered' ? { registered: true } : state),
};
