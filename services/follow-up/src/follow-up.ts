import type { RecordedEvent } from '@amends/contracts';
import type { Evolution } from '@amends/decider';

/** What follow-up itself has recorded about a complaint. */
export interface FollowUp {
  readonly reopenings: number;
}

/** How a complaint's stream in follow-up comes to be. */
export const followUp: Evolution<FollowUp, RecordedEvent> = {
  initial: { reopenings: 0 },
  evolve: (state, event) => (event.type === 'ComplaintReopened' ? { reopenings: state.reopenings + 1 } : state),
};
