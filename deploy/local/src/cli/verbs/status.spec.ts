import { deadlineLines } from './status.js';

const punctual = { struck: 0, seconds: null, waiting: 0, quarantined: 0, oldest: null };

describe('the deadline clock in amends status', () => {
  it('is not spoken of while it has done nothing', () => {
    expect(deadlineLines(punctual)).toEqual([]);
  });

  it('says how late it was', () => {
    expect(deadlineLines({ ...punctual, struck: 12, seconds: { p50: 0.0612, p99: 0.2, greatest: 3.25 } })).toEqual([
      'deadlines: 12 struck, late by 61 ms (half of the last thousand), 200 ms (99 %), 3.3 s (all)',
    ]);
  });

  it('says what is overdue, and what waits for an operator', () => {
    expect(deadlineLines({ ...punctual, waiting: 2, quarantined: 1, oldest: '2026-11-02T12:00:00.000Z' })).toEqual([
      expect.stringMatching(/^! 2 deadlines are overdue since 2026-11-02T12:00:00.000Z/), expect.stringMatching(/^! 1 deadlines wait for you.*npx amends redrive/),
    ]);
  });
});
