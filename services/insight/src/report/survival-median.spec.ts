import { survivalCurve, survivalMedian } from '@amends/statistics';
import fc from 'fast-check';
import { survivalMedianOf } from './survival-median.js';

const sorted = (times: readonly number[]): Float64Array => Float64Array.from(times).sort();

describe('the median time to resolve', () => {
  it('is that of the survival curve, for any complaints', () => {
    const times = fc.array(fc.nat(30), { maxLength: 40 });
    fc.assert(
      fc.property(times, times, (ended, open) => {
        const curve = survivalCurve([...ended.map((time) => ({ time, event: true })), ...open.map((time) => ({ time, event: false }))]);
        expect(survivalMedianOf(sorted(ended), sorted(open))).toEqual(survivalMedian(curve));
      }),
      { numRuns: 2000, seed: 20261121 },
    );
  });

  it('is that of Freireich 1963 as R gives it with log-log limits: 23 (13, none) and 8 (4, 11)', () => {
    const drug = survivalMedianOf(sorted([6, 6, 6, 7, 10, 13, 16, 22, 23]), sorted([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]));
    expect(drug).toEqual({ time: 23, low: 13, high: null });
    const placebo = survivalMedianOf(sorted([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]), sorted([]));
    expect(placebo).toEqual({ time: 8, low: 4, high: 11 });
  });
});
