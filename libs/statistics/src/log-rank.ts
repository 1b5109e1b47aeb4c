import { chiSquareUpperTail } from './chi-square.js';
import { lifeTable, type LifeTable, type SurvivalObservation } from './life-table.js';
import { solveSymmetric } from './solve.js';

/** One group of a log-rank test: how many were watched, how many ended, how many would have if the groups did not differ. */
export interface LogRankGroup {
  n: number;
  observed: number;
  expected: number;
}

/** A log-rank test: the groups in the order given, chi-square, its degrees of freedom, and p (null when nothing can be compared). */
export interface LogRank {
  groups: LogRankGroup[];
  chiSquare: number;
  degreesOfFreedom: number;
  p: number | null;
}

/** Do two or more groups end equally fast? Mantel 1966; Peto & Peto 1972. Throws a RangeError on fewer than two groups. */
export function logRank(groups: readonly (readonly SurvivalObservation[])[]): LogRank {
  return stratifiedLogRank([groups]);
}

/**
 * The log-rank test within strata: observed, expected and variance are added up over strata before they are compared, so
 * that a difference between strata is not mistaken for one between groups. `strata[s][g]` is group g in stratum s.
 * Throws a RangeError on fewer than two groups, or when the strata differ in their number of groups.
 */
export function stratifiedLogRank(strata: readonly (readonly (readonly SurvivalObservation[])[])[]): LogRank {
  const count = strata[0]?.length ?? 0;
  if (count < 2) throw new RangeError(`a log-rank test compares two or more groups, not ${count}`);
  if (strata.some((stratum) => stratum.length !== count)) throw new RangeError('every stratum needs the same groups, an absent one as an empty list');
  const groups = Array.from({ length: count }, () => ({ n: 0, observed: 0, expected: 0 }));
  const variance = groups.map(() => new Array<number>(count).fill(0));
  for (const stratum of strata) {
    stratum.forEach((observations, g) => (groups[g]!.n += observations.length));
    addStratum(stratum.map(lifeTable), groups, variance);
  }
  return { groups, ...compare(groups, variance) };
}

function compare(groups: LogRankGroup[], variance: number[][]): Omit<LogRank, 'groups'> {
  // The differences of all groups sum to zero, so one group says nothing new and is left out.
  const differences = groups.slice(1).map(({ observed, expected }) => observed - expected);
  const rest = variance.slice(1).map((row) => row.slice(1));
  const { solution, rank } = solveSymmetric(rest, differences);
  const chiSquare = solution.reduce((sum, x, i) => sum + x * differences[i]!, 0);
  return { chiSquare, degreesOfFreedom: rank, p: rank === 0 ? null : chiSquareUpperTail(chiSquare, rank) };
}

/** Walks the groups' tables side by side, event time by event time. */
function addStratum(tables: LifeTable[], groups: LogRankGroup[], variance: number[][]): void {
  const at = tables.map(() => 0);
  const atRisk = tables.map(() => 0);
  for (;;) {
    const time = Math.min(...tables.map((table, g) => table.times[at[g]!] ?? Infinity));
    if (time === Infinity) return;
    let events = 0;
    let everyone = 0;
    for (let g = 0; g < tables.length; g++) {
      const table = tables[g]!;
      const row = at[g]!;
      const now = table.times[row] === time;
      atRisk[g] = table.atRisk[row] ?? 0;
      everyone += atRisk[g]!;
      if (!now) continue;
      events += table.events[row]!;
      groups[g]!.observed += table.events[row]!;
      at[g] = row + 1;
    }
    if (events > 0) addEventTime(events, everyone, atRisk, groups, variance);
  }
}

function addEventTime(events: number, everyone: number, atRisk: number[], groups: LogRankGroup[], variance: number[][]): void {
  // Hypergeometric variance; with one left at risk there is no choice, hence no variance.
  const weight = everyone > 1 ? (events * (everyone - events)) / (everyone - 1) : 0;
  for (let g = 0; g < atRisk.length; g++) {
    const share = atRisk[g]! / everyone;
    groups[g]!.expected += events * share;
    for (let h = 0; h < atRisk.length; h++) {
      variance[g]![h]! += weight * share * ((g === h ? 1 : 0) - atRisk[h]! / everyone);
    }
  }
}
