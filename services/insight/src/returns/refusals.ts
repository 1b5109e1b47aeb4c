import type { Reason } from './returns-answer.js';

/** Below these no figure is given: its interval would promise more than it holds. */
const LEAST = { episodes: 30, returns: 10 } as const;
/** Cells of fewer are not shown to analysts: they might point to a person. */
const SMALL_CELL = 5;
/** A window that more than this share has not reached yet is longer than what was watched. */
const MOST_OPEN = 0.4;

/** Why a share of these must not be given, null when it may. Pure. */
export function refusalOf(episodes: number, returned: number, maySeeSmallCells: boolean): Reason | null {
  if (episodes < LEAST.episodes) return { code: 'too-few-episodes', text: `${episodes} episodes; ${LEAST.episodes - episodes} more are needed` };
  if (isSmall(returned, episodes) && !maySeeSmallCells) return { code: 'small-cell', text: `fewer than ${SMALL_CELL} came back, or did not: not shown to analysts` };
  if (returned < LEAST.returns) return { code: 'too-few-returns', text: `${returned} came back; ${LEAST.returns - returned} more are needed` };
  return null;
}

/** Whether a count, or the rest to its whole, is a small cell. Pure. */
export const isSmall = (count: number, whole: number): boolean => [count, whole - count].some((cell) => cell > 0 && cell < SMALL_CELL);

/** What to bear in mind of a window that many episodes have not reached. Pure. */
export function windowNote(episodes: number, eligible: number): Reason | null {
  const open = episodes === 0 ? 0 : (episodes - eligible) / episodes;
  if (open <= MOST_OPEN) return null;
  return { code: 'few-full-windows', text: `${Math.round(open * 100)} % of the episodes were not watched so long: prefer a shorter window` };
}
