import type { PolicyPack } from '@amends/policy';
import { Refused } from '../cli/refused.js';
import type { Holiday } from './holiday-dates.js';

/** A pack's next version with holidays in one of its calendars, and how many of them are new; undefined when it has them all. */
export function withHolidays(pack: PolicyPack, calendarName: string, holidays: readonly Holiday[], version: number): { readonly pack: PolicyPack; readonly added: number; readonly renamed: number } | undefined {
  const { calendars = {} } = pack;
  const calendar = calendars[calendarName];
  if (!calendar) {
    const own = Object.keys(calendars).join(', ');
    throw new Refused(`The pack ${pack.name}@${pack.version} has no calendar "${calendarName}".`, own ? `Name one of its own: ${own}.` : `Its calendars are those of ${pack.extends ?? 'no pack'}: import into one of those, or add one of its own first.`);
  }
  const names = new Map(holidays.map(({ date, name }) => [date, name]));
  const there = new Map(calendar.holidays.map(({ date, name }) => [date, name]));
  const added = holidays.filter(({ date }) => !there.has(date));
  const renamed = calendar.holidays.filter(({ date, name }) => names.has(date) && names.get(date) !== name);
  if (added.length + renamed.length === 0) return undefined;
  const kept = calendar.holidays.map((one) => ({ ...one, name: names.get(one.date) ?? one.name }));
  const all = [...kept, ...added.map((one) => ({ ...one, periods: [] }))].sort((a, b) => (a.date < b.date ? -1 : 1));
  return { pack: { ...pack, version, calendars: { ...calendars, [calendarName]: { ...calendar, holidays: all } } }, added: added.length, renamed: renamed.length };
}
