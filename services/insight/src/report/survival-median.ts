import { normalFactor, survivalLimits, type SurvivalQuantile } from '@amends/statistics';

const HALF = 0.5;
// As in libs/statistics: where the curve lies exactly at the half, rounding must not decide.
const TOLERANCE = Math.sqrt(Number.EPSILON);
const Z = normalFactor(0.95);

/**
 * The time by which half have ended, with 95 % log-log limits: `survivalMedian` of libs/statistics, straight from two sorted
 * lists of times. It stops where the answer is known and keeps no curve: a million complaints need no object each.
 */
export function survivalMedianOf(ended: Float64Array, open: Float64Array): SurvivalQuantile {
  const [median, low, high] = [new FirstFall(), new FirstFall(), new FirstFall()];
  let [survival, logVariance, e, o] = [1, 0, 0, 0];
  while (e < ended.length && !(median.isKnown && low.isKnown && high.isKnown)) {
    const time = ended[e]!;
    while (o < open.length && open[o]! < time) o++;
    const atRisk = ended.length - e + (open.length - o);
    const first = e;
    while (ended[e] === time) e++;
    const events = e - first;
    survival *= (atRisk - events) / atRisk;
    logVariance += events / (atRisk * (atRisk - events));
    const limits = survivalLimits(survival, Math.sqrt(logVariance), Z, 'log-log');
    median.see(time, survival);
    low.see(time, limits.low);
    high.see(time, limits.high);
  }
  return { time: median.time, low: low.time, high: high.time };
}

/** Watches a falling height for where it first reaches the half; the middle of the stretch when it lies exactly there. */
class FirstFall {
  time: number | null = null;
  isKnown = false;
  private height = Infinity;

  see(time: number, height: number | null): void {
    if (this.isKnown || height === null) return;
    if (this.time === null && height < HALF + TOLERANCE) {
      this.time = time;
      this.height = height;
      this.isKnown = Math.abs(height - HALF) >= TOLERANCE;
    } else if (this.time !== null && height < this.height) {
      this.time = (this.time + time) / 2;
      this.isKnown = true;
    }
  }
}
