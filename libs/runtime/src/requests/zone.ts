import { invalidRequest } from '../problem/problem.js';

/** The IANA zone in which a request wants its times, UTC unless said; throws a 400 problem for one that there is not. */
export function zoneOf(zone = 'UTC'): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw invalidRequest([{ field: 'zone', message: 'must be an IANA time zone', remedy: 'write it as Asia/Shanghai or Europe/Berlin, or leave it out for UTC' }]);
  }
}
