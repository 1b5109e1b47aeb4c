const FIRST_MS = 100;
const LONGEST_MS = 5_000;

/** How long to wait before the next try, after so many in vain (from 1): doubling, up to 5 s. Pure. */
export const backOffMs = (attempts: number): number => Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS);
