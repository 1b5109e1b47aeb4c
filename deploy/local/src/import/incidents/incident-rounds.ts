import type { IncidentRow } from './incident-row.js';

/** The rows of one incident from one reopening (or the opening) to the next, without those behind a closing. */
export interface IncidentRounds {
  rounds: IncidentRow[][];
  skippedAfterClosed: number;
}

/** Splits rows in order of time wherever the reopen count grows; rows behind Closed that no growth precedes are skipped. */
export function incidentRounds(rows: readonly IncidentRow[]): IncidentRounds {
  const rounds: IncidentRow[][] = [];
  let reopenCount = -1;
  let closed = false;
  let skippedAfterClosed = 0;
  for (const row of rows) {
    const starts = rounds.length === 0 || row.reopenCount > reopenCount;
    reopenCount = Math.max(reopenCount, row.reopenCount);
    if (starts) rounds.push([row]);
    else if (closed) skippedAfterClosed++;
    else rounds.at(-1)!.push(row);
    closed = (closed && !starts) || meaningOf(row.state) === 'closed';
  }
  return { rounds, skippedAfterClosed };
}

/** What a state means for the complaint's clock; a state without a name (-100) means nothing. */
export type StateMeaning = 'waiting' | 'resolved' | 'closed' | 'in-hand' | 'unknown';

/** The meaning of a state as the log spells it. */
export function meaningOf(state: string | null): StateMeaning {
  switch (state?.toLowerCase()) {
    case 'awaiting user info':
      return 'waiting';
    case 'resolved':
      return 'resolved';
    case 'closed':
      return 'closed';
    default:
      return state === null || /^-?\d+$/.test(state) ? 'unknown' : 'in-hand';
  }
}
