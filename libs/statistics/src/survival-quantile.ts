import { normalFactor } from './normal-quantile.js';
import type { SurvivalStep } from './survival-curve.js';
import { survivalLimits, type IntervalScale } from './survival-limits.js';

/** A time by which a share has ended, with its limits, in the curve's unit; null where the curve, or a limit of it, never gets there. */
export interface SurvivalQuantile {
  time: number | null;
  low: number | null;
  high: number | null;
}

/** What an interval is built with: log-log scale and level 0.95 unless told. */
export interface IntervalChoice {
  scale?: IntervalScale;
  level?: number;
}

// R compares a curve with the wanted share to the root of the machine's precision; the same here gives the same midpoints.
const TOLERANCE = Math.sqrt(Number.EPSILON);

/** The time by which half have ended, and its limits (Brookmeyer & Crowley 1982): `survivalQuantile` at 0.5. */
export function survivalMedian(curve: readonly SurvivalStep[], choice: IntervalChoice = {}): SurvivalQuantile {
  return survivalQuantile(curve, 0.5, choice);
}

/**
 * The time by which a share p has ended: where the curve first falls to 1 - p; its limits are where the curve's own limits do.
 * A curve that lies exactly at 1 - p gives the middle of that stretch, as print.survfit of R does.
 * Throws a RangeError unless 0 < p < 1.
 */
export function survivalQuantile(curve: readonly SurvivalStep[], p: number, choice: IntervalChoice = {}): SurvivalQuantile {
  if (!(p > 0 && p < 1)) throw new RangeError(`a survival quantile needs a share between 0 and 1, not ${p}`);
  const z = normalFactor(choice.level ?? 0.95);
  const limits = (step: SurvivalStep) => survivalLimits(step.survival, (step.stdErr ?? 0) / step.survival, z, choice.scale ?? 'log-log');
  return {
    time: firstFall(curve, 1 - p, (step) => step.survival),
    low: firstFall(curve, 1 - p, (step) => limits(step).low),
    high: firstFall(curve, 1 - p, (step) => limits(step).high),
  };
}

function firstFall(curve: readonly SurvivalStep[], share: number, heightOf: (step: SurvivalStep) => number | null): number | null {
  const first = curve.findIndex((step) => (heightOf(step) ?? Infinity) < share + TOLERANCE);
  if (first < 0) return null;
  const { time } = curve[first]!;
  const height = heightOf(curve[first]!)!;
  if (Math.abs(height - share) >= TOLERANCE) return time;
  const next = curve.slice(first).find((step) => (heightOf(step) ?? Infinity) < height);
  return next ? (time + next.time) / 2 : time;
}
