import { lifeTable, type SurvivalObservation } from './life-table.js';

/** The cumulative hazard from `time` on (events expected of one who stays at risk), with its standard error. */
export interface HazardStep {
  time: number;
  atRisk: number;
  events: number;
  cumulativeHazard: number;
  stdErr: number;
}

/**
 * The cumulative hazard of Nelson 1972 and Aalen 1978: the sum of d/n with variance the sum of d/n²; one step a distinct
 * time, ascending. Throws a RangeError on a time that is negative or not finite.
 */
export function nelsonAalen(observations: readonly SurvivalObservation[]): HazardStep[] {
  const { times, atRisk, events } = lifeTable(observations);
  const steps: HazardStep[] = new Array(times.length);
  let cumulativeHazard = 0;
  let variance = 0;
  for (let i = 0; i < times.length; i++) {
    const n = atRisk[i]!;
    const d = events[i]!;
    cumulativeHazard += d / n;
    variance += d / (n * n);
    steps[i] = { time: times[i]!, atRisk: n, events: d, cumulativeHazard, stdErr: Math.sqrt(variance) };
  }
  return steps;
}
