import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  logRank,
  nelsonAalen,
  restrictedMean,
  stratifiedLogRank,
  survivalAt,
  survivalCurve,
  survivalMedian,
  survivalQuantile,
  type SurvivalObservation,
  type SurvivalStep,
} from './index.js';

// Every expected number below was printed by R `survival` 3.5-3 (measurement.md, "Oracles"), not by this library.
const SHARED = resolve(__dirname, '../../../../shared/data/survival');

describe('Freireich 1963: remission of leukaemia in weeks, 6-MP against placebo', () => {
  const treated = typed('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+');
  const placebo = typed('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');

  it.each([
    [6, 0.857, 0.0764],
    [7, 0.807, 0.0869],
    [10, 0.753, 0.0963],
    [13, 0.69, 0.1068],
    [16, 0.627, 0.1141],
    [22, 0.538, 0.1282],
    [23, 0.448, 0.1346],
  ])('at week %d a share of %d is still in remission, give or take %d', (week, share, stdErr) => {
    const step = stepAt(survivalCurve(treated), week);
    expect(step.survival).toBeCloseTo(share, 3);
    expect(step.stdErr).toBeCloseTo(stdErr, 4);
  });

  it('gives the log-log limits of R', () => {
    const curve = survivalCurve(treated);
    expect(stepAt(curve, 6)).toMatchObject({ low: expect.closeTo(0.619718, 6), high: expect.closeTo(0.951552, 6) });
    expect(stepAt(curve, 23)).toMatchObject({ low: expect.closeTo(0.188052, 6), high: expect.closeTo(0.680143, 6) });
  });

  it('gives the medians of R on both scales, and null where a limit is not reached', () => {
    expect(survivalMedian(survivalCurve(treated), { scale: 'log' })).toEqual({ time: 23, low: 16, high: null });
    expect(survivalMedian(survivalCurve(placebo), { scale: 'log' })).toEqual({ time: 8, low: 4, high: 12 });
    expect(survivalMedian(survivalCurve(treated))).toEqual({ time: 23, low: 13, high: null });
    expect(survivalMedian(survivalCurve(placebo))).toEqual({ time: 8, low: 4, high: 11 });
    expect(survivalQuantile(survivalCurve(treated), 0.9).time).toBeNull();
  });

  it('gives the cumulative hazard of R', () => {
    const hazards = nelsonAalen(treated).filter((step) => step.events > 0);
    const expected = [0.142857, 0.201681, 0.268347, 0.351681, 0.44259, 0.585447, 0.752114];
    hazards.forEach((step, i) => expect(step.cumulativeHazard).toBeCloseTo(expected[i]!, 6));
    expect(hazards).toHaveLength(expected.length);
  });

  it('gives the log-rank test of R', () => {
    const test = logRank([treated, placebo]);
    expect(test.groups.map((group) => group.observed)).toEqual([9, 21]);
    expect(test.groups[0]!.expected).toBeCloseTo(19.2505, 4);
    expect(test.groups[1]!.expected).toBeCloseTo(10.7495, 4);
    expect(test.chiSquare).toBeCloseTo(16.7929, 4);
    expect(test.degreesOfFreedom).toBe(1);
    expect(test.p).toBeCloseTo(4.169e-5, 8);
  });

  it.each([
    [20, 16.11653, 1.25156, 8.42857, 1.26808],
    [35, 23.28739, 2.82747, 8.66667, 1.37739],
  ])('gives the restricted means of R to week %d', (week, treatedMean, treatedError, placeboMean, placeboError) => {
    expectMean(restrictedMean(survivalCurve(treated), week), treatedMean, treatedError);
    expectMean(restrictedMean(survivalCurve(placebo), week), placeboMean, placeboError);
  });

  it('refuses a restricted mean past the last observation while some are still open', () => {
    expect(restrictedMean(survivalCurve(treated), 36)).toBeNull();
    expect(restrictedMean(survivalCurve(placebo), 36)?.mean).toBeCloseTo(8.66667, 5);
  });
});

fromShared('lung.csv', (rows) => {
  const lung = rows.map((row) => ({ ...observation(row, '2'), sex: row['sex']!, ecog: row['ph.ecog']! }));
  const bySex = ['1', '2'].map((sex) => lung.filter((row) => row.sex === sex));

  it('has the median of R on both scales', () => {
    const curve = survivalCurve(lung);
    expect(lung.filter((row) => row.event)).toHaveLength(165);
    expect(survivalMedian(curve, { scale: 'log' })).toEqual({ time: 310, low: 285, high: 363 });
    expect(survivalMedian(curve)).toEqual({ time: 310, low: 284, high: 361 });
  });

  it.each([
    [100, 0.864, 0.0227],
    [180, 0.722, 0.0298],
    [365, 0.409, 0.0358],
    [500, 0.293, 0.0351],
    [730, 0.116, 0.0283],
  ])('has the survival of R after %d days', (day, share, stdErr) => {
    const curve = survivalCurve(lung);
    expect(survivalAt(curve, day)).toBeCloseTo(share, 3);
    expect(stepAt(curve, day).stdErr).toBeCloseTo(stdErr, 4);
  });

  it('has the medians, the log-rank test and the restricted means of R by sex', () => {
    const [men, women] = bySex.map((group) => survivalCurve(group)) as [SurvivalStep[], SurvivalStep[]];
    expect(survivalMedian(men, { scale: 'log' })).toEqual({ time: 270, low: 212, high: 310 });
    expect(survivalMedian(women, { scale: 'log' })).toEqual({ time: 426, low: 348, high: 550 });
    expectTest(logRank(bySex), 10.3267, 0.001311);
    expectMean(restrictedMean(men, 365), 241.4951, 10.35823);
    expectMean(restrictedMean(women, 365), 297.4654, 10.79132);
  });

  it('has the log-rank test of R within strata', () => {
    const strata = ['0', '1', '2', '3'].map((ecog) => bySex.map((group) => group.filter((row) => row.ecog === ecog)));
    expect(strata.flat(2)).toHaveLength(227);
    expectTest(stratifiedLogRank(strata), 10.7951, 0.001018);
  });
});

fromShared('aml.csv', (rows) => {
  const groups = ['Maintained', 'Nonmaintained'].map((x) => rows.filter((row) => row['x'] === x).map((row) => observation(row, '1')));

  it('has the medians, the log-rank test and the restricted means of R', () => {
    const [kept, not] = groups.map((group) => survivalCurve(group)) as [SurvivalStep[], SurvivalStep[]];
    expect(survivalMedian(kept, { scale: 'log' })).toEqual({ time: 31, low: 18, high: null });
    expect(survivalMedian(not, { scale: 'log' })).toEqual({ time: 23, low: 8, high: null });
    expectTest(logRank(groups), 3.39639, 0.06534);
    expectMean(restrictedMean(kept, 30), 24.6023, 2.31315);
    expectMean(restrictedMean(not, 30), 19.6944, 3.0542);
  });
});

fromShared('veteran.csv', (rows) => {
  const by = (column: string) => [...new Set(rows.map((row) => row[column]))].map((value) => rows.filter((row) => row[column] === value).map((row) => observation(row, '1')));

  it('has the log-rank tests of R by treatment and by cell type', () => {
    expectTest(logRank(by('trt')), 0.00822734, 0.9277);
    const cells = logRank(by('celltype'));
    expect(cells.degreesOfFreedom).toBe(3);
    expect(cells.chiSquare).toBeCloseTo(25.4, 1);
    expect(cells.p).toBeCloseTo(1.271e-5, 8);
  });
});

function typed(weeks: string): SurvivalObservation[] {
  return weeks.split(' ').map((week) => ({ time: parseFloat(week), event: !week.endsWith('+') }));
}

function observation(row: Record<string, string>, ended: string): SurvivalObservation {
  return { time: Number(row['time']), event: row['status'] === ended };
}

function stepAt(curve: SurvivalStep[], time: number): SurvivalStep {
  return curve.filter((step) => step.time <= time).at(-1)!;
}

function expectMean(actual: ReturnType<typeof restrictedMean>, mean: number, stdErr: number): void {
  expect(actual?.mean).toBeCloseTo(mean, 4);
  expect(actual?.stdErr).toBeCloseTo(stdErr, 4);
}

function expectTest(actual: ReturnType<typeof logRank>, chiSquare: number, p: number): void {
  expect(actual.chiSquare / chiSquare).toBeCloseTo(1, 5);
  expect(actual.p! / p).toBeCloseTo(1, 3);
}

/** Runs the tests on a data set of R's survival package (LGPL, so it is not copied in here), or says that it is not there. */
function fromShared(file: string, tests: (rows: Record<string, string>[]) => void): void {
  const path = resolve(SHARED, file);
  if (!existsSync(path)) {
    describe.skip(`${file}: skipped, because shared/data/survival is not beside this checkout`, () => it('is not there', () => undefined));
    return;
  }
  const [header, ...lines] = readFileSync(path, 'utf8').trim().split('\n').map((line) => line.replaceAll('"', '').split(','));
  describe(file, () => tests(lines.map((line) => Object.fromEntries(header!.map((name, i) => [name, line[i]!])))));
}
