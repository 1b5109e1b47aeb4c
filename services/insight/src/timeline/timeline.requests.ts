import { Uuid, WholeInQuery } from '@amends/runtime';

/** More entries than this come in pages. */
export const PAGE = 500;

/** Which part of a timeline to read. */
export class TimelineRequest {
  /** `next` of the page before. */
  @Uuid({ optional: true }) readonly after?: string;
  @WholeInQuery(1, PAGE, { optional: true }) readonly limit?: number;
}
