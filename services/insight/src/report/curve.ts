import type { ResolveAnswer } from './resolve-answer.js';

/** So many points at most: enough for a plot as wide as a screen, few enough for a terminal. */
const POINTS = 60;
/** Shorter times share the first point: on a logarithmic axis they would take half of it. */
const SHORTEST_HOURS = 1 / 60;

/**
 * The share that is unresolved by time (Kaplan-Meier, open complaints censored), at times whose ratios are equal, from two
 * sorted lists of hours. Each point is the height of the curve at its time.
 */
export function curveOf(ended: Float64Array, open: Float64Array): ResolveAnswer['curve'] {
  const latest = ended.at(-1);
  if (latest === undefined) return [];
  const points: { hours: number; unresolved: number }[] = [];
  let [survival, e, o] = [1, 0, 0];
  for (const hours of times(Math.max(ended[0]!, SHORTEST_HOURS), latest)) {
    while (e < ended.length && ended[e]! <= hours) {
      while (o < open.length && open[o]! < ended[e]!) o++;
      const atRisk = ended.length - e + (open.length - o);
      survival *= (atRisk - 1) / atRisk;
      e++;
    }
    points.push({ hours, unresolved: survival });
  }
  return points;
}

function times(first: number, last: number): number[] {
  if (last <= first) return [last];
  const ratio = Math.pow(last / first, 1 / (POINTS - 1));
  return [...Array.from({ length: POINTS - 1 }, (_, index) => first * Math.pow(ratio, index)), last];
}
