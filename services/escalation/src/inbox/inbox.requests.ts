import { REASONS_TO_INFORM, type ReasonToInform } from '@amends/contracts';
import { FlagInQuery, PageEnd, Text, WholeInQuery, Word, WordsInQuery } from '@amends/runtime';
import { SIGHTS, type Sight } from './whose.js';

/** How an inbox is looked at, once or live. */
export class WatchInboxRequest {
  /** Told to me or to whoever's place I hold (mine), besides all of my units (units), besides all that I may see (all); units unless said. */
  @Word(SIGHTS, { optional: true }) readonly of?: Sight;
  /** The zone of the times in sentences; UTC unless said. */
  @Text(64, { optional: true }) readonly zone?: string;
}

/** Which entries of an inbox, the nearest duty first. */
export class InboxRequest extends WatchInboxRequest {
  /** Only those that somebody has not seen yet, or only those that everybody has who was told. */
  @FlagInQuery({ optional: true }) readonly unacknowledged?: boolean;
  /** Only those of which this level knows, and none above it. */
  @WholeInQuery(1, 20, { optional: true }) readonly level?: number;
  /** Only those with one of these reasons, separated by commas. */
  @WordsInQuery(REASONS_TO_INFORM, { optional: true }) readonly reason?: readonly ReasonToInform[];
  @WholeInQuery(1, 200, { optional: true }) readonly limit?: number;
  /** `next` of the page before. */
  @PageEnd({ optional: true }) readonly after?: string;
}
