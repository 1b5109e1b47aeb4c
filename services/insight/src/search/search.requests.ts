import {
  CHANNELS, GRAVE_FLAGS, OBLIGATION_KINDS, SEVERITIES, TIERS, type Channel, type GraveFlag, type ObligationKind, type Severity, type Status,
} from '@amends/contracts';
import { FlagInQuery, Instant, Matching, Text, Uuid, WholeInQuery, WordsInQuery } from '@amends/runtime';
import { STATUSES } from '../complaint/complaint-answer.js';

const PRINCIPLES = ['1', '2', '3', '4', '5', '6', '7'];
const PATH = /^[^/]{1,120}(?:\/[^/]{1,120}){0,7}$/u;

/** Which complaints are meant. What is left out does not narrow them; several words are separated by commas, and any of them will do. */
export class ChosenRequest {
  @WordsInQuery(STATUSES, { optional: true }) readonly status?: readonly Status[];
  /** The unit that owns the complaint. */
  @Text(64, { optional: true }) readonly unit?: string;
  /** The person that owns it. */
  @Uuid({ optional: true }) readonly staff?: string;
  @WordsInQuery(SEVERITIES, { optional: true }) readonly severity?: readonly Severity[];
  /** One word of the category's path. */
  @Text(120, { optional: true }) readonly category?: string;
  /** The beginning of the category's path, its words separated by slashes. */
  @Matching(PATH, 'up to eight words of at most 120 characters with slashes between them', 'delivery/late', { optional: true }) readonly categoryPath?: string;
  @WordsInQuery(GRAVE_FLAGS, { optional: true }) readonly grave?: readonly GraveFlag[];
  @WordsInQuery(TIERS, { optional: true }) readonly tier?: readonly (typeof TIERS)[number][];
  /** Principles that were missed, by number: as the scorecard counts them. */
  @WordsInQuery(PRINCIPLES, { optional: true }) readonly missed?: readonly string[];
  /** Kinds of obligation of which one is owed now. */
  @WordsInQuery(OBLIGATION_KINDS, { optional: true }) readonly owed?: readonly ObligationKind[];
  /** Only those of which something owed is overdue, or only those of which nothing is. */
  @FlagInQuery({ optional: true }) readonly overdue?: boolean;
  /** Only those that were reopened, or only those that never were. */
  @FlagInQuery({ optional: true }) readonly reopened?: boolean;
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
}

/** Which complaints to list, newest first. */
export class SearchRequest extends ChosenRequest {
  @WholeInQuery(1, 200, { optional: true }) readonly limit?: number;
  /** `next` of the page before. */
  @Uuid({ optional: true }) readonly after?: string;
}
