import { quantile } from '@amends/statistics';
import { sortedTogether } from './durations.js';
import type { Figures } from './resolve-answer.js';
import { survivalMedianOf } from './survival-median.js';

/** How long complaints took, hours: until they were resolved, and those that are still open until the data cut. */
export interface Durations {
  readonly resolved: Float64Array;
  readonly open: Float64Array;
}

/** The figures of any number of groups taken together. Pure. */
export function figuresOf(groups: readonly Durations[]): Figures {
  const resolved = sortedTogether(groups.map((group) => group.resolved));
  const median = survivalMedianOf(resolved, sortedTogether(groups.map((group) => group.open)));
  return { p50: quantile(resolved, 0.5), p90: quantile(resolved, 0.9), p99: quantile(resolved, 0.99), survivalMedian: median.time, low: median.low, high: median.high };
}
