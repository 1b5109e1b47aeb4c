import type { Accepted, CustomerRegistered, RecordedEvent, standing } from '@amends/contracts';
import type { Evolution } from '@amends/decider';

/** What is recorded of a customer beside who they are: the company's own reference, and what moves clocks and calls. */
export type CustomerRecord = Accepted<(typeof CustomerRegistered)['schema']>;
/** The part of a customer's record that every complaint of theirs carries with it. */
export type Standing = Accepted<typeof standing>;

/** What intake's log says of a customer. */
export interface Customer {
  /** The record as it is now; null for somebody who was never registered. */
  readonly record: CustomerRecord | null;
  /** The customer that this one was found to be; null for one that stands for itself. */
  readonly mergedInto: string | null;
  readonly erased: boolean;
}

/** How a customer's stream comes to be. */
export const customer: Evolution<Customer, RecordedEvent> = {
  initial: { record: null, mergedInto: null, erased: false },
  evolve: (state, event) => evolve(state, event as RecordedEvent<never>),
};

function evolve(state: Customer, event: RecordedEvent<CustomerRecord & { survivor: string; merged: string }>): Customer {
  switch (event.type) {
    case 'CustomerRegistered':
    case 'CustomerRevised':
      return { ...state, record: recordOf(event.data) };
    case 'CustomersMerged':
      return event.data.merged === event.subject ? { ...state, mergedInto: event.data.survivor } : state;
    case 'CustomersUnmerged':
      return event.data.merged === event.subject ? { ...state, mergedInto: null } : state;
    case 'CustomerErased':
      return { ...state, erased: true };
    default:
      return state;
  }
}

const recordOf = ({ ownReference, tier, stage, language, zone, convenientHours }: CustomerRecord): CustomerRecord => ({ ownReference, tier, stage, language, zone, convenientHours });

/** What of a record moves clocks and calls. */
export const standingOf = ({ tier, stage, zone, language, convenientHours }: CustomerRecord): Standing => ({ tier, stage, zone, language, convenientHours });

/** Whether two standings move clocks and calls alike. */
export function sameStanding(one: Standing | null, other: Standing): boolean {
  return one !== null && JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

const inOrder = ({ tier, stage, zone, language, convenientHours }: Standing): unknown => [
  tier, stage, zone, language, convenientHours.map(({ weekdays, from, to }) => [weekdays, from, to]),
];
