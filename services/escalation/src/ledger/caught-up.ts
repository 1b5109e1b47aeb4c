import type { Moment } from './judged.js';

/** Said only where the clock catches up. */
export const sayCaughtUp = ({ caughtUp }: Pick<Moment, 'caughtUp'>): { caughtUp?: true } => (caughtUp ? { caughtUp } : {});
