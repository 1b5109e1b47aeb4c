import type { IncidentRow } from './incident-row.js';
import type { IncidentStep, IncidentWarning } from './incident-step.js';

/**
 * Puts the resolution where the file has it: the last round's (last) one takes `resolved_at` of the last row, and is added
 * when no row of that round says Resolved. Where `resolved_at` is missing, the last entering of Resolved stands; one of an
 * earlier round only when the last one was closed, for what was reopened and not closed again is open. A closing in a
 * round without any resolution is left out, with a warning.
 */
export function withResolution(told: IncidentStep[][], rounds: readonly IncidentRow[][], warnings: IncidentWarning[]): IncidentStep[] {
  const lastRow = rounds.at(-1)!.at(-1)!;
  const openedAt = rounds[0]![0]!.openedAt;
  const resolvedAt = lastRow.resolvedAt ?? lastEntered(told);
  if (resolvedAt !== null) {
    if (resolvedAt < openedAt) warnings.push({ code: 'resolved-before-opened', line: lastRow.line });
    resolve(told.at(-1)!, new Date(Math.max(resolvedAt, openedAt)).toISOString(), lastRow);
  }
  return told.flatMap((steps, i) => closedOnlyWhenResolved(steps, i < told.length - 1, warnings));
}

/** Epoch milliseconds of the last entering of Resolved that still holds, or null. */
function lastEntered(told: IncidentStep[][]): number | null {
  const closed = told.at(-1)!.some((step) => step.kind === 'close');
  const entered = (closed ? told.flat() : told.at(-1)!).findLast((step) => step.kind === 'resolve');
  return entered ? Date.parse(entered.at) : null;
}

function resolve(steps: IncidentStep[], at: string, lastRow: IncidentRow): void {
  const told = steps.findLast((step) => step.kind === 'resolve');
  if (told) {
    told.at = at;
    return;
  }
  const { ordinal, line } = lastRow;
  const closing = steps.findIndex((step) => step.kind === 'close');
  steps.splice(closing < 0 ? steps.length : closing, 0, { kind: 'resolve', key: `${ordinal}/resolve`, line, at });
}

function closedOnlyWhenResolved(steps: IncidentStep[], reopened: boolean, warnings: IncidentWarning[]): IncidentStep[] {
  if (steps.some((step) => step.kind === 'resolve')) return steps;
  const closing = steps.find((step) => step.kind === 'close');
  if (closing) warnings.push({ code: 'closed-without-resolution', line: closing.line });
  if (reopened) warnings.push({ code: 'reopened-without-resolution', line: steps.at(-1)!.line });
  return closing ? steps.filter((step) => step !== closing) : steps;
}
