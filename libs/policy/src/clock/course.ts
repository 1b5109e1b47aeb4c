import { afterBusiness, businessWithin } from '../calendar/business-time.js';
import type { Calendar, Span } from '../calendar/calendar.js';
import { businessMs, countsBusinessTime, exactMs, type Amount } from './amount.js';
import { afterCalendar, businessDayTicks } from './days.js';

/** A stretch in which a clock stands still; without an end while it lasts. */
export interface Pause {
  readonly from: number;
  readonly to?: number | undefined;
}

/** Which amount of whose time is allowed. */
export interface Rule {
  readonly amount: Amount;
  readonly calendar: Calendar;
}

/** Everything that a clock went through. Instants are milliseconds since 1970. */
export interface Course extends Rule {
  readonly startedAt: number;
  readonly pauses?: readonly Pause[];
  /** Other rules from an instant on, in order: what was used by then stays used. */
  readonly changes?: readonly (Rule & { readonly at: number })[];
  /** A longer amount that was allowed before the first was over, counted from the original start. */
  readonly extension?: Amount | undefined;
}

/** When a clock begins to run: at its start, or where the day of receipt is not counted with the next local date. */
export const runsFrom = (startedAt: number, { amount, calendar }: Rule): number => (amount.receiptExcluded ? calendar.dayOf(startedAt).ends : startedAt);

/** The first instant by which the amount is used; undefined while a pause lasts, because then nobody can know. */
export function dueOf(course: Course): number | undefined {
  const { pauses = [] } = course;
  if (pauses.some(({ to }) => to === undefined)) return undefined;
  return longer(course, shifted(course, reckon(course)));
}

/** Pauses that touch or overlap count once; what lies before the start or is empty, not at all. */
export function united(pauses: readonly Pause[], startedAt: number): readonly Span[] {
  const sorted = pauses
    .map(({ from, to = Infinity }): Span => [Math.max(from, startedAt), to])
    .filter(([from, to]) => from < to)
    .sort(([a], [b]) => a - b);
  return sorted.reduce<Span[]>((all, [from, to]) => {
    const last = all.at(-1);
    if (!last || from > last[1]) return [...all, [from, to]];
    return [...all.slice(0, -1), [last[0], Math.max(last[1], to)]];
  }, []);
}

/** The rule in force at an instant. */
export function ruleAt({ amount, calendar, changes = [] }: Course, instant: number): Rule {
  return changes.findLast(({ at }) => at <= instant) ?? { amount, calendar };
}

function longer(course: Course, due: number): number {
  if (!course.extension) return due;
  const { extension: amount, ...first } = course;
  const last = ruleAt(course, Infinity);
  const extended = { ...first, amount, calendar: last.calendar, changes: [] };
  return Math.max(due, shifted(extended, reckon(extended)));
}

/** Each pause that began before the clock ran out moves it on by the time that stood still. */
function shifted(course: Course, due: number): number {
  return united(course.pauses ?? [], course.startedAt).reduce((end, [from, to]) => (from < end ? on(ruleAt(course, from), end, [from, to]) : end), due);
}

function on({ amount, calendar }: Rule, due: number, pause: Span): number {
  return countsBusinessTime(amount) ? afterBusiness(calendar, due, businessWithin(calendar, pause)) : due + pause[1] - pause[0];
}

/** When the amount would be used if the clock never stood still. */
function reckon(course: Course): number {
  const { startedAt, changes = [] } = course;
  const last = changes.at(-1);
  const { amount, calendar } = last ?? course;
  const runs = runsFrom(startedAt, { amount, calendar });
  const from = Math.max(runs, last?.at ?? runs);
  const exact = exactMs(amount);
  if (exact !== undefined) return Math.max(runs + exact, from);
  const business = businessMs(amount);
  if (business !== undefined) return afterBusiness(calendar, from, business - used(course, businessWithin));
  if (amount.unit !== 'business-days') return Math.max(afterCalendar(calendar, startedAt, amount), from);
  return dayAfter(course, Math.max(startedAt, last?.at ?? startedAt), amount.count - used(course, (of, span) => ticksWithin(of, startedAt, span, amount)));
}

/** What the rules before the last one have used up, each measured by its own calendar. */
function used({ startedAt: started, amount, calendar, changes = [] }: Course, measure: (calendar: Calendar, span: Span) => number): number {
  const startedAt = runsFrom(started, { amount, calendar });
  const pieces = [{ at: startedAt, calendar }, ...changes.map(({ at, calendar: of }) => ({ at: Math.max(at, startedAt), calendar: of }))];
  return pieces.slice(0, -1).reduce((sum, piece, index) => sum + measure(piece.calendar, [piece.at, pieces[index + 1]!.at]), 0);
}

function ticksWithin(calendar: Calendar, startedAt: number, [from, to]: Span, amount: Amount): number {
  let count = 0;
  for (const tick of businessDayTicks(calendar, startedAt, amount)) {
    if (tick > to) return count;
    if (tick > from) count += 1;
  }
  return count;
}

function dayAfter(course: Course, from: number, days: number): number {
  if (days <= 0) return from;
  const { amount, calendar } = course.changes?.at(-1) ?? course;
  let left = days;
  for (const tick of businessDayTicks(calendar, course.startedAt, amount)) {
    if (tick <= from && from > course.startedAt) continue;
    left -= 1;
    if (left <= 0) return tick;
  }
  return from;
}
