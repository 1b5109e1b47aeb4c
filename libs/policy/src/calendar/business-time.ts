import type { Calendar, Day } from './calendar.js';
import type { Span } from './spans.js';

/** Where nothing opens for so long, a calendar is wrong, and looking on would not end. */
const HORIZON_DAYS = 3660;

/** No instant of the next ten years is open. */
export class NeverOpen extends Error {
  override readonly name = 'NeverOpen';

  constructor(calendar: Calendar, from: number) {
    super(`the calendar "${calendar.data.name}" has no business hours in the ten years after ${new Date(from).toISOString()}; give it a week or overrides`);
  }
}

/** Milliseconds of business time within a span. */
export function businessWithin(calendar: Calendar, [from, to]: Span): number {
  if (to <= from) return 0;
  const last = calendar.dayOf(to).number;
  let total = 0;
  for (let number = calendar.dayOf(from).number; number <= last; number++) {
    for (const [opens, closes] of calendar.day(number).open) total += Math.max(0, Math.min(closes, to) - Math.max(opens, from));
  }
  return total;
}

/** The first instant by which so many milliseconds of business time have passed: a closing instant rather than the next opening. Throws NeverOpen when ten years have none. */
export function afterBusiness(calendar: Calendar, start: number, milliseconds: number): number {
  if (milliseconds <= 0) return start;
  let left = milliseconds;
  for (let day = businessDayFrom(calendar, calendar.dayOf(start).number); ; day = businessDayFrom(calendar, day.number + 1)) {
    for (const [opens, to] of day.open) {
      if (to <= start) continue;
      const from = Math.max(opens, start);
      if (left <= to - from) return from + left;
      left -= to - from;
    }
  }
}

/** When the work of a business day ends: its last closing. */
export const closeOf = (day: Day): number => day.open.at(-1)![1];

/** The first business day from a date on, that date included; throws NeverOpen when ten years have none. */
export function businessDayFrom(calendar: Calendar, first: number): Day {
  for (let number = first; number <= first + HORIZON_DAYS; number++) {
    if (calendar.isBusinessDay(number)) return calendar.day(number);
  }
  throw new NeverOpen(calendar, calendar.day(first).begins);
}
