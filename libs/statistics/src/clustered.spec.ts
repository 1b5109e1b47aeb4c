import { clusteredCurve, type ClusteredObservation } from './clustered-curve.js';
import { clusteredShare } from './clustered-share.js';
import { studentFactor } from './student-quantile.js';
import { survivalCurve } from './survival-curve.js';
import { wilson } from './wilson.js';

describe("Student's factor", () => {
  // Tables of Student's t, two-sided.
  it.each([[0.95, 1, 12.7062047], [0.95, 2, 4.3026527], [0.95, 3, 3.1824463], [0.95, 5, 2.5705818], [0.95, 10, 2.2281389], [0.95, 29, 2.0452296], [0.99, 10, 3.1692727], [0.95, 1000, 1.9623391]])(
    'at %d with %d degrees is %d', (level, degrees, expected) => expect(studentFactor(level, degrees)).toBeCloseTo(expected, 4),
  );

  it('nears the normal one', () => expect(studentFactor(0.95, Infinity)).toBeCloseTo(1.959964, 6));

  it.each([[0, 5], [1, 5], [0.95, 0], [0.95, NaN]])('is refused at %d with %d degrees', (level, degrees) => expect(() => studentFactor(level, degrees)).toThrow(RangeError));
});

describe('a share of units in clusters', () => {
  // By hand: p = 6/10; residuals y - p·n = 3-2.4, 0-1.8, 2-1.2, 1-0.6 = .6, -1.8, .8, .4; squares sum to 4.40;
  // variance 4/3 · 4.40/100 = .0586667, standard error .2422120; logit of .6 = .4054651, its error .2422120/.24 = 1.0092168;
  // t(.975, 3) = 3.1824463, half 3.2117783: limits of the logit -2.8063132 and 3.6172434.
  const four = [{ n: 4, successes: 3 }, { n: 3, successes: 0 }, { n: 2, successes: 2 }, { n: 1, successes: 1 }];

  it('has the interval that is worked out by hand', () => {
    const { share, low, high } = clusteredShare(four);
    expect([share, low, high].map((value) => value!.toFixed(5))).toEqual(['0.60000', (1 / (1 + Math.exp(2.8063132))).toFixed(5), (1 / (1 + Math.exp(-3.6172434))).toFixed(5)]);
  });

  it('does not depend on their order, nor on empty ones', () => {
    const mixed = clusteredShare([{ n: 0, successes: 0 }, ...four.toReversed()]);
    expect([mixed.share, mixed.low, mixed.high]).toEqual(Object.values(clusteredShare(four)).map((value) => expect.closeTo(value, 12)));
  });

  it('is less certain when units of a cluster are alike, and about as certain as without clusters when they are not', () => {
    const units = Array.from({ length: 400 }, (_, index) => ({ n: 1, successes: index % 2 }));
    const alike = Array.from({ length: 100 }, (_, index) => ({ n: 4, successes: 4 * (index % 2) }));
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    expect(width(clusteredShare(units)) / width(wilson(200, 400))).toBeCloseTo(1, 1);
    expect(width(clusteredShare(alike)) / width(clusteredShare(units))).toBeCloseTo(2, 1);
  });

  it('of which none or all are successes counts each cluster as one unit', () => {
    expect(clusteredShare([{ n: 5, successes: 0 }, { n: 5, successes: 0 }])).toEqual(wilson(0, 2));
    expect(clusteredShare([{ n: 5, successes: 5 }, { n: 1, successes: 1 }])).toEqual(wilson(2, 2));
    expect(clusteredShare([])).toEqual({ share: null, low: 0, high: 1 });
    expect(clusteredShare([{ n: 5, successes: 2 }]).share).toBe(0.4);
  });

  it('is refused for numbers that are none', () => expect(() => clusteredShare([{ n: 1, successes: 2 }])).toThrow(RangeError));
});

describe('a curve of observations in clusters', () => {
  const sixMp: readonly [number, boolean][] = [
    [6, true], [6, true], [6, true], [6, false], [7, true], [9, false], [10, true], [10, false], [11, false], [13, true], [16, true],
    [17, false], [19, false], [20, false], [22, true], [23, true], [25, false], [32, false], [32, false], [34, false], [35, false],
  ];
  const each: readonly ClusteredObservation[] = sixMp.map(([time, event], index) => ({ time, event, cluster: String(index) }));

  it('is that of Freireich with Greenwood errors, times G/(G-1), when every observation is a cluster', () => {
    const factor = Math.sqrt(21 / 20);
    const expected = survivalCurve(each).map(({ time, survival, stdErr }) => [time, survival, expect.closeTo(stdErr! * factor, 12)]);
    expect(clusteredCurve(each).map(({ time, survival, stdErr }) => [time, survival, stdErr])).toEqual(expected);
  });

  // Two customers, a with ends at 1 and 3, b with an end at 2 and one still open at 4. By t = 1: hazard 1/(4·3) = 1/12.
  // a: 1/3 - 1/12 - 1/12 = 1/6; b: -2/12 = -1/6; variance 2/1 · (1/36 + 1/36) = 1/9, so the error of log S is 1/3.
  it('has the error that is worked out by hand', () => {
    const pairs = [[1, true, 'a'], [3, true, 'a'], [2, true, 'b'], [4, false, 'b']] as const;
    const [first] = clusteredCurve(pairs.map(([time, event, cluster]) => ({ time, event, cluster })));
    expect([first!.survival, first!.stdErr]).toEqual([0.75, expect.closeTo(0.25, 12)]);
  });

  it('is as certain as the same observations once, when each comes several times within its cluster', () => {
    const thrice = [...each, ...each, ...each];
    const errors = (steps: ReturnType<typeof clusteredCurve>) => steps.filter(({ events }) => events > 0).map(({ stdErr }) => stdErr!);
    expect(errors(clusteredCurve(thrice))).toEqual(errors(clusteredCurve(each)).map((error) => expect.closeTo(error, 10)));
  });
});
