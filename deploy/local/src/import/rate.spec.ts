import { Rate } from './rate.js';

describe('the rate of an import', () => {
  it('is that of its last ten seconds', () => {
    const rate = new Rate();
    for (const [at, done] of [[0, 0], [10_000, 100], [15_000, 600], [20_000, 1_100]] as const) rate.note(at, done);
    expect([rate.perSecond(), rate.left(2_100)]).toEqual([100, '10 s']);
  });

  it('is unknown at first, and then nobody knows how long it takes', () => {
    const rate = new Rate();
    rate.note(0, 50);
    expect([rate.perSecond(), rate.left(100)]).toEqual([0, '–']);
  });

  it('gives longer times in minutes and hours', () => {
    const rate = new Rate();
    rate.note(0, 0);
    rate.note(1_000, 1);
    expect([rate.left(601), rate.left(36_001)]).toEqual(['10 min', '10.0 h']);
  });
});
