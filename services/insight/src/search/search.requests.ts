import { CHANNELS, SEVERITIES, type Channel, type Severity, type Status } from '@amends/contracts';
import { Instant, Matching, Text, Uuid, WholeInQuery, WordsInQuery } from '@amends/runtime';
import { STATUSES } from '../complaint/complaint-answer.js';

/** Which complaints to list, newest first. What is left out does not narrow the list; several words are separated by commas. */
export class SearchRequest {
  @WordsInQuery(STATUSES, { optional: true }) readonly status?: readonly Status[];
  /** The unit that owns the complaint. */
  @Text(64, { optional: true }) readonly unit?: string;
  @WordsInQuery(SEVERITIES, { optional: true }) readonly severity?: readonly Severity[];
  /** One word of the category's path. */
  @Text(120, { optional: true }) readonly category?: string;
  @WordsInQuery(CHANNELS, { optional: true }) readonly channel?: readonly Channel[];
  /** `live`, or the name of an imported history. */
  @Text(64, { optional: true }) readonly source?: string;
  @Uuid({ optional: true }) readonly customer?: string;
  /** The beginning of a reference, or parts of product, order and category; every word must be found. */
  @Matching(/^(?!.{201}).*\S\S/su, 'text of at most 200 characters with a word of two letters or more', 'washing leak', { optional: true }) readonly q?: string;
  /** Received at or after. */
  @Instant({ optional: true }) readonly from?: string;
  /** Received before. */
  @Instant({ optional: true }) readonly to?: string;
  @WholeInQuery(1, 200, { optional: true }) readonly limit?: number;
  /** `next` of the page before. */
  @Uuid({ optional: true }) readonly after?: string;
}
