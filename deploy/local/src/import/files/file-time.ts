import type { ZoneTime } from './zone-time.js';

// Day first, as in the published log: 29/2/2016 01:16, 29-2-2016 1:16:05.
const DAY_FIRST = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?$/;
// Year first, ISO 8601 or with a space: 2016-02-29 01:16, 2016-02-29T01:16:05.250+02:00.
const YEAR_FIRST = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i;
const MINUTE = 60_000;

/**
 * The instant (epoch milliseconds) that a time in the file means, in any of the four styles `D/M/YYYY H:MM[:SS]`,
 * `D-M-YYYY H:MM[:SS]`, `YYYY-MM-DD HH:MM[:SS]` and ISO 8601; one without offset is local to the zone.
 * Null when it is none of them, or a day or hour that does not exist.
 */
export function fileTime(text: string, toInstant: ZoneTime): number | null {
  const day = DAY_FIRST.exec(text);
  if (day) {
    const local = calendarTime(day[4]!, day[3]!, day[1]!, day[5]!, day[6]!, day[7]);
    return local === null ? null : toInstant(local);
  }
  const year = YEAR_FIRST.exec(text);
  if (!year) return null;
  const local = calendarTime(year[1]!, year[2]!, year[3]!, year[4]!, year[5]!, year[6], year[7]);
  if (local === null) return null;
  if (!year[8]) return toInstant(local);
  const offset = offsetMinutes(year[8]);
  return offset === null ? null : local - offset * MINUTE;
}

/** What a value looks like, without giving it away: digits as 9, letters as a, at most 40 characters. */
export function shapeOf(text: string): string {
  return text.slice(0, 40).replace(/\d/g, '9').replace(/\p{L}/gu, 'a').replace(/\p{C}/gu, '\uFFFD');
}

function calendarTime(year: string, month: string, day: string, hour: string, minute: string, second = '0', fraction = ''): number | null {
  if (+hour > 23 || +minute > 59 || +second > 59 || +year < 1900) return null;
  const milliseconds = +fraction.padEnd(3, '0').slice(0, 3);
  const time = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second, milliseconds);
  const date = new Date(time);
  // Date.UTC turns 31/2 into 2/3; a day that does not exist is a mistake to be shown, not to be guessed at.
  return date.getUTCMonth() === +month - 1 && date.getUTCDate() === +day ? time : null;
}

function offsetMinutes(offset: string): number | null {
  if (offset.length === 1) return 0;
  const hours = +offset.slice(1, 3);
  const minutes = +offset.slice(-2);
  return hours > 23 || minutes > 59 ? null : (offset[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}
