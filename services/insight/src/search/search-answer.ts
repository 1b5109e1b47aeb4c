import { id, integer, list, nullable, object, oneOf, text, type Accepted } from '@amends/contracts';
import { STATUSES, summaryAnswer } from '../complaint/complaint-answer.js';

export const searchAnswer = object({ complaints: list(summaryAnswer), next: nullable(id) });
export type SearchAnswer = Accepted<typeof searchAnswer>;

const complaints = integer(0);

/** How many complaints there are, and what there is to do with them. */
export const countsAnswer = object({
  complaints,
  byStatus: list(object({ status: oneOf(...STATUSES), complaints })),
  /** For each kind that is owed now, by how many complaints. */
  owed: list(object({ kind: text(64), complaints })),
  /** Something that is owed is overdue. */
  overdue: complaints,
  grave: complaints,
});
export type CountsAnswer = Accepted<typeof countsAnswer>;
