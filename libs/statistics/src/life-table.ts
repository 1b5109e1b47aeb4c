/** How long something was watched (any unit, from its origin) and whether it ended then (true) or was still open (false: censored). */
export interface SurvivalObservation {
  time: number;
  event: boolean;
}

/** One entry a distinct time, ascending: who was at risk just before it, how many ended at it, how many were censored at it. */
export interface LifeTable {
  times: Float64Array;
  atRisk: Uint32Array;
  events: Uint32Array;
  censored: Uint32Array;
}

/**
 * Counts observations by distinct time; censored ones count as at risk at their own time (Kaplan & Meier 1958).
 * Typed arrays because a million rows sort three times faster in them. Throws a RangeError on a time that is negative or not finite.
 */
export function lifeTable(observations: readonly SurvivalObservation[]): LifeTable {
  const [ended, open] = sortedTimes(observations);
  const table = emptyTable(distinctTimes(ended, open));
  let remaining = observations.length;
  for (let row = 0, e = 0, c = 0; row < table.times.length; row++) {
    const time = Math.min(ended[e] ?? Infinity, open[c] ?? Infinity);
    const firstEvent = e;
    const firstCensored = c;
    while (ended[e] === time) e++;
    while (open[c] === time) c++;
    table.times[row] = time;
    table.atRisk[row] = remaining;
    table.events[row] = e - firstEvent;
    table.censored[row] = c - firstCensored;
    remaining -= e - firstEvent + (c - firstCensored);
  }
  return table;
}

function sortedTimes(observations: readonly SurvivalObservation[]): [ended: Float64Array, open: Float64Array] {
  const ended = new Float64Array(observations.length);
  const open = new Float64Array(observations.length);
  let e = 0;
  let c = 0;
  for (const { time, event } of observations) {
    if (!(time >= 0 && time < Infinity)) throw new RangeError(`a time is zero or more and finite, not ${time}`);
    if (event) ended[e++] = time;
    else open[c++] = time;
  }
  return [ended.subarray(0, e).sort(), open.subarray(0, c).sort()];
}

function distinctTimes(ended: Float64Array, open: Float64Array): number {
  let count = 0;
  for (let e = 0, c = 0; e < ended.length || c < open.length; count++) {
    const time = Math.min(ended[e] ?? Infinity, open[c] ?? Infinity);
    while (ended[e] === time) e++;
    while (open[c] === time) c++;
  }
  return count;
}

function emptyTable(rows: number): LifeTable {
  const counts = () => new Uint32Array(rows);
  return { times: new Float64Array(rows), atRisk: counts(), events: counts(), censored: counts() };
}
