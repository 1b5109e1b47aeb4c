import { deadlineLines, parkedLine } from './status.js';

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

describe('a parked complaint in amends status', () => {
  it('is told with who could not handle it, since when, and what to do', () => {
    const since = '2026-11-02T12:00:00.000Z';
    expect(parkedLine('escalation', { consumer: 'ledger@1', complaints: 1, messages: 3, since })).toBe(
      '! 1 complaint stands still since 2026-11-02T12:00:00.000Z: ledger@1 of escalation could not handle what it says (messages parked: 3): npx amends redrive list --service escalation',
    );
    expect(parkedLine('insight', { consumer: 'board@2', complaints: 2, messages: 3, since })).toMatch(/^! 2 complaints stand still .* what they say/);
  });
});
