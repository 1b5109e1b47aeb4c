import { Temporal } from 'temporal-polyfill';
import { UnreadableFile } from './unreadable-file.js';

const HOUR = 3_600_000;

/** Turns a local time, written as if it were UTC (epoch milliseconds), into the instant it means (epoch milliseconds). */
export type ZoneTime = (local: number) => number;

/**
 * The local time of an IANA zone; a time that a clock change skips or repeats means what Temporal's `compatible` says.
 * Throws UnreadableFile on an unknown zone.
 */
export function zoneTime(zone: string): ZoneTime {
  if (zone === 'UTC') return (local) => local;
  refuseUnknown(zone);
  const offsets = new Map<number, number | null>();
  return (local) => {
    const hour = Math.floor(local / HOUR);
    let offset = offsets.get(hour);
    if (offset === undefined) offsets.set(hour, (offset = hourOffset(zone, hour * HOUR)));
    return offset === null ? exact(zone, local) : local - offset;
  };
}

/** One conversion takes about 10 µs, so an hour is converted once: at both its ends; null when a clock change lies inside. */
function hourOffset(zone: string, start: number): number | null {
  const offset = start - exact(zone, start);
  const end = start + HOUR - 1;
  return end - exact(zone, end) === offset ? offset : null;
}

function exact(zone: string, local: number): number {
  return Temporal.Instant.fromEpochMilliseconds(local).toZonedDateTimeISO('UTC').toPlainDateTime().toZonedDateTime(zone).epochMilliseconds;
}

function refuseUnknown(zone: string): void {
  try {
    exact(zone, 0);
  } catch {
    throw new UnreadableFile('file.unknown-zone', `There is no time zone "${zone}".`, 'Name one as IANA does, for example Europe/Berlin or Asia/Shanghai.');
  }
}
