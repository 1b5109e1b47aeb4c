import { REASONS_TO_INFORM, type ReasonToInform } from '@amends/contracts';
import { FlagInQuery, Matching, Text, WholeInQuery, Word, WordsInQuery } from '@amends/runtime';
import { SIGHTS, type Sight } from './whose.js';

const CURSOR = /^(?:infinity|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z)_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

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
  @Matching(CURSOR, '`next` of the page before', '2026-01-01T00:00:00.000Z_01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e', { optional: true }) readonly after?: string;
}
