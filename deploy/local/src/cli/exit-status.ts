import { Refused, WrongUse } from './refused.js';

/** How an error ends the command: exit status, what is wrong, and what to do next. */
export interface Ending {
  status: number;
  message: string;
  next?: string;
}

/** 0 done, 1 refused or failed, 2 wrong use. Errors of the argument parser carry a code that starts with `commander.`. */
export function endingOf(error: unknown): Ending {
  const { code, message, next } = error as { code?: string; message: string; next?: string };
  if (code === 'commander.helpDisplayed' || code === 'commander.version') return { status: 0, message: '' };
  if (code?.startsWith('commander.')) return { status: 2, message: '' };
  if (error instanceof WrongUse) return { status: 2, message, next: 'See --help.' };
  if (error instanceof Refused || next) return { status: 1, message, ...(next && { next }) };
  return { status: 1, message: error instanceof Error ? message : String(error) };
}
