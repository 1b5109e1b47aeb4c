import type { RoundReport } from './round.js';

/** One line for a round, and one for each violation. */
export function linesOf({ round, kills, accepted, retried, redriven, recovered, quiet, checked, violations }: RoundReport): readonly string[] {
  const killed = kills.map(({ victim, after }) => `${victim} at ${after} s`).join(', ') || 'nobody (dead already)';
  const figures = `${accepted} accepted, ${retried} sent again, ${redriven} redriven, serving after ${recovered} s, quiet after ${quiet} s, checked in ${checked} s`;
  return [`round ${round}: killed ${killed}; ${figures}; ${violations.length === 0 ? 'all invariants hold' : 'VIOLATED'}`, ...violations.map((line) => `  ${line}`)];
}

/** The last line of a run. */
export function summaryOf(reports: readonly RoundReport[], seed: number): string {
  const sum = (of: (report: RoundReport) => number): number => reports.reduce((total, report) => total + of(report), 0);
  return `chaos: ${reports.length} rounds, ${sum(({ violations }) => violations.length)} violations, ${sum(({ accepted }) => accepted)} commands accepted, seed ${seed}`;
}
