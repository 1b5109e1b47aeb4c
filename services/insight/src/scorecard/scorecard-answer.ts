import { flag, id, instant, integer, list, nullable, object, oneOf, SERVICES, text, type Accepted, type Schema } from '@amends/contracts';
import { OUTCOMES, STANDINGS } from './scorecard.js';

const principle = integer(1, 7);
const standing = oneOf(...STANDINGS);

/** An event of the complaint's file that proves something. */
export const proof = object({
  what: oneOf('caused', 'incurred', 'missed', 'settled', 'ended'),
  eventId: id,
  type: text(64),
  source: oneOf(...SERVICES),
  stream: oneOf('complaint', 'obligations'),
  version: integer(1),
  occurredAt: instant,
  recordedAt: instant,
});
export type Proof = Accepted<typeof proof>;

export const scorecardAnswer = object({
  complaint: id,
  reference: text(19),
  round: integer(1),
  principles: list(object({
    principle,
    name: object({ en: text(200), zh: text(200) }),
    standing,
    rounds: list(object({ round: integer(1), standing })),
    obligations: list(object({
      obligationId: id,
      kind: text(64),
      round: integer(1),
      /** Null for what counts for nothing, because it was no longer owed in time. */
      outcome: nullable(oneOf(...OUTCOMES)),
      state: oneOf('open', 'missed', 'settled', 'settled-late', 'waived', 'cancelled', 'lapsed'),
      dueAt: instant,
      allowance: text(200),
      proofs: list(proof),
    })),
  })),
  definition: object({ version: integer(1), text: text(4000) }),
});
export type ScorecardAnswer = Accepted<typeof scorecardAnswer>;

const fraction: Schema<number> = { json: { type: 'number', minimum: 0, maximum: 1 } };
const count = nullable(integer(0));
const share = nullable(object({ share: nullable(fraction), low: fraction, high: fraction }));

export const totalsAnswer = object({
  by: nullable(oneOf('unit', 'category', 'month')),
  groups: list(object({
    key: nullable(text(120)),
    complaints: count,
    principles: list(object({
      principle,
      counts: object({ 'missed': count, 'open': count, 'met-late': count, 'waived': count, 'met': count, 'not-owed': count, 'not-recorded': count }),
      judged: count,
      met: share,
      metLate: share,
      missed: share,
    })),
  })),
  /** True when counts are null because they tell of fewer than five complaints, or would give away such a one. */
  suppressed: flag,
  dataCut: nullable(instant),
  definition: object({ version: integer(1), text: text(4000) }),
});
export type TotalsAnswer = Accepted<typeof totalsAnswer>;

/** What the figures mean, printed beside them; a change of meaning is a new version. */
export const SCORECARD_DEFINITION = {
  version: 2,
  text:
    'One complaint counts once under each principle, over all of its rounds, by the worst of its obligations: missed, open, met late, waived, met. ' +
    'Missed: the deadline passed, and it is not done, or was no longer owed only after that. Open: owed, and its deadline has not passed. Met late: done after the deadline. Waived: somebody ' +
    'who may do so said why it need not be done. Met: done in time, or silence that counts as yes. Not owed: nothing was owed under it. Not recorded: its source could not ' +
    'have shown it. Shares are of met, met late and missed together (judged), with 95 % intervals of Wilson 1927. Complaints that are worked on as another one are ' +
    'left out. Unit: the owner; category: the first of its path; month: received, in UTC. Analysts see no count of 1 to 4, nor what would give it away. ' +
    'Data cut: the newest recorded event that changed the status, the units, the category or the grave flags of one of these complaints.',
};
