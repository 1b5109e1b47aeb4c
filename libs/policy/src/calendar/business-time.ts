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

/** The open spans from an instant on, in order, without end; throws NeverOpen when ten years have none. */
export function* opensFrom(calendar: Calendar, instant: number): Generator<{ readonly day: Day; readonly span: Span }> {
  let lastOpen = calendar.dayOf(instant).number;
  for (let number = lastOpen; ; number++) {
    const day = calendar.day(number);
    if (number - lastOpen > HORIZON_DAYS) throw new NeverOpen(calendar, instant);
    for (const [from, to] of day.open) {
      if (to <= instant) continue;
      lastOpen = number;
      yield { day, span: [Math.max(from, instant), to] };
    }
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

/** The first instant by which so many milliseconds of business time have passed: a closing instant rather than the next opening. */
export function afterBusiness(calendar: Calendar, start: number, milliseconds: number): number {
  if (milliseconds <= 0) return start;
  let left = milliseconds;
  for (const { span: [from, to] } of opensFrom(calendar, start)) {
    if (left <= to - from) return from + left;
    left -= to - from;
  }
  throw new NeverOpen(calendar, start);
}

/** When the work of a business day ends: its last closing. */
export const closeOf = (day: Day): number => day.open.at(-1)![1];

/** The business days from a date on, that date included, in order. */
export function* businessDaysFrom(calendar: Calendar, first: number): Generator<Day> {
  let lastOpen = first;
  for (let number = first; ; number++) {
    if (number - lastOpen > HORIZON_DAYS) throw new NeverOpen(calendar, calendar.day(first).begins);
    if (!calendar.isBusinessDay(number)) continue;
    lastOpen = number;
    yield calendar.day(number);
  }
}
