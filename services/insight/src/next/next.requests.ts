import { OBLIGATION_KINDS, type ObligationKind } from '@amends/contracts';
import { FlagInQuery, Matching, WholeInQuery, WordsInQuery } from '@amends/runtime';

const CURSOR = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Which of my duties to list, the next due first. */
export class MyDutiesRequest {
  /** Kinds of obligation, separated by commas. */
  @WordsInQuery(OBLIGATION_KINDS, { optional: true }) readonly kind?: readonly ObligationKind[];
  /** Only those whose deadline has passed, or only those whose has not. */
  @FlagInQuery({ optional: true }) readonly overdue?: boolean;
  @WholeInQuery(1, 200, { optional: true }) readonly limit?: number;
  /** `next` of the page before. */
  @Matching(CURSOR, '`next` of the page before', '2026-01-01T00:00:00.000000Z_01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e', { optional: true }) readonly after?: string;
}
