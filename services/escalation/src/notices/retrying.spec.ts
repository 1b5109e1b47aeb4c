import { FAILURES_UNTIL_PAUSE, MOST_TRIES, pauseAfter, waitAfter } from './retrying.js';

const ID = '0192a3b4-0000-7000-8000-000000000001';
const waits = (id: string): readonly number[] => Array.from({ length: MOST_TRIES - 1 }, (_, tries) => waitAfter(tries + 1, id));

describe('how long to wait before the next try', () => {
  it('is about twice as long each time, up to an hour', () => {
    expect(waits(ID).every((wait, index) => wait <= Math.min(5000 * 2 ** index, 3_600_000) && wait >= 0.8 * Math.min(5000 * 2 ** index, 3_600_000))).toBe(true);
  });

  it('is another one for another letter, and the same for the same', () => {
    expect(waits(ID)).toEqual(waits(ID));
    expect(waits(ID)).not.toEqual(waits(ID.replace('1', '2')));
  });

  it('covers a night in which a mail server is mended', () => {
    expect(waits(ID).reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(5 * 3_600_000);
  });
});

describe('an address that fails', () => {
  it('is left alone for a while after five failures, longer each time, never longer than half an hour', () => {
    expect([1, 4, 5, 6, 7, 50].map(pauseAfter)).toEqual([0, 0, 60_000, 120_000, 240_000, 1_800_000]);
    expect(FAILURES_UNTIL_PAUSE).toBe(5);
  });
});
