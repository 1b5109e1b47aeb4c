import {
  flag, GRAVE_FLAGS, id, instant, integer, list, nullable, object, oneOf, SERVICES, SEVERITIES, text, TIERS, type Accepted,
} from '@amends/contracts';
import { STATUSES } from '../complaint/complaint-answer.js';

/** Something that is owed, or was: by when, why, and what to say. */
export const dutyAnswer = object({
  obligationId: id,
  complaint: id,
  reference: text(19),
  kind: text(64),
  principle: integer(1, 7),
  round: integer(1),
  state: oneOf('open', 'missed', 'settled', 'settled-late', 'waived', 'cancelled', 'lapsed'),
  /** Its clock stands still while we wait for the customer. */
  paused: flag,
  dueAt: instant,
  /** Its deadline had passed when this was answered. */
  overdue: flag,
  blocksClosing: flag,
  owedBy: object({ role: text(64), unit: nullable(text(64)), staff: nullable(id) }),
  /** The allowance in its own words. */
  allowance: text(200),
  /** The fact that made it owed; null while it has not been read. */
  because: nullable(object({ eventId: id, type: text(64), meaning: text(400), source: oneOf(...SERVICES), version: integer(1), occurredAt: instant })),
  /** What to say to the customer; null where there is nothing to say. */
  say: nullable(object({ en: text(400), zh: text(400) })),
  /** The language of the customer. */
  language: nullable(text(35)),
  status: oneOf(...STATUSES),
  severity: nullable(oneOf(...SEVERITIES)),
  grave: list(oneOf(...GRAVE_FLAGS)),
  tier: nullable(oneOf(...TIERS)),
  ownerUnit: nullable(text(64)),
});
export type DutyAnswer = Accepted<typeof dutyAnswer>;

export const nextAnswer = object({ complaint: id, reference: text(19), round: integer(1), duties: list(dutyAnswer) });
export type NextAnswer = Accepted<typeof nextAnswer>;

export const myDutiesAnswer = object({ duties: list(dutyAnswer), next: nullable(text(80)) });
export type MyDutiesAnswer = Accepted<typeof myDutiesAnswer>;
