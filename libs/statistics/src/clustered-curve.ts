import type { SurvivalObservation } from './life-table.js';
import { normalFactor } from './normal-quantile.js';
import { survivalCurve, type SurvivalStep } from './survival-curve.js';
import { survivalLimits } from './survival-limits.js';

/** An observation with what it belongs to, such as the customer. */
export interface ClusteredObservation extends SurvivalObservation {
  readonly cluster: string;
}

/**
 * The product-limit curve with standard errors and log-log limits that hold although observations of one cluster are alike: the curve is
 * that of `survivalCurve`, the variance of its logarithm is G/(G-1) · Σ over clusters of (Σ of the infinitesimal jackknife of its
 * observations)² (Ying & Wei 1994; Therneau & Grambsch 2000). With every observation a cluster of its own
 * it is Greenwood's, times G/(G-1). Takes time in proportion to the observations, after sorting.
 */
export function clusteredCurve(observations: readonly ClusteredObservation[], level = 0.95): SurvivalStep[] {
  const steps = survivalCurve(observations, level);
  const z = normalFactor(level);
  const sums = new ClusterSums(observations);
  const sorted = [...observations].sort((a, b) => a.time - b.time);
  let at = 0;
  return steps.map((step) => {
    const { time, atRisk, events, survival } = step;
    if (events > 0) sums.hazard += events / (atRisk * (atRisk - events));
    for (; at < sorted.length && sorted[at]!.time === time; at++) sums.leave(sorted[at]!, atRisk - events);
    if (survival <= 0) return step;
    const logStdErr = Math.sqrt(sums.variance());
    return { ...step, stdErr: survival * logStdErr, ...survivalLimits(survival, logStdErr, z, 'log-log') };
  });
}

/**
 * An observation counts, by time t, its own end 1/(Y-d) if it has ended, minus the hazard gathered while it was watched. For a
 * cluster that is `settled` - `watched` · hazard(t), so the sum of squares over clusters follows from three sums that change only
 * when an observation leaves.
 */
class ClusterSums {
  /** Σ d/(Y(Y-d)) so far. */
  hazard = 0;
  private readonly clusters = new Map<string, { settled: number; watched: number }>();
  private settled2 = 0;
  private both = 0;
  private watched2 = 0;

  constructor(observations: readonly ClusteredObservation[]) {
    for (const { cluster } of observations) {
      const one = this.clusters.get(cluster);
      if (one) one.watched += 1;
      else this.clusters.set(cluster, { settled: 0, watched: 1 });
    }
    for (const { watched } of this.clusters.values()) this.watched2 += watched * watched;
  }

  leave({ cluster, event }: ClusteredObservation, left: number): void {
    const one = this.clusters.get(cluster)!;
    this.count(one, -1);
    one.settled += (event && left > 0 ? 1 / left : 0) - this.hazard;
    one.watched -= 1;
    this.count(one, 1);
  }

  variance(): number {
    const count = this.clusters.size;
    const sum = this.settled2 - 2 * this.hazard * this.both + this.hazard * this.hazard * this.watched2;
    // Differences of large sums may fall a rounding error below zero.
    return count < 2 ? 0 : (count / (count - 1)) * Math.max(0, sum);
  }

  private count({ settled, watched }: { settled: number; watched: number }, sign: 1 | -1): void {
    this.settled2 += sign * settled * settled;
    this.both += sign * settled * watched;
    this.watched2 += sign * watched * watched;
  }
}
