import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { Shift } from './reference.js';

const DAY_MS = 86_400_000;
/** No zone's wall clock is further from UTC. */
const FURTHEST_OFFSET_MS = 15 * 3_600_000;
const YEAR_MS = 366 * DAY_MS;
/** A shift may have begun so long ago, and nobody plans so far ahead: 75 years of three shifts a day take some tenths of a second to reckon. */
export const LONGEST_AGO_YEARS = 50;
const HORIZON_MS = (LONGEST_AGO_YEARS + 25) * YEAR_MS;
/** By itself the library gives up after 10,000 periods of a rule, 27 years of days, and then throws. */
const MOST_PERIODS = 100_000;
/** So far ahead at once, so that it is seldom reckoned, and never for long. */
const AHEAD_MS = 60 * DAY_MS;

/** One time that a shift comes round. */
export interface Occurrence {
  /** 0 is the first one. */
  readonly index: number;
  readonly until: number;
}

/**
 * The times at which a shift comes round. Its rule is reckoned on the wall clock and each reading is found in the zone afterwards, so
 * that a change of the clocks neither drops a shift nor moves where one ends and the next begins: in a gap the later instant, in an
 * overlap the earlier one.
 */
export class Occurrences {
  /** Wall readings, as if they were of UTC. */
  private readonly readings: number[] = [];
  private rule: ReturnType<typeof ruleOf> | undefined;
  private knownTo: number;
  private readonly begins: number;
  private readonly lastsMs: number;
  private readonly instants = new Map<number, number>();

  /** Throws RangeError or Error for a shift that cannot be reckoned. */
  constructor(
    private readonly shift: Shift,
    private readonly zone: string,
  ) {
    this.begins = asIfUtc(Temporal.PlainDateTime.from(shift.starts));
    this.knownTo = this.begins - 1;
    this.lastsMs = Temporal.Duration.from(shift.lasts).total({ unit: 'milliseconds', relativeTo: shift.starts });
  }

  /** The one that lasts at an instant, in milliseconds; the later begun where two overlap. */
  at(instant: number): Occurrence | undefined {
    this.reckonTo(instant + FURTHEST_OFFSET_MS);
    for (let index = this.lastBefore(instant + FURTHEST_OFFSET_MS); index >= 0; index--) {
      const reading = this.readings[index]!;
      if (reading + this.lastsMs <= instant - FURTHEST_OFFSET_MS) return undefined;
      const until = this.instantOf(reading + this.lastsMs);
      if (this.instantOf(reading) <= instant && instant < until) return { index, until };
    }
    return undefined;
  }

  /** Whether it lasts at an instant or comes round again afterwards; within eight years, because a leap day may be so far away. */
  isAhead(instant: number): boolean {
    if (this.at(instant)) return true;
    return [AHEAD_MS, 8 * YEAR_MS].some((ahead) => {
      this.reckonTo(Math.max(instant, this.begins) + ahead);
      const last = this.readings.at(-1);
      return last !== undefined && this.instantOf(last) > instant;
    });
  }

  /** How often it comes round up to an instant. */
  countTo(instant: number): number {
    this.reckonTo(instant);
    return this.readings.length;
  }

  private reckonTo(reading: number): void {
    const end = this.begins + HORIZON_MS;
    if (reading <= this.knownTo || this.knownTo >= end) return;
    const to = Math.min(Math.max(reading, this.begins) + AHEAD_MS, end);
    this.rule ??= ruleOf(this.shift);
    for (const { epochMilliseconds } of this.rule.between(new Date(this.knownTo + 1), new Date(to), true)) this.readings.push(epochMilliseconds);
    this.knownTo = to;
  }

  private lastBefore(reading: number): number {
    let low = 0;
    let high = this.readings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.readings[middle]! <= reading) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private instantOf(reading: number): number {
    const known = this.instants.get(reading);
    if (known !== undefined) return known;
    const wall = Temporal.Instant.fromEpochMilliseconds(reading).toZonedDateTimeISO('UTC').toPlainDateTime();
    const instant = wall.toZonedDateTime(this.zone).epochMilliseconds;
    this.instants.set(reading, instant);
    return instant;
  }
}

/** The rule of a shift; throws when it cannot be read. */
export const ruleOf = ({ starts, rule }: Pick<Shift, 'starts' | 'rule'>): RRuleTemporal<Temporal.ZonedDateTime> =>
  new RRuleTemporal({ rruleString: rule, dtstart: Temporal.PlainDateTime.from(starts).toZonedDateTime('UTC'), temporal: Temporal, strict: true, cache: false, maxIterations: MOST_PERIODS });

const asIfUtc = (wall: Temporal.PlainDateTime): number => wall.toZonedDateTime('UTC').epochMilliseconds;
