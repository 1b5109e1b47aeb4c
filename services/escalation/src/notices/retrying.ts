import { derivedId } from '@amends/eventing';

/** So many tries, over some six hours: a night in which a mail server is mended. */
export const MOST_TRIES = 16;
/** What is older than this when its address fails is dead with it: a day's letters that nobody could get are no news. */
export const OLDEST_MS = 24 * 60 * 60_000;
const FIRST_MS = 5_000;
const LONGEST_MS = 60 * 60_000;

/** An address that failed so often, one try after the other, is left alone for a while: it must not keep others waiting. */
export const FAILURES_UNTIL_PAUSE = 5;
const PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

/** How long to wait after so many tries, milliseconds: doubled each time, less up to a fifth, which follows from the delivery's id so that many do not come back at once. */
export function waitAfter(tries: number, delivery: string): number {
  const spread = parseInt(derivedId(delivery, String(tries)).slice(0, 8), 16) / 0xffff_ffff;
  return Math.round(Math.min(FIRST_MS * 2 ** (tries - 1), LONGEST_MS) * (1 - spread / 5));
}

/** How long an address is left alone after so many failures, milliseconds; 0: not at all. */
export const pauseAfter = (failures: number): number => (failures < FAILURES_UNTIL_PAUSE ? 0 : Math.min(PAUSE_MS * 2 ** (failures - FAILURES_UNTIL_PAUSE), LONGEST_PAUSE_MS));
