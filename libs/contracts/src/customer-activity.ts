import { id, instant, object, oneOf, optional, text, type Accepted } from './schema.js';
import { ACTIVITY_KINDS } from './vocabulary.js';

/**
 * What the company's own systems say on the topic `customer-activity`: that a customer did something. The key and `customer` are the
 * company's own reference of the customer, never a name. `source` and `activityId` together are unique, so that a repetition is known.
 */
export const customerActivity = object({
  source: text(64),
  activityId: text(120),
  customer: text(120),
  kind: oneOf(...ACTIVITY_KINDS),
  happenedAt: instant,
  /** The complaint whose compensation paid for it: no return then. */
  paidWithCompensationOf: optional(id),
});

/** A source has sent everything up to an instant; sent to every partition, and complete is the least of them. */
export const sourceComplete = object({ source: text(64), until: instant });

export type CustomerActivity = Accepted<typeof customerActivity>;
export type SourceComplete = Accepted<typeof sourceComplete>;

/** The `ce_type` of each kind of inbound message. */
export const INBOUND = { CustomerActivity: customerActivity, SourceComplete: sourceComplete } as const;
