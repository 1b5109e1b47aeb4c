/** A clock that is ahead by more than this is wrong, not early. */
const TOLERANCE_MS = 5 * 60_000;

/** Whether an instant lies in the future. */
export const isAhead = (instant: string, now: number): boolean => Date.parse(instant) > now + TOLERANCE_MS;
