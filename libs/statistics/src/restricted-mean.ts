import type { SurvivalStep } from './survival-curve.js';

/** The mean time until the end or the horizon, whichever is first, with its standard error, in the curve's unit. */
export interface RestrictedMean {
  mean: number;
  stdErr: number;
}

/**
 * The area under the curve up to the horizon; the variance is the sum of (area after each event time)² · d/(n(n-d)),
 * as in R's survmean. Null when the horizon lies past the last observation while some are still open: nothing is known
 * there, so shorten the horizon. Throws a RangeError on a horizon that is negative or not finite.
 */
export function restrictedMean(curve: readonly SurvivalStep[], horizon: number): RestrictedMean | null {
  if (!(horizon >= 0 && horizon < Infinity)) throw new RangeError(`a horizon is zero or more and finite, not ${horizon}`);
  const last = curve.at(-1);
  if (!last || (horizon > last.time && last.survival > 0)) return null;
  let area = 0;
  let variance = 0;
  let end = horizon;
  // Backwards, so that the area after each event time is at hand when its term is added.
  for (let i = curve.length - 1; i >= 0; i--) {
    const { time, survival, atRisk, events } = curve[i]!;
    if (time > horizon) continue;
    area += survival * (end - time);
    end = time;
    if (atRisk > events) variance += (area * area * events) / (atRisk * (atRisk - events));
  }
  return { mean: area + end, stdErr: Math.sqrt(variance) };
}
