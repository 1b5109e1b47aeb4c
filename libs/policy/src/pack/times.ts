import type { ObligationKind } from '@amends/contracts';
import type { CalendarData, Period } from '../calendar/calendar-data.js';
import { countsBusinessTime, type Amount, type Unit } from '../clock/amount.js';
import type { WholePack } from './policy-pack.js';

/** An amount of a pack, where it stands, and the calendars by which it may be counted. */
interface Time {
  readonly field: string;
  readonly amount: Amount;
  readonly calendars: readonly string[];
}

const WEEKS = 520;
/** Ten years: nobody waits longer, and what counts days one by one would keep everybody waiting. */
const LONGEST: Readonly<Partial<Record<Unit, number>>> = {
  seconds: WEEKS * 7 * 86_400, minutes: WEEKS * 7 * 1440, hours: WEEKS * 7 * 24, 'calendar-days': WEEKS * 7, 'calendar-weeks': WEEKS, 'calendar-months': 120,
};

/** What is wrong with the amounts of time in a pack whose calendars are right: more than ten years, none where there has to be some, or no hours to count. */
export function timesIn(pack: WholePack): readonly string[] {
  const times = timesOf(pack);
  const closed = Object.keys(pack.calendars).flatMap((name) => {
    const counting = times.find(({ amount, calendars }) => countsBusinessTime(amount) && calendars.includes(name));
    return counting && minutesOfWeek(pack.calendars[name]!) === 0 ? [`calendars.${name}.week: has no hours, and ${counting.field} counts business time by them; give it some`] : [];
  });
  const none = pack.pauses.cap?.count === 0 ? ['pauses.cap.count: must be at least 1; a clock that never stands still is left out of pauses.obligations'] : [];
  return [...closed, ...none, ...(closed.length > 0 ? [] : times.flatMap((time) => tooLong(time, pack)))];
}

function tooLong({ field, amount: { count, unit }, calendars }: Time, pack: WholePack): string[] {
  const most = LONGEST[unit] ?? Math.min(...calendars.map((name) => tenYearsOf(pack.calendars[name]!, unit)));
  return count > most ? [`${field}.count: ${count} ${unit} are more than ten years; give ${most} at most`] : [];
}

function tenYearsOf(calendar: CalendarData, unit: Unit): number {
  if (unit === 'business-days') return WEEKS * Object.values(calendar.week).filter((periods) => periods.length > 0).length;
  return Math.floor((WEEKS * minutesOfWeek(calendar)) / (unit === 'business-hours' ? 60 : 1));
}

const minutesOfWeek = ({ week }: CalendarData): number => Object.values(week).flat().reduce((sum, { from, to }: Period) => sum + minutesOf(to) - minutesOf(from), 0);

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Every amount of a pack; what names a calendar that is not there has its own violation. */
function timesOf({ rules, branches, stages, pauses, extensions, warnings, calendars: known }: WholePack): readonly Time[] {
  const [first] = Object.keys(known) as [string];
  const calendarOf = ({ calendar = first }: { readonly calendar?: string | undefined }): string => calendar;
  const calendarsOf = (kinds: readonly ObligationKind[]): readonly string[] => [...new Set([first, ...rules.filter(({ obligations }) => obligations.some((kind) => kinds.includes(kind))).map(calendarOf)])];
  const all: readonly Time[] = [
    ...rules.flatMap((rule) => (rule.allow ? [{ field: `rules.${rule.id}.allow`, amount: rule.allow, calendars: [calendarOf(rule)] }] : [])),
    ...branches.map(({ id, within: amount }) => ({ field: `branches.${id}.within`, amount, calendars: [first] })),
    ...stages.map(({ id, allow: amount }) => ({ field: `stages.${id}.allow`, amount, calendars: [first] })),
    ...(pauses.cap ? [{ field: 'pauses.cap', amount: pauses.cap, calendars: [first] }] : []),
    ...extensions.map(({ upTo: amount, obligations }, at) => ({ field: `extensions[${at}].upTo`, amount, calendars: calendarsOf(obligations) })),
    ...warnings.flatMap(({ before, after, obligations }, at) => [...(before ? [{ field: `warnings[${at}].before`, amount: before, calendars: [first] }] : []), ...(after ? [{ field: `warnings[${at}].after`, amount: after, calendars: calendarsOf(obligations) }] : [])]),
  ];
  return all.map((time) => ({ ...time, calendars: time.calendars.filter((name) => name in known) })).filter(({ calendars }) => calendars.length > 0);
}
