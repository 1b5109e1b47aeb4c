const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** Days of a month, January the first; a leap day is left to those who know the year. */
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Days before 1970-01-01 when years are counted from 0000-03-01. */
const UP_TO_1970 = 719_468;

/**
 * Milliseconds since 1970 of an instant in RFC 3339, NaN of what is none: as `Date.parse` says, but 40 ns instead of 200 where it is
 * written as we write it, `2026-01-05T08:00:00.000Z`. A complaint's clocks are read some hundred times in its life.
 */
export function millisOf(instant: string): number {
  if (!isWrittenByUs(instant)) return Date.parse(instant);
  const [year, month, day] = [100 * twoDigits(instant, 0) + twoDigits(instant, 2), twoDigits(instant, 5), twoDigits(instant, 8)];
  const [hour, minute, second] = [twoDigits(instant, 11), twoDigits(instant, 14), twoDigits(instant, 17)];
  const millis = 10 * twoDigits(instant, 20) + digit(instant, 22);
  const isKnown = day > 0 && day <= DAYS[month - 1]! && hour < 24 && minute < 60 && second < 60 && year >= 0 && millis >= 0;
  return isKnown ? daysOf(year, month, day) * DAY_MS + (60 * hour + minute) * MINUTE_MS + 1000 * second + millis : Date.parse(instant);
}

/** Whether one instant is later than another: of two that are written as we write them, the greater text is the later instant. */
export const isAfter = (one: string, other: string): boolean => (isSorted(one) && isSorted(other) ? one > other : millisOf(one) > millisOf(other));

/** The instant so many milliseconds after 1970, fractions of one left out: as `toISOString` of a Date writes it, in 130 ns instead of 600. */
export function instantOf(millis: number): string {
  const whole = Math.floor(millis);
  const day = Math.floor(whole / DAY_MS);
  const ofDay = whole - day * DAY_MS;
  const minute = Math.floor(ofDay / MINUTE_MS);
  const ofMinute = ofDay - minute * MINUTE_MS;
  return `${dateOf(day)}${MINUTES[minute]}${padded(Math.floor(ofMinute / 1000), 2)}.${padded(ofMinute % 1000, 3)}Z`;
}

const isWrittenByUs = (instant: string): boolean =>
  instant.length === 24 && instant[4] === '-' && instant[7] === '-' && instant[10] === 'T' && instant[13] === ':' && instant[16] === ':' && instant[19] === '.' && instant[23] === 'Z';

/** Only what has a year of four digits and ends in milliseconds of UTC is so long. */
const isSorted = (instant: string): boolean => instant.length === 24 && instant[23] === 'Z';

/** NaN where there is no digit, so that whatever is reckoned with it is no number either. */
function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : NaN;
}

const twoDigits = (text: string, at: number): number => 10 * digit(text, at) + digit(text, at + 1);

/** Days from 1970-01-01 to a date of the Gregorian calendar; years begin in March, so that a leap day is the last of its year. */
function daysOf(year: number, month: number, day: number): number {
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + Math.floor((153 * m + 2) / 5) + day - 1 - UP_TO_1970;
}

const PADDED = [2, 3].map((length) => Array.from({ length: 10 ** length }, (_, number) => String(number).padStart(length, '0')));
const padded = (number: number, length: 2 | 3): string => PADDED[length - 2]![number]!;
/** `08:30:` by the minute of the day. */
const MINUTES = Array.from({ length: 1440 }, (_, minute) => `${padded(Math.floor(minute / 60), 2)}:${padded(minute % 60, 2)}:`);

/** `2026-01-05T` by the day since 1970; deadlines lie on few days. */
const dates = new Map<number, string>();
const KEPT_DATES = 4000;

function dateOf(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  if (dates.size >= KEPT_DATES) dates.clear();
  const midnight = new Date(day * DAY_MS).toISOString();
  const date = midnight.slice(0, midnight.indexOf('T') + 1);
  dates.set(day, date);
  return date;
}
