import { lifeTable, type SurvivalObservation } from './life-table.js';
import { normalFactor } from './normal-quantile.js';
import { survivalLimits } from './survival-limits.js';

/**
 * The curve from `time` on: survival is the share (0..1) still open, with Greenwood's standard error and log-log limits.
 * `stdErr` is null where nobody is left, the limits also where nobody has ended yet: there the data give none.
 */
export interface SurvivalStep {
  time: number;
  atRisk: number;
  events: number;
  censored: number;
  survival: number;
  stdErr: number | null;
  low: number | null;
  high: number | null;
}

/**
 * The product-limit curve (Kaplan & Meier 1958), one step a distinct time, ascending, in the unit of the observations;
 * empty for none. Throws a RangeError on a time that is negative or not finite.
 */
export function survivalCurve(observations: readonly SurvivalObservation[], level = 0.95): SurvivalStep[] {
  const { times, atRisk, events, censored } = lifeTable(observations);
  const z = normalFactor(level);
  const steps: SurvivalStep[] = new Array(times.length);
  let survival = 1;
  let logVariance = 0;
  for (let i = 0; i < times.length; i++) {
    const n = atRisk[i]!;
    const d = events[i]!;
    survival *= (n - d) / n;
    if (d > 0) logVariance += d / (n * (n - d));
    const logStdErr = Math.sqrt(logVariance);
    const { low, high } = survivalLimits(survival, logStdErr, z, 'log-log');
    const stdErr = survival > 0 ? survival * logStdErr : null;
    steps[i] = { time: times[i]!, atRisk: n, events: d, censored: censored[i]!, survival, stdErr, low, high };
  }
  return steps;
}

/** The share (0..1) still open at a time, by the curve's last step at or before it; 1 before the first. */
export function survivalAt(curve: readonly SurvivalStep[], time: number): number {
  let from = 0;
  let to = curve.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (curve[middle]!.time <= time) from = middle + 1;
    else to = middle;
  }
  return from === 0 ? 1 : curve[from - 1]!.survival;
}
