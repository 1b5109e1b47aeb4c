import { OBLIGATION_KINDS, type ObligationKind } from '@amends/contracts';
import { FlagInQuery, PageEnd, WholeInQuery, WordsInQuery } from '@amends/runtime';

/** Which of my duties to list, the next due first. */
export class MyDutiesRequest {
  /** Kinds of obligation, separated by commas. */
  @WordsInQuery(OBLIGATION_KINDS, { optional: true }) readonly kind?: readonly ObligationKind[];
  /** Only those whose deadline has passed, or only those whose has not. */
  @FlagInQuery({ optional: true }) readonly overdue?: boolean;
  @WholeInQuery(1, 200, { optional: true }) readonly limit?: number;
  /** `next` of the page before. */
  @PageEnd({ optional: true }) readonly after?: string;
}
