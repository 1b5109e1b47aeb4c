import { Refused } from '../cli/refused.js';
import { datesFrom, eachDateOnce, isWithin, type HolidayDates, type Years } from './holiday-dates.js';

const DAY_MS = 86_400_000;

/**
 * The public holidays of a country, or of a part of it, with their substitute days. Throws Refused for a country or part that is not
 * known, and says which there are.
 */
export async function countryHolidays(country: string, region: string | undefined, years: Years): Promise<HolidayDates> {
  // Only here: its data take 35 MB of memory and a tenth of a second.
  const { default: Holidays } = await import('date-holidays');
  const known = new Holidays();
  mustBeOneOf('country', country, known.getCountries('en'));
  const regions = known.getStates(country, 'en') ?? {};
  if (region !== undefined) mustBeOneOf('region', region, regions);
  const calendar = region === undefined ? new Holidays(country) : new Holidays(country, region);
  const all = range(years).flatMap((year) => calendar.getHolidays(year)).filter(({ type }) => type === 'public');
  const whole = all.filter(isWhole);
  return {
    holidays: eachDateOnce(whole.flatMap(({ date, start, end, name }) => datesFrom(date.slice(0, 10), daysOf(start, end)).map((day) => ({ date: day, name })))).filter(({ date }) => isWithin(date, years)),
    leftOut: all.filter((one) => !isWhole(one)).map(({ date, name }) => `${date.slice(0, 10)} ${name}: only a part of the day`),
  };
}

const range = ([first, last]: Years): number[] => Array.from({ length: last - first + 1 }, (_, index) => first + index);

const daysOf = (start: Date, end: Date): number => Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));

/** Some begin at noon or end at two: nobody may take them for a closed day. */
const isWhole = ({ date, start, end }: { readonly date: string; readonly start: Date; readonly end: Date }): boolean =>
  date.slice(11, 19) === '00:00:00' && Math.abs(end.getTime() - start.getTime() - daysOf(start, end) * DAY_MS) <= DAY_MS / 12;

function mustBeOneOf(what: string, given: string, known: Readonly<Record<string, string>>): void {
  if (given in known) return;
  const near = Object.entries(known).map(([code, name]) => `${code} (${name})`);
  throw new Refused(`There are no holidays for the ${what} "${given}".`, near.length > 0 ? `Choose one of ${near.join(', ')}; or import an iCalendar file.` : `Leave --${what} out, or import an iCalendar file.`);
}
