import { Instant, Matching, Nested, Text, WholeInQuery } from '@amends/runtime';

/** Which pack is in force from when on. */
export class PutInForceRequest {
  @Matching(/^[a-z0-9-]+@[1-9]\d*$/, 'a pack and its version', 'fca-disp@1') pack: string;
  @Instant() from: string;
}

const PACK = /^[a-z0-9-]+@[1-9]\d*$/;
const PACK_OR_NAME = /^[a-z0-9-]+(@[1-9]\d*)?$/;
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Which complaints follow another pack from now on, and why; all that is given must hold of a complaint. */
export class RepinManyRequest {
  @Matching(PACK, 'a pack and its version', 'fca-disp@2') pack: string;
  @Text(4000) reason: string;
  /** Those that follow this pack now, or any version of it. */
  @Matching(PACK_OR_NAME, 'a pack, perhaps with its version', 'fca-disp@1', { optional: true }) from?: string;
  @Text(64, { optional: true }) unit?: string;
  @Text(120, { optional: true, many: 6 }) category?: string[];
}

/** Hours of one date, as local time. */
export class PeriodRequest {
  @Matching(TIME, 'must be a time of day', '08:00') from: string;
  @Matching(TIME, 'must be a time of day', '17:00') to: string;
}

/** Other hours of a calendar on one date; without periods it is closed. */
export class OverrideRequest {
  @Matching(DATE, 'must be a date', '2026-12-24') date: string;
  @Text(120) name: string;
  @Nested(() => PeriodRequest, { many: 24 }) periods: PeriodRequest[];
}

/** Against which of the open complaints a pack is tried; all of them unless said. */
export class DryRunQuery {
  @WholeInQuery(1, 1_000_000, { optional: true }) sample?: number;
  @Instant({ optional: true }) since?: string;
}
