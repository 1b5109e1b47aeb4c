/** A date on which a company is closed. */
export interface Holiday {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: string;
}

/** Holidays of some years, each date once and in order, and what could not be one. */
export interface HolidayDates {
  readonly holidays: readonly Holiday[];
  /** What was left out and why, a line each. */
  readonly leftOut: readonly string[];
}

/** The first and the last year that is meant. */
export type Years = readonly [first: number, last: number];

const NAME_AT_MOST = 120;

/** Holidays each date once; a date that has two has both names. */
export function eachDateOnce(found: readonly Holiday[]): readonly Holiday[] {
  const names = Map.groupBy(found, ({ date }) => date);
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, all]) => ({ date, name: [...new Set(all.map(({ name }) => name))].join(', ').slice(0, NAME_AT_MOST) }));
}

/** So many dates in a row. */
export function datesFrom(first: string, days: number): readonly string[] {
  return Array.from({ length: days }, (_, day) => new Date(Date.parse(`${first}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10));
}

/** Whether a date lies in one of the years. */
export const isWithin = (date: string, [first, last]: Years): boolean => date >= `${first}-01-01` && date <= `${last}-12-31`;
