import { studentFactor } from './student-quantile.js';
import { wilson, type ShareWithInterval } from './wilson.js';

/** Units that belong together, such as all complaints of one customer: how many there are, and how many of them are successes. */
export interface Cluster {
  readonly n: number;
  readonly successes: number;
}

/**
 * The share of successes among all units, with an interval that holds although units of one cluster are alike.
 * Variance: the linearised ratio estimator over clusters, G/(G-1) · Σ(yᵢ - p·nᵢ)² / n² (Cochran 1977, Sampling Techniques;
 * the sandwich of Liang & Zeger 1986 with its usual small-sample factor). Interval: on the logit scale with Student's t of G-1 degrees
 * (Korn & Graubard 1999, Analysis of Health Surveys), which keeps within 0..1. Where all or none are successes, or there is one
 * cluster, no spread can be seen: then Wilson's interval as if each cluster were one unit.
 * Throws a RangeError unless all numbers are whole with 0 ≤ successes ≤ n, and 0 < level < 1.
 */
export function clusteredShare(clusters: readonly Cluster[], level = 0.95): ShareWithInterval {
  const filled = clusters.filter(({ n }) => n > 0);
  const n = filled.reduce((sum, cluster) => sum + cluster.n, 0);
  const successes = filled.reduce((sum, cluster) => sum + cluster.successes, 0);
  const { share } = wilson(successes, n, level);
  if (share === null) return { share, low: 0, high: 1 };
  const spread = filled.reduce((sum, cluster) => sum + (cluster.successes - share * cluster.n) ** 2, 0);
  if (filled.length < 2 || spread === 0) return { ...wilson(Math.round(share * filled.length), filled.length, level), share };
  const stdErr = Math.sqrt((filled.length / (filled.length - 1)) * spread) / n;
  const half = (studentFactor(level, filled.length - 1) * stdErr) / (share * (1 - share));
  const logit = Math.log(share / (1 - share));
  return { share, low: 1 / (1 + Math.exp(half - logit)), high: 1 / (1 + Math.exp(-half - logit)) };
}
