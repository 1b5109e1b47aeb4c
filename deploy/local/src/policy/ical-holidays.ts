import { isDate } from '@amends/policy';
import type { DateWithTimeZone, EventInstance, ParameterValue, VEvent } from 'node-ical';
import { Refused } from '../cli/refused.js';
import { datesFrom, eachDateOnce, isWithin, type HolidayDates, type Years } from './holiday-dates.js';

/**
 * The whole days of an iCalendar file (RFC 5545), repeated ones in every year. What has times of day counts when it runs from midnight to
 * midnight of its own zone, as some programs write whole days. Throws Refused when it is no iCalendar file or an event in it has no date.
 */
export async function icalHolidays(text: string, file: string, years: Years): Promise<HolidayDates> {
  if (!/^BEGIN:VCALENDAR\s*$/im.test(text)) throw new Refused(`${file} is no iCalendar file: it has no line BEGIN:VCALENDAR.`, 'Export the calendar as iCalendar (.ics) and import that file.');
  mustHaveRealDates(text, file);
  const { default: ical } = await import('node-ical');
  const events = Object.values(ical.sync.parseICS(text)).filter((one): one is VEvent => one?.type === 'VEVENT' && one.status !== 'CANCELLED');
  if (events.length === 0) throw new Refused(`${file} has no events.`, 'Export a calendar of holidays and import that file.');
  for (const event of events) mustHaveDate(event, file);
  const happened = events.flatMap((event) => ical.expandRecurringEvent(event, { from: new Date(years[0] - 1, 11, 1), to: new Date(years[1], 11, 31, 23, 59, 59) }));
  const spans = happened.map((one) => ({ name: nameOf(one.summary), days: wholeDays(one), begins: wall(one.start) }));
  return {
    holidays: eachDateOnce(spans.flatMap(({ name, days }) => (days ?? []).map((date) => ({ date, name })))).filter(({ date }) => isWithin(date, years)),
    leftOut: spans.filter(({ days }) => days === undefined).map(({ name, begins }) => `${begins.date} ${name}: it begins at ${begins.time.slice(0, 5)} or ends within a day, and a holiday is a whole day`),
  };
}

const DATED = /^(?:DTSTART|DTEND|RDATE|EXDATE|RECURRENCE-ID)\b[^:]*:(.*)$/i;

/** The reader takes 30 February for 2 March. */
function mustHaveRealDates(text: string, file: string): void {
  for (const line of text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    for (const value of DATED.exec(line)?.[1]?.split(/[,/]/) ?? []) {
      const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})/.exec(value) ?? [];
      if (year !== undefined && !isDate(`${year}-${month}-${day}`)) throw new Refused(`${file}: there is no date ${year}-${month}-${day}, and it says ${line}`, 'Write a date that there is, such as DTSTART;VALUE=DATE:20261225, or take the event out.');
    }
  }
}

function mustHaveDate({ start, summary }: VEvent, file: string): void {
  if (start instanceof Date && !Number.isNaN(start.getTime())) return;
  throw new Refused(`${file}: the event "${nameOf(summary)}" begins at "${String(start)}", which is no date.`, 'Write DTSTART;VALUE=DATE:20261225, or take the event out.');
}

/** The dates of an event that takes whole days; undefined of any other. */
function wholeDays({ start, end, isFullDay }: EventInstance): readonly string[] | undefined {
  const [from, to] = [wall(start), wall(end)];
  if (!isFullDay && (from.time !== '00:00:00' || to.time !== '00:00:00' || from.date === to.date)) return undefined;
  return datesFrom(from.date, Math.max(1, Math.round((Date.parse(to.date) - Date.parse(from.date)) / 86_400_000)));
}

/** What clocks show in the zone of the event; one whose zone is only the file's own, and one without, is read as it is written. */
function wall(instant: DateWithTimeZone): { readonly date: string; readonly time: string } {
  const zone = instant.dateOnly ? undefined : zoneOf(instant.tz);
  const [date = '', time = ''] = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(instant).split(' ');
  return { date, time };
}

function zoneOf(name: string | undefined): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

const nameOf = (summary: ParameterValue | undefined): string => (typeof summary === 'object' ? summary.val : summary)?.trim() || 'holiday';
