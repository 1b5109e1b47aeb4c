import type { CalendarData, PolicyPack } from '@amends/policy';
import { BEGINS_AT, ENDS_AT } from '../packs.js';
import type { Standing } from './circumstances.js';
import { MinuteCalendar } from './minute-calendar.js';

type Rule = NonNullable<PolicyPack['rules']>[number];

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const ANY_DAY = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '20:00' };
const calendars = new Map<string, MinuteCalendar>();

/** When a call is due by the customer's hours, worked out apart from libs/policy minute by minute: `due` where the rule minds none. */
export function suitedDue({ convenient }: Rule, { kind, due, since, zone }: { readonly kind: string; readonly due: number; readonly since: number; readonly zone: string }, standing: Standing | null): number {
  const said = (standing?.convenientHours ?? []).filter(({ weekdays }) => weekdays.length > 0);
  if (convenient === undefined || (convenient === 'next' && said.length === 0)) return due;
  const hours = minutesOf(standing?.zone ?? zone, said.length > 0 ? said : [ANY_DAY]);
  if (convenient === 'next') return endOfHours(hours, kind === 'call-again' ? since + 60 * MINUTE : since);
  return hours.isOpenAt(due) || hours.isOpenAt(due - 1) ? due : endOfHours(hours, due);
}

/** A span that has begun counts while a quarter of an hour is left of it. */
function endOfHours(hours: MinuteCalendar, instant: number): number {
  const end = closingAfter(hours, instant);
  return hours.isOpenAt(instant) && end - instant < 15 * MINUTE ? closingAfter(hours, end) : end;
}

function closingAfter(hours: MinuteCalendar, instant: number): number {
  let at = Math.floor((hours.after(instant, 1) - 1) / MINUTE) * MINUTE;
  while (hours.isOpenAt(at)) at += MINUTE;
  return at;
}

function minutesOf(zone: string, spans: Standing['convenientHours']): MinuteCalendar {
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => [day, spans.filter(({ weekdays }) => weekdays.includes(day)).map(({ from, to }) => ({ from, to }))] as const);
  const data: CalendarData = { name: '', zone, week: Object.fromEntries(days), holidays: [], overrides: [] };
  const key = JSON.stringify(data);
  const known = calendars.get(key) ?? new MinuteCalendar(data, BEGINS_AT - 20 * DAY, ENDS_AT + 200 * DAY);
  calendars.set(key, known);
  return known;
}
