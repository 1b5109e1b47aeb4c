import { Temporal } from 'temporal-polyfill';
import { businessDaysFrom, closeOf, isOpenAt } from '../calendar/business-time.js';
import type { Calendar, Day } from '../calendar/calendar.js';
import type { Amount } from './amount.js';

const DAY_MS = 86_400_000;

/**
 * The instants at which one business day more is counted, in order and without end: the close of each, or the hour of the start on each
 * later one. Started outside business hours, a clock without "to close of day" counts closes, too.
 */
export function* businessDayTicks(calendar: Calendar, start: number, { toCloseOfDay = false, receiptExcluded = false }: Amount): Generator<number> {
  const receipt = calendar.dayOf(start).number;
  const byHour = !toCloseOfDay && !receiptExcluded && isOpenAt(calendar, start);
  const hour = byHour ? sameHour(calendar, start) : undefined;
  let closedBefore = start;
  for (const day of businessDaysFrom(calendar, receiptExcluded ? receipt + 1 : receipt)) {
    const tick = hour ? hourOn(day, hour(day), closedBefore) : closeOf(day);
    const isLater = hour ? day.number > receipt : toCloseOfDay ? tick > start : day.open[0]![0] > start;
    if (isLater) yield tick;
    closedBefore = closeOf(day);
  }
}

/** When so many calendar days, weeks or months are over: the wall reading is kept, a month end is clamped once, from the original date. */
export function afterCalendar(calendar: Calendar, start: number, { count, unit, toCloseOfDay = false, receiptExcluded = false }: Amount): number {
  const zone = calendar.zone;
  const began = receiptExcluded && !toCloseOfDay ? calendar.dayOf(start).ends : start;
  if (zone === 'UTC' && !toCloseOfDay && unit === 'calendar-days') return began + count * DAY_MS;
  const at = Temporal.Instant.fromEpochMilliseconds(began).toZonedDateTimeISO(zone);
  // The day of receipt is the first of the days that are counted to their close, unless it is excluded.
  const days = toCloseOfDay && !receiptExcluded && unit === 'calendar-days' ? count - 1 : count;
  const span = unit === 'calendar-months' ? { months: count } : unit === 'calendar-weeks' ? { weeks: count } : { days };
  const ended = at.add(span);
  return toCloseOfDay ? calendar.dayOf(ended.epochMilliseconds).ends : ended.epochMilliseconds;
}

/** The instant at which the clocks of a day show what they show at the start; UTC's never change, and need no asking. */
function sameHour(calendar: Calendar, start: number): (day: Day) => number {
  const timeZone = calendar.zone;
  if (timeZone === 'UTC') return ({ begins }) => begins + start - calendar.dayOf(start).begins;
  const plainTime = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone).toPlainTime();
  return ({ date }) => Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
}

/** That hour on a business day; where nobody works then, the last closing before it: the amount is used up by then. */
function hourOn(day: Day, at: number, closedBefore: number): number {
  if (day.open.some(([from, to]) => from <= at && at <= to)) return at;
  return day.open.findLast(([, to]) => to < at)?.[1] ?? closedBefore;
}
