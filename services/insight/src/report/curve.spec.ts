import { survivalAt, survivalCurve } from '@amends/statistics';
import fc from 'fast-check';
import { curveOf } from './curve.js';

const sorted = (times: readonly number[]): Float64Array => Float64Array.from(times).sort();

describe('the curve of unresolved complaints', () => {
  it('is the survival curve at its times, for any complaints', () => {
    const times = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 40 });
    fc.assert(
      fc.property(times, times, (ended, open) => {
        const curve = survivalCurve([...ended.map((time) => ({ time, event: true })), ...open.map((time) => ({ time, event: false }))]);
        for (const { hours, unresolved } of curveOf(sorted(ended), sorted(open))) expect(unresolved).toBeCloseTo(survivalAt(curve, hours), 9);
      }),
      { seed: 20261121 },
    );
  });

  it('is empty while nothing is resolved, and small however many complaints there are', () => {
    expect(curveOf(sorted([]), sorted([1, 2]))).toEqual([]);
    expect(curveOf(Float64Array.from({ length: 5000 }, (_, index) => index), sorted([])).length).toBe(60);
  });
});
