import fc from 'fast-check';
import { logRank, nelsonAalen, quantile, restrictedMean, survivalCurve, survivalMedian, type SurvivalObservation } from './index.js';

const times = fc.integer({ min: 0, max: 40 });
const observations = fc.array(fc.record({ time: times, event: fc.boolean() }), { minLength: 1, maxLength: 60 });

describe('laws that hold for any data', () => {
  it('the order of the rows does not matter', () => {
    fc.assert(
      fc.property(observations, fc.integer({ min: 0, max: 59 }), (rows, shift) => {
        const turned = [...rows.slice(shift % rows.length), ...rows.slice(0, shift % rows.length)].reverse();
        expect(survivalCurve(turned)).toEqual(survivalCurve(rows));
      }),
    );
  });

  it('measuring in minutes instead of hours moves the times and nothing else', () => {
    fc.assert(
      fc.property(observations, (rows) => {
        const minutes = rows.map((row) => ({ ...row, time: row.time * 60 }));
        expect(survivalCurve(minutes)).toEqual(survivalCurve(rows).map((step) => ({ ...step, time: step.time * 60 })));
        const median = survivalMedian(survivalCurve(rows)).time;
        expect(survivalMedian(survivalCurve(minutes)).time).toEqual(median === null ? null : median * 60);
      }),
    );
  });

  it('when nothing is censored the curve is the share of larger times', () => {
    fc.assert(
      fc.property(fc.array(times, { minLength: 1, maxLength: 60 }), (all) => {
        for (const step of survivalCurve(all.map(ended))) {
          expect(step.survival).toBeCloseTo(all.filter((time) => time > step.time).length / all.length, 12);
        }
      }),
    );
  });

  it('when nothing is censored the restricted mean to the longest time is the plain mean', () => {
    fc.assert(
      fc.property(fc.array(times, { minLength: 1, maxLength: 60 }), (all) => {
        const mean = all.reduce((sum, time) => sum + time, 0) / all.length;
        expect(restrictedMean(survivalCurve(all.map(ended)), Math.max(...all))?.mean).toBeCloseTo(mean, 10);
      }),
    );
  });

  it('a row censored at time 0 changes nothing later on', () => {
    fc.assert(
      fc.property(observations, (rows) => {
        const later = (all: SurvivalObservation[]) => survivalCurve(all).filter((step) => step.time > 0);
        const positive = rows.map((row) => ({ ...row, time: row.time + 1 }));
        expect(later([{ time: 0, event: false }, ...positive])).toEqual(later(positive));
      }),
    );
  });

  it('the curve never rises, the hazard never falls, and the limits enclose the curve', () => {
    fc.assert(
      fc.property(observations, (rows) => {
        const curve = survivalCurve(rows);
        curve.forEach((step, i) => {
          expect(step.survival).toBeLessThanOrEqual(curve[i - 1]?.survival ?? 1);
          expect(step.low ?? 0).toBeLessThanOrEqual(step.survival);
          expect(step.high ?? 1).toBeGreaterThanOrEqual(step.survival);
        });
        const hazards = nelsonAalen(rows).map((step) => step.cumulativeHazard);
        expect(hazards).toEqual([...hazards].sort((a, b) => a - b));
      }),
    );
  });

  it('a group against its own copy shows no difference, and the order of groups does not matter', () => {
    fc.assert(
      fc.property(observations, observations, (a, b) => {
        expect(logRank([a, a]).chiSquare).toBeCloseTo(0, 9);
        expect(logRank([a, b]).chiSquare).toBeCloseTo(logRank([b, a]).chiSquare, 9);
        const { groups } = logRank([a, b]);
        expect(groups[0]!.expected + groups[1]!.expected).toBeCloseTo(groups[0]!.observed + groups[1]!.observed, 9);
      }),
    );
  });

  it('a quantile lies between the smallest and the largest, and grows with its share', () => {
    fc.assert(
      fc.property(fc.array(times, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (all, p, q) => {
        const sorted = all.sort((a, b) => a - b);
        expect(quantile(sorted, Math.min(p, q))!).toBeLessThanOrEqual(quantile(sorted, Math.max(p, q))! + 1e-9);
        expect(quantile(sorted, 0)).toBe(sorted[0]);
        expect(quantile(sorted, 1)).toBe(sorted.at(-1));
      }),
    );
  });
});

function ended(time: number): SurvivalObservation {
  return { time, event: true };
}
