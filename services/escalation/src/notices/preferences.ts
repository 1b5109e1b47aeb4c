import type { Language } from '@amends/policy';

/** Days of the week, as ISO 8601 orders them. */
export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Day = (typeof DAYS)[number];

/** A span of each of some days, on the wall clock of the person; one that ends no later than it begins ends on the next day. */
export interface QuietSpan {
  readonly days: readonly Day[];
  /** `22:00`. */
  readonly from: string;
  readonly to: string;
}

/** How often somebody wants to be told: of each thing at once, together every so many minutes, or together once a day at a time. */
export type Rhythm = { readonly how: 'at-once' } | { readonly how: 'every'; readonly minutes: number } | { readonly how: 'daily'; readonly at: string };

/** How somebody wants to be told. */
export interface Preferences {
  readonly language: Language;
  /** IANA. */
  readonly zone: string;
  readonly quiet: readonly QuietSpan[];
  /** Of grave complaints they want to be told in quiet hours too, and at once. */
  readonly graveAtOnce: boolean;
  readonly rhythm: Rhythm;
}

/** What holds until somebody says otherwise. */
export const USUAL: Preferences = { language: 'en', zone: 'UTC', quiet: [], graveAtOnce: true, rhythm: { how: 'at-once' } };

/** Each week must have so many minutes that are not quiet, or nothing would ever be told. */
export const LEAST_OPEN_MINUTES = 60;

/** Minutes of a week that no quiet hour covers. */
export function openMinutes(quiet: readonly QuietSpan[]): number {
  const isQuiet = new Uint8Array(WEEK);
  for (const { days, from, to } of quiet) {
    for (const day of days) {
      const start = DAYS.indexOf(day) * 1440 + minuteOf(from);
      const length = (minuteOf(to) - minuteOf(from) + 1440) % 1440 || 1440;
      for (let minute = start; minute < start + length; minute++) isQuiet[minute % WEEK] = 1;
    }
  }
  return isQuiet.reduce((open, one) => open - one, WEEK);
}

const WEEK = 7 * 1440;
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
