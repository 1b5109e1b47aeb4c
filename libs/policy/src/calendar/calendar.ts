import { Temporal } from 'temporal-polyfill';
import type { CalendarData, Period, SpecialDate } from './calendar-data.js';
import { united, within, type Span } from './spans.js';

/** What holds on one local date. */
export interface Day {
  /** Days since 1970-01-01: dates are counted, not named, where they are reckoned with. */
  readonly number: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** When work is done, in order and apart. */
  readonly open: readonly Span[];
  /** What decided: the week, or the holiday or override of that name. */
  readonly by: { readonly kind: 'week' } | { readonly kind: 'holiday' | 'override'; readonly name: string };
  /** When the local date begins and ends; both the same for a date that never happened. */
  readonly begins: number;
  readonly ends: number;
}

type Special = { readonly kind: 'holiday' | 'override'; readonly at: SpecialDate };

const DAY_MS = 86_400_000;
/** Years of one calendar: what a busy ledger looks at. */
const KEPT_DAYS = 4000;

/** Business hours in a time zone, day by day. */
export class Calendar {
  private readonly days = new Map<number, Day>();
  private readonly special: ReadonlyMap<string, Special>;

  constructor(readonly data: CalendarData) {
    // An override goes before a holiday.
    const dated = (kind: 'holiday' | 'override', dates: readonly SpecialDate[]): [string, Special][] => dates.map((at) => [at.date, { kind, at }]);
    this.special = new Map([...dated('holiday', data.holidays), ...dated('override', data.overrides)]);
  }

  get zone(): string {
    return this.data.zone;
  }

  /** The local date of an instant. */
  dayOf(instant: number): Day {
    const guess = Math.floor(instant / DAY_MS);
    // Local dates are at most a day away from UTC's, except where a zone jumped over the date line.
    for (const number of [guess, guess + 1, guess - 1, guess + 2, guess - 2]) {
      const day = this.day(number);
      if (day.begins <= instant && instant < day.ends) return day;
    }
    throw new Error(`${new Date(instant).toISOString()} is on no local date of ${this.zone}`);
  }

  /** The local date so many days after 1970-01-01. */
  day(number: number): Day {
    const known = this.days.get(number);
    if (known) return known;
    if (this.days.size >= KEPT_DAYS) this.days.clear();
    const day = this.made(number);
    this.days.set(number, day);
    return day;
  }

  /** Whether work is done on that date at all. */
  isBusinessDay(number: number): boolean {
    return this.day(number).open.length > 0;
  }

  private made(number: number): Day {
    const date = new Temporal.PlainDate(1970, 1, 1).add({ days: number });
    const begins = this.at(date, '00:00');
    const ends = this.at(date.add({ days: 1 }), '00:00');
    const name = date.toString();
    const special = this.special.get(name);
    const periods = special ? special.at.periods : (this.data.week[String(date.dayOfWeek) as '1'] ?? []);
    const by: Day['by'] = special ? { kind: special.kind, name: special.at.name } : { kind: 'week' };
    // Western Samoa skipped a date: nobody worked on it. Where clocks go forward, a period may run into the next one or past the date.
    const open = united(periods.map((period) => within(this.span(date, period), [begins, ends])));
    return { number, date: name, open, by, begins, ends };
  }

  private span(date: Temporal.PlainDate, { from, to }: Period): Span {
    return [this.at(date, from), to === '24:00' ? this.at(date.add({ days: 1 }), '00:00') : this.at(date, to)];
  }

  /** In a gap of the clock the later instant, in an overlap the earlier one. */
  private at(date: Temporal.PlainDate, time: string): number {
    return date.toZonedDateTime({ timeZone: this.zone, plainTime: time }).epochMilliseconds;
  }
}

/** A region's name: an offset such as `+02:00` would know no summer time. */
const NAME = /^[A-Za-z]/;

/** Whether this machine knows the time zone by its name. */
export function isZone(zone: string): boolean {
  if (!NAME.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}
