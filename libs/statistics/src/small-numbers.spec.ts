import { chiSquareUpperTail, logRank, normalQuantile, quantile, restrictedMean, survivalCurve, survivalMedian, wilson } from './index.js';

describe('a share and its Wilson interval', () => {
  it.each([
    [54, 100, 0.4426, 0.6344],
    [9, 10, 0.5958, 0.9821],
    [0, 10, 0, 0.2775],
  ])('%d of %d lies between %d and %d', (successes, n, low, high) => {
    expect(wilson(successes, n)).toEqual({ share: successes / n, low: expect.closeTo(low, 4), high: expect.closeTo(high, 4) });
  });

  it('says nothing about a share of nobody', () => {
    expect(wilson(0, 0)).toEqual({ share: null, low: 0, high: 1 });
  });

  it('reaches exactly 1 when all succeed', () => {
    expect(wilson(10, 10).high).toBe(1);
  });

  it.each([
    [2, 1],
    [-1, 3],
    [0.5, 3],
    [Number.NaN, 3],
  ])('refuses %d of %d', (successes, n) => {
    expect(() => wilson(successes, n)).toThrow(RangeError);
  });
});

describe('a quantile of plain numbers', () => {
  it('lies on the line between two neighbours (type 7)', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([1, 2, 3, 4], 0.9)).toBeCloseTo(3.7, 12);
    expect(quantile([7], 0.99)).toBe(7);
  });

  it('is null for no numbers and refuses a share outside 0..1', () => {
    expect(quantile([], 0.5)).toBeNull();
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  });
});

describe('the reference distributions', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.9999, 3.719016485455709],
    [0.01, -2.326347874040841],
    [1e-20, -9.262340089798408],
  ])('the normal quantile at %d is %d', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 12);
  });

  it('is minus and plus infinity at the ends of the normal distribution', () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
  });

  // The 5 % points of every printed chi-square table; with 2 degrees of freedom the tail is exp(-x/2) exactly.
  it.each([
    [3.841459, 1, 0.05],
    [7.814728, 3, 0.05],
    [18.307038, 10, 0.05],
    [2, 2, Math.exp(-1)],
    [60, 2, Math.exp(-30)],
  ])('a chi-square of %d with %d degrees of freedom is reached with probability %d', (value, df, p) => {
    expect(chiSquareUpperTail(value, df) / p).toBeCloseTo(1, 6);
  });

  it('is certain at 0 and refuses half a degree of freedom', () => {
    expect(chiSquareUpperTail(0, 3)).toBe(1);
    expect(() => chiSquareUpperTail(1, 0.5)).toThrow(RangeError);
  });
});

describe('a survival curve of few', () => {
  it('of nobody is empty, has no median and no mean', () => {
    expect(survivalCurve([])).toEqual([]);
    expect(survivalMedian([])).toEqual({ time: null, low: null, high: null });
    expect(restrictedMean([], 10)).toBeNull();
  });

  it('of one who ended at once falls to 0 at time 0', () => {
    expect(survivalCurve([{ time: 0, event: true }])).toEqual([
      { time: 0, atRisk: 1, events: 1, censored: 0, survival: 0, stdErr: null, low: null, high: null },
    ]);
  });

  it('that lies exactly at one half has its median in the middle of that stretch, as R has', () => {
    const curve = survivalCurve([1, 2, 5, 9].map((time) => ({ time, event: true })));
    expect(survivalMedian(curve).time).toBe(3.5);
  });

  it('that ends at one half has its median where it got there', () => {
    const curve = survivalCurve([{ time: 1, event: true }, { time: 4, event: false }]);
    expect(survivalMedian(curve).time).toBe(1);
  });

  it.each([-1, Number.NaN, Infinity])('refuses the time %d', (time) => {
    expect(() => survivalCurve([{ time, event: true }])).toThrow(RangeError);
  });
});

describe('a log-rank test that has nothing to compare', () => {
  it('gives no p when nobody ended or one group is empty', () => {
    const open = [{ time: 3, event: false }];
    expect(logRank([open, open])).toMatchObject({ chiSquare: 0, degreesOfFreedom: 0, p: null });
    expect(logRank([[{ time: 3, event: true }], []]).p).toBeNull();
  });

  it('leaves an empty group out of the degrees of freedom', () => {
    const a = [1, 2, 3, 4].map((time) => ({ time, event: true }));
    const b = [5, 6, 7, 8].map((time) => ({ time, event: true }));
    expect(logRank([a, [], b]).degreesOfFreedom).toBe(1);
    expect(logRank([a, [], b]).chiSquare).toBeCloseTo(logRank([a, b]).chiSquare, 12);
    expect(logRank([[], a, b]).chiSquare).toBeCloseTo(logRank([a, b]).chiSquare, 12);
  });

  it('refuses a single group', () => {
    expect(() => logRank([[{ time: 1, event: true }]])).toThrow(RangeError);
  });
});
