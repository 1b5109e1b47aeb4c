import { Temporal } from 'temporal-polyfill';
import { DAYS, type Preferences, type QuietSpan, type Rhythm } from './preferences.js';

/** So many spans one after the other cover more than a week with an hour in it that is not quiet. */
const MOST_SPANS = 400;

/**
 * When a notice that was noted at an instant goes, milliseconds since 1970: never before it was noted, and never in quiet hours.
 * Of two notices the earlier one never goes later.
 */
export const goesAt = (notedAt: number, { rhythm, quiet, zone }: Pick<Preferences, 'rhythm' | 'quiet' | 'zone'>): number => afterQuiet(nextTurn(notedAt, rhythm, zone), quiet, zone);

/** The first instant from this one on that is not in quiet hours. */
export function afterQuiet(instant: number, quiet: readonly QuietSpan[], zone: string): number {
  let at = instant;
  for (let spans = 0; spans < MOST_SPANS; spans++) {
    const end = quietUntil(at, quiet, zone);
    if (end === undefined) return at;
    at = end;
  }
  return at;
}

/** When the quiet hours that cover an instant end; undefined when none does. */
function quietUntil(instant: number, quiet: readonly QuietSpan[], zone: string): number | undefined {
  if (quiet.length === 0) return undefined;
  const today = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
  const ends = [today.subtract({ days: 1 }), today].flatMap((date) =>
    quiet.filter(({ days }) => days.includes(DAYS[date.dayOfWeek - 1]!)).flatMap(({ from, to }) => {
      const [start, end] = [wall(date, from, zone), wall(to > from ? date : date.add({ days: 1 }), to, zone)];
      return start <= instant && instant < end ? [end] : [];
    }),
  );
  return ends.length > 0 ? Math.max(...ends) : undefined;
}

/** The next instant at which this rhythm lets something go. */
function nextTurn(instant: number, rhythm: Rhythm, zone: string): number {
  switch (rhythm.how) {
    case 'at-once':
      return instant;
    case 'every':
      return Math.ceil(instant / (rhythm.minutes * 60_000)) * rhythm.minutes * 60_000;
    case 'daily':
      return nextDaily(instant, rhythm.at, zone);
  }
}

function nextDaily(instant: number, at: string, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
  const turns = [0, 1, 2].map((days) => wall(today.add({ days }), at, zone));
  return turns.find((turn) => turn >= instant) ?? turns[2]!;
}

/** A wall reading that a clock change skips is the instant as much later, one that comes twice is the first: as everywhere in Amends. */
const wall = (date: Temporal.PlainDate, time: string, zone: string): number => date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
