/** The same instant with six decimals, so that text compares as time does. */
export function micros(instant: string): string {
  if (instant.length === 24 && instant.endsWith('Z')) return `${instant.slice(0, -1)}000Z`;
  const [, seconds, fraction = ''] = /^(.{19})(?:\.(\d{1,6}))?Z$/.exec(instant) ?? [];
  return seconds === undefined ? micros(new Date(instant).toISOString()) : `${seconds}.${fraction.padEnd(6, '0')}Z`;
}

/** The later of two instants in six decimals; one that is missing loses. */
export const later = (one: string | null, other: string): string => (one !== null && one > other ? one : other);

/** The earlier of two instants in six decimals; one that is missing loses. */
export const earlier = (one: string | null, other: string): string => (one !== null && one < other ? one : other);

/** A timestamp of PostgreSQL as text in UTC with six decimals: JavaScript's Date would cut the last three off. */
export const utcSql = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
