import { invalidRequest } from '@amends/runtime';

/** A clock that is ahead by less than this is forgiven. */
const AHEAD_MS = 60_000;

/** The instant, unless it lies in the future: a 400 problem that names the field. */
export function notAhead(field: string, instant: string, now: string): string {
  if (Date.parse(instant) <= Date.parse(now) + AHEAD_MS) return instant;
  throw invalidRequest([{ field, message: 'must not lie in the future', remedy: 'leave it out for "now", or check the clock and the zone of the sender' }]);
}
