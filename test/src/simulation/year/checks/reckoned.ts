import type { Amount } from '@amends/policy';
import type { MinuteCalendar } from './minute-calendar.js';

type Pause = readonly [from: number, to: number];

const MS: Readonly<Partial<Record<Amount['unit'], number>>> = { seconds: 1000, minutes: 60_000, hours: 3_600_000, 'business-minutes': 60_000, 'business-hours': 3_600_000 };

/** When something is due, worked out apart from libs/policy by walking over minutes and days. */
export function reckonedDue(amount: Amount, calendar: MinuteCalendar, start: number, pauses: readonly Pause[] = []): number {
  const isBusiness = amount.unit.startsWith('business');
  // Before it runs nothing can stand still.
  const runs = amount.receiptExcluded ? calendar.endOfDate(start) : start;
  return pauses.reduce((due, [paused, to]) => {
    const from = Math.max(paused, runs);
    if (from >= due || to <= from) return due;
    return isBusiness ? calendar.after(due, calendar.openWithin(from, to)) : due + to - from;
  }, withoutPauses(amount, calendar, start));
}

function withoutPauses(amount: Amount, calendar: MinuteCalendar, start: number): number {
  const { unit, count, receiptExcluded = false, toCloseOfDay = false } = amount;
  const milliseconds = MS[unit] === undefined ? undefined : MS[unit] * count;
  const runs = receiptExcluded && !toCloseOfDay ? calendar.endOfDate(start) : start;
  if (milliseconds !== undefined) return unit.startsWith('business') ? calendar.after(runs, milliseconds) : runs + milliseconds;
  if (unit === 'business-days') return businessDays(amount, calendar, start);
  const days = unit === 'calendar-weeks' ? 7 * count : toCloseOfDay && !receiptExcluded ? count - 1 : count;
  const ended = calendar.daysLater(runs, days);
  return toCloseOfDay ? calendar.endOfDate(ended) : ended;
}

/** The hour of the start on the last of the days, or that of the end of the break in which it began; begun before or after the hours of a day, the close of the last one. */
function businessDays({ count, receiptExcluded, toCloseOfDay }: Amount, calendar: MinuteCalendar, received: number): number {
  const midnight = calendar.endOfDate(received);
  const isDuring = calendar.openWithin(calendar.dateBegins(received), received + 1) > 0 && calendar.openWithin(received, midnight) > 0;
  const byHour = !receiptExcluded && !toCloseOfDay && isDuring;
  const start = byHour ? calendar.after(received, 1) - 1 : received;
  const { date: receipt, minute } = calendar.local(start);
  let left = count;
  let closedBefore = start;
  for (const { opens, closes, date } of calendar.closings(start)) {
    const counts = byHour || receiptExcluded ? date > receipt : toCloseOfDay ? closes > start : opens > start;
    if (counts) left -= 1;
    if (counts && left <= 0) return byHour ? atHour(calendar, minute, start, { opens, closes }, closedBefore) : closes;
    closedBefore = closes;
  }
  return NaN;
}

/** That hour of the day; where nobody works then, the last closing before it. */
function atHour(calendar: MinuteCalendar, minute: number, start: number, { opens, closes }: { readonly opens: number; readonly closes: number }, closedBefore: number): number {
  const { minute: openMinute } = calendar.local(opens);
  const at = opens + (minute - openMinute) * 60_000 + (start % 60_000);
  if (at < opens) return closedBefore;
  if (at >= closes) return closes;
  // Within a break: back to when it began.
  return calendar.isOpenAt(at) || calendar.isOpenAt(at - 1) ? at : calendar.after(opens, calendar.openWithin(opens, at));
}
