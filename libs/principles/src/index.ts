import { takeSeriously } from './1-take-seriously.js';
import type { Principle } from './principle.js';

export * from './complaint-so-far.js';
export * from './principle.js';
export { takeSeriously };

/** The principles that the ledger runs, in their order. */
export const PRINCIPLES: readonly Principle[] = [takeSeriously];
