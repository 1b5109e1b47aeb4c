import { afterBusiness, businessWithin } from '../calendar/business-time.js';
import type { Calendar } from '../calendar/calendar.js';
import { united, within, type Span } from '../calendar/spans.js';
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

/** Until when somebody allowed more time. */
export interface Extended {
  readonly until: number;
  /** When the clock stood still after that was said: it moves the instant on. */
  readonly pauses: readonly Pause[];
  /** Who allowed it. */
  readonly by?: string | undefined;
}

/** Everything that a clock went through. Instants are milliseconds since 1970. */
export interface Course extends Rule {
  readonly startedAt: number;
  readonly pauses?: readonly Pause[];
  /** Other rules from an instant on, in order: what was used by then stays used. */
  readonly changes?: readonly (Rule & { readonly at: number })[];
  /** A longer amount that was allowed before the first was over, counted from the original start. */
  readonly extension?: Amount | undefined;
  /** It is never due before that. */
  readonly extendedTo?: Extended | undefined;
}

/** When a clock begins to run: at its start, or where the day of receipt is not counted with the next date by the calendar that held then. */
export const runsFrom = (course: Course): number => (lastRule(course).amount.receiptExcluded ? course.calendar.dayOf(course.startedAt).ends : course.startedAt);

/** The first instant by which the amount is used; undefined while a pause lasts, because then nobody can know. */
export function dueOf(course: Course): number | undefined {
  const { pauses = [], extension } = course;
  if (pauses.some(({ to }) => to === undefined)) return undefined;
  const due = reckon(course);
  return Math.max(due, extension ? reckon(allowing(extension, course)) : due, allowedUntil(course));
}

/** Until when somebody allowed more time, moved on by what stood still after that; -Infinity where nobody did. */
export const allowedUntil = (course: Course): number =>
  course.extendedTo ? movedOn(course, course.extendedTo.until, standstills({ ...course, pauses: course.extendedTo.pauses })) : -Infinity;

/** The rule in force at an instant. */
export function ruleAt({ amount, calendar, changes = [] }: Course, instant: number): Rule {
  return changes.findLast(({ at }) => at <= instant) ?? { amount, calendar };
}

/** The rule in force now. */
export const lastRule = (course: Course): Rule => course.changes?.at(-1) ?? course;

const changedAt = ({ changes }: Course): number => changes?.at(-1)?.at ?? -Infinity;

/** When a clock stood still after it began to run, in order and apart. */
export function standstills(course: Course): readonly Span[] {
  const { pauses = [] } = course;
  if (pauses.length === 0) return [];
  const runs: Span = [runsFrom(course), Infinity];
  return united(pauses.map((pause) => within(spanOf(pause), runs)));
}

/** A span in pieces, each with the calendar that held then. */
export function piecesOf({ calendar, changes = [] }: Course, span: Span): readonly (readonly [calendar: Calendar, piece: Span])[] {
  if (changes.length === 0) return [[calendar, span]];
  const held = [{ at: -Infinity, calendar }, ...changes];
  return held.map((one, index) => [one.calendar, within(span, [one.at, held[index + 1]?.at ?? Infinity])] as const).filter(([, [from, to]]) => from < to);
}

/** Milliseconds that were used of a clock's time up to an instant. */
export const usedUntil = (course: Course, until: number): number => running(course, standstills(course), [runsFrom(course), until]);

/** The first instant by which so many milliseconds of a clock's time were used. */
export function afterUsing(course: Course, milliseconds: number): number {
  const { changes = [] } = course;
  const last = changes.at(-1);
  const isBefore = last !== undefined && usedUntil(course, last.at) >= milliseconds;
  if (isBefore) return afterUsing(allowing(last.amount, { ...course, changes: changes.slice(0, -1) }), milliseconds);
  return spent(course, standstills(course), runsFrom(course), milliseconds);
}

const spanOf = ({ from, to = Infinity }: Pause): Span => [from, to];

/** The same course with another amount allowed from its last rule on. */
function allowing(amount: Amount, course: Course): Course {
  const { changes = [] } = course;
  const last = changes.at(-1);
  return last ? { ...course, changes: [...changes.slice(0, -1), { ...last, amount }] } : { ...course, amount };
}

/** When the last rule's amount is used, never before that rule came. Time is spent from the start on; a count of days is moved on by the time that stood still. */
function reckon(course: Course): number {
  const { amount, calendar } = lastRule(course);
  const paused = standstills(course);
  const time = exactMs(amount) ?? businessMs(amount);
  if (time !== undefined) return spent(course, paused, runsFrom(course), time);
  const counted = amount.unit === 'business-days' ? afterBusinessDays(course, amount) : afterCalendar(calendar, course.startedAt, amount);
  return movedOn(course, Math.max(counted, changedAt(course)), paused);
}

/** The first instant by which a clock ran for so long from an instant on, and not before the rule last changed. */
function spent(course: Course, paused: readonly Span[], from: number, milliseconds: number): number {
  const since = Math.max(from, changedAt(course));
  const end = after(course, since, milliseconds - running(course, paused, [from, since]));
  return paused.length === 0 ? end : movedOn(course, end, paused.map((pause) => within(pause, [since, Infinity])));
}

/** Each standstill that began before an instant moves it on by the time that stood still. */
const movedOn = (course: Course, instant: number, paused: readonly Span[]): number =>
  paused.reduce((end, pause) => (pause[0] < end ? after(course, end, measured(course, pause)) : end), instant);

/** Milliseconds of a span in which a clock ran. */
const running = (course: Course, paused: readonly Span[], span: Span): number => measured(course, span) - stood(course, paused, span);

/** Milliseconds of a clock's time in a span in which it stood still. */
const stood = (course: Course, paused: readonly Span[], span: Span): number => paused.reduce((sum, pause) => sum + measured(course, within(pause, span)), 0);

/** Milliseconds of a span that the last rule's unit counts: all of it, or what was open by the calendars that held then. */
function measured(course: Course, [from, to]: Span): number {
  if (to <= from) return 0;
  if (!countsBusinessTime(lastRule(course).amount)) return to - from;
  // Most clocks keep their rule.
  if (!course.changes?.length) return businessWithin(course.calendar, [from, to]);
  return piecesOf(course, [from, to]).reduce((sum, [calendar, piece]) => sum + businessWithin(calendar, piece), 0);
}

/** The first instant by which so many milliseconds that the last rule's unit counts have passed. */
function after(course: Course, instant: number, milliseconds: number): number {
  const { amount, calendar } = lastRule(course);
  if (milliseconds <= 0) return instant;
  return countsBusinessTime(amount) ? afterBusiness(calendar, instant, milliseconds) : instant + milliseconds;
}

/** When so many business days are counted, each by the calendar that held then. */
function afterBusinessDays(course: Course, amount: Amount): number {
  const { startedAt } = course;
  let left = amount.count;
  if (left <= 0) return startedAt;
  for (const [calendar, [from, to]] of piecesOf(course, [startedAt, Infinity])) {
    for (const tick of businessDayTicks(calendar, startedAt, amount)) {
      if (tick > to) break;
      if (tick > from && --left <= 0) return tick;
    }
  }
  return startedAt;
}
