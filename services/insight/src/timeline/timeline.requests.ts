import { Text, Uuid, WholeInQuery } from '@amends/runtime';

/** More entries than this come in pages. */
export const PAGE = 500;

/** How a timeline is read, once or live. */
export class WatchFileRequest {
  /** The zone of the times in sentences; UTC unless said. */
  @Text(64, { optional: true }) readonly zone?: string;
}

/** Which part of a timeline to read. */
export class TimelineRequest extends WatchFileRequest {
  /** `next` of the page before. */
  @Uuid({ optional: true }) readonly after?: string;
  @WholeInQuery(1, PAGE, { optional: true }) readonly limit?: number;
}
