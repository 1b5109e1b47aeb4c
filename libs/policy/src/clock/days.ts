import { Temporal } from 'temporal-polyfill';
import { businessDayFrom, closeOf } from '../calendar/business-time.js';
import type { Calendar, Day } from '../calendar/calendar.js';
import type { Amount } from './amount.js';

const DAY_MS = 86_400_000;

/**
 * The instants at which one business day more is counted, in order and without end: the close of each, or the hour of the start on each
 * later one. Started before or after the hours of a day, a clock without "to close of day" counts closes, too; started between two periods,
 * it goes by the hour at which work goes on, or whoever came later would have less time.
 */
export function* businessDayTicks(calendar: Calendar, start: number, { toCloseOfDay = false, receiptExcluded = false }: Amount): Generator<number> {
  const receipt = calendar.dayOf(start).number;
  const begun = toCloseOfDay || receiptExcluded ? undefined : workedFrom(calendar.dayOf(start), start);
  const hour = begun === undefined ? undefined : sameHour(calendar, begun);
  let closedBefore = start;
  for (let day = businessDayFrom(calendar, receiptExcluded ? receipt + 1 : receipt); ; day = businessDayFrom(calendar, day.number + 1)) {
    const tick = hour ? hourOn(day, hour(day), closedBefore) : closeOf(day);
    const isLater = hour ? day.number > receipt : toCloseOfDay ? tick > start : day.open[0]![0] > start;
    if (isLater) yield tick;
    closedBefore = closeOf(day);
  }
}

/** When so many calendar days, weeks or months are over: the wall reading is kept, a month end is clamped once, from the original date. */
export function afterCalendar(calendar: Calendar, start: number, { count, unit, toCloseOfDay = false, receiptExcluded = false }: Amount): number {
  const began = receiptExcluded && !toCloseOfDay ? calendar.dayOf(start).ends : start;
  // The day of receipt is the first of the days that are counted to their close, unless it is excluded.
  const inclusive = toCloseOfDay && !receiptExcluded && unit === 'calendar-days';
  const days = unit === 'calendar-weeks' ? 7 * count : inclusive ? count - 1 : count;
  const ended = (unit === 'calendar-months' ? undefined : sameReading(calendar, began, days)) ?? added(calendar.zone, began, unit === 'calendar-months' ? { months: count } : { days });
  return toCloseOfDay ? calendar.dayOf(ended).ends : ended;
}

const added = (zone: string, began: number, span: { readonly months: number } | { readonly days: number }): number =>
  Temporal.Instant.fromEpochMilliseconds(began).toZonedDateTimeISO(zone).add(span).epochMilliseconds;

/** The same wall reading so many days later, from days that the calendar remembers; undefined where the clocks change on either of them. */
function sameReading(calendar: Calendar, began: number, days: number): number | undefined {
  const [from, to] = [calendar.dayOf(began), calendar.day(calendar.dayOf(began).number + days)];
  return isWhole(from) && isWhole(to) ? to.begins + began - from.begins : undefined;
}

/** When work goes on at a time of day: then, or after the break in which it lies; undefined before the first opening and after the last closing. */
function workedFrom({ open }: Day, instant: number): number | undefined {
  const at = open.findIndex(([, closes]) => instant < closes);
  const opens = open[at]?.[0];
  return opens === undefined || (at === 0 && instant < opens) ? undefined : Math.max(instant, opens);
}

const isWhole = ({ begins, ends }: Day): boolean => ends - begins === DAY_MS;

/** The instant at which the clocks of a day show what they show at the start; where they change on neither day, that long after midnight. */
function sameHour(calendar: Calendar, start: number): (day: Day) => number {
  const timeZone = calendar.zone;
  const first = calendar.dayOf(start);
  return (day) => {
    if (isWhole(first) && isWhole(day)) return day.begins + start - first.begins;
    const plainTime = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone).toPlainTime();
    return Temporal.PlainDate.from(day.date).toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
  };
}

/** That hour on a business day; where nobody works then, the last closing before it: the amount is used up by then. */
function hourOn(day: Day, at: number, closedBefore: number): number {
  if (day.open.some(([from, to]) => from <= at && at <= to)) return at;
  return day.open.findLast(([, to]) => to < at)?.[1] ?? closedBefore;
}
