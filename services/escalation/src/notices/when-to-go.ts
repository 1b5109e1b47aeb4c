import { Temporal } from 'temporal-polyfill';
import { DAYS, type Preferences, type QuietSpan, type Rhythm } from './preferences.js';

/** So many spans one after the other cover more than a week with an hour in it that is not quiet. */
const MOST_SPANS = 400;

/** When notices go that were noted at instants, all in milliseconds since 1970. */
export type Going = (notedAt: number) => number;

/**
 * When a notice goes: never before it was noted, and never in quiet hours. Of two notices the earlier one never goes later. What was
 * reckoned for one is kept for those that are near it in time: thousands may wait for one person, and a reckoning takes a tenth of a millisecond.
 */
export function goingBy({ rhythm, quiet, zone }: Pick<Preferences, 'rhythm' | 'quiet' | 'zone'>): Going {
  const turn = turnsOf(rhythm, zone);
  const hours = new QuietHours(quiet, zone);
  return (notedAt) => hours.after(turn(notedAt));
}

/** Quiet hours as instants, a day at a time. */
export class QuietHours {
  private day = { from: 0, until: 0 };
  /** Spans that reach into the day. */
  private spans: readonly (readonly [start: number, end: number])[] = [];
  /** A stretch without a moment that is not quiet, which may be many days. */
  private stretch = { from: Infinity, until: -Infinity };

  constructor(
    private readonly quiet: readonly QuietSpan[],
    private readonly zone: string,
  ) {}

  /** The first instant from this one on that is not quiet. */
  after(instant: number): number {
    if (instant < this.stretch.from || instant > this.stretch.until) this.stretch = { from: instant, until: this.search(instant) };
    return this.stretch.until;
  }

  private search(instant: number): number {
    let at = instant;
    for (let spans = 0; spans < MOST_SPANS; spans++) {
      const end = this.endOf(at);
      if (end === undefined) return at;
      at = end;
    }
    return at;
  }

  /** When the quiet hours that cover an instant end; undefined when none does. */
  private endOf(instant: number): number | undefined {
    if (this.quiet.length === 0) return undefined;
    if (instant < this.day.from || instant >= this.day.until) this.reckon(instant);
    const ends = this.spans.filter(([start, end]) => start <= instant && instant < end).map(([, end]) => end);
    return ends.length > 0 ? Math.max(...ends) : undefined;
  }

  private reckon(instant: number): void {
    const { zone } = this;
    const today = dateAt(instant, zone);
    const startOf = (date: Temporal.PlainDate): number => date.toZonedDateTime(zone).epochMilliseconds;
    this.day = { from: startOf(today), until: startOf(today.add({ days: 1 })) };
    this.spans = [today.subtract({ days: 1 }), today].flatMap((date) =>
      this.quiet.filter(({ days }) => days.includes(DAYS[date.dayOfWeek - 1]!)).map(({ from, to }) => [wall(date, from, zone), wall(to > from ? date : date.add({ days: 1 }), to, zone)] as const),
    );
  }
}

/** The next instant at which a rhythm lets something go. */
function turnsOf(rhythm: Rhythm, zone: string): Going {
  switch (rhythm.how) {
    case 'at-once':
      return (instant) => instant;
    case 'every':
      return (instant) => Math.ceil(instant / (rhythm.minutes * 60_000)) * rhythm.minutes * 60_000;
    case 'daily':
      return dailyAt(rhythm.at, zone);
  }
}

function dailyAt(at: string, zone: string): Going {
  let known = { from: Infinity, turn: -Infinity };
  return (instant) => {
    if (instant < known.from || instant > known.turn) known = { from: instant, turn: nextDaily(instant, at, zone) };
    return known.turn;
  };
}

function nextDaily(instant: number, at: string, zone: string): number {
  const today = dateAt(instant, zone);
  const turns = [0, 1, 2].map((days) => wall(today.add({ days }), at, zone));
  return turns.find((turn) => turn >= instant) ?? turns[2]!;
}

const dateAt = (instant: number, zone: string): Temporal.PlainDate => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();

/** A wall reading that a clock change skips is the instant as much later, one that comes twice is the first: as everywhere in Amends. */
const wall = (date: Temporal.PlainDate, time: string, zone: string): number => date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
