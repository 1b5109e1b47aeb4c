import { isVisibleIn, snapshotOf } from './snapshot.js';

describe('a snapshot', () => {
  it('shows what was committed when it was taken: not what ran then, nor what came later', () => {
    const snapshot = snapshotOf('10:20:10,14,18');
    const shown = [9n, 10n, 11n, 14n, 17n, 18n, 19n, 20n, 99n].filter((transaction) => isVisibleIn(snapshot, transaction));
    expect(shown).toEqual([9n, 11n, 17n, 19n]);
  });

  it.each(['', '10', '20:10:', '1:2', '1:2:x', '1:2:1;drop table', '9'.repeat(40) + ':1:', '-1:2:'])('that was not told by a stream is refused: %j', (text) => {
    expect(() => snapshotOf(text)).toThrow(expect.objectContaining({ status: 400 }));
  });

  it('in which nothing ran is read', () => {
    expect(snapshotOf('7:7:')).toEqual({ xmin: 7n, xmax: 7n, running: new Set() });
  });
});
