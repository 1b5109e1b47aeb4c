import { PackBook } from '@amends/escalation';
import { SHIPPED_PACKS, type PolicyPack } from '@amends/policy';

/** The year that is lived: a leap year. */
export const YEAR = 2028;
export const BEGINS_AT = Date.UTC(YEAR, 0, 1);
export const ENDS_AT = Date.UTC(YEAR + 1, 0, 1);
const WEEK = 7 * 86_400_000;

const HOLIDAYS = ['01-01', '02-29', '04-14', '04-17', '05-01', '05-25', '10-03', '12-25', '12-26'].map((date) => ({ date: `${YEAR}-${date}`, name: `holiday of ${date}`, periods: [] }));
const SATURDAY = { date: `${YEAR}-09-30`, name: 'worked on a Saturday', periods: [{ from: '09:00', to: '12:15' }] };
const LUNCH = [{ from: '08:15', to: '12:00' }, { from: '12:45', to: '17:30' }];

/** The version of the shipped packs in which they are lived. */
const LIVED = 101;

/** The shipped packs with the year's holidays, and the standard one, which speaks of no zone, in one with summer time, with a lunch break. */
function livedIn(pack: PolicyPack): PolicyPack {
  const calendars = Object.entries(pack.calendars ?? {}).map(([name, calendar]) => {
    const inEurope = calendar.zone === 'UTC' ? { zone: 'Europe/Berlin', week: { 1: LUNCH, 2: LUNCH, 3: LUNCH, 4: LUNCH, 5: LUNCH } } : {};
    return [name, { ...calendar, ...inEurope, holidays: [...calendar.holidays, ...HOLIDAYS], overrides: [...calendar.overrides, SATURDAY] }];
  });
  return { ...pack, version: LIVED, ...(pack.extends ? { extends: pack.extends.replace('@1', `@${LIVED}`) } : {}), calendars: Object.fromEntries(calendars) as PolicyPack['calendars'] };
}

const ADDED = SHIPPED_PACKS.map(livedIn);

/** All six packs, each in force for a week in turn, as a company that cannot decide would have it. */
export function packsOfTheYear(): PackBook {
  const weeks = Math.ceil((ENDS_AT - BEGINS_AT) / WEEK);
  const inForce = Array.from({ length: weeks }, (_, week) => {
    const { name, version } = ADDED[week % ADDED.length]!;
    return { from: new Date(BEGINS_AT + week * WEEK).toISOString(), pack: `${name}@${version}` };
  });
  return new PackBook(ADDED, inForce);
}
