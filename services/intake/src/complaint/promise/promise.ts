import type { IntakeFact } from '@amends/contracts';

/** One thing that was promised. */
export interface Promised {
  /** By when, as the customer was told last. */
  readonly promisedFor: string;
  readonly kept: boolean;
}

/** What the customer was promised, by the promise's id. */
export type Promises = Readonly<Record<string, Promised>>;

/** What one fact changes about what was promised. */
export function learnPromises(promises: Promises, fact: IntakeFact): Promises {
  switch (fact.type) {
    case 'TimePromised':
    case 'PromiseRevised':
      return { ...promises, [fact.data.promiseId]: { promisedFor: fact.data.promisedFor, kept: false } };
    case 'PromiseKept':
      return { ...promises, [fact.data.promiseId]: { ...promises[fact.data.promiseId]!, kept: true } };
    default:
      return promises;
  }
}
