import { HeardUpTo } from './heard-up-to.js';

const standing = (offset: number, generation = 1, clusterId = 'c') => ({ clusterId, generation, offsets: { 'complaints/3': BigInt(offset) } });
const ends = (offset: number) => ({ 'complaints/3': BigInt(offset) });

describe('what the ledger has certainly heard', () => {
  let heard: HeardUpTo;

  beforeEach(() => {
    heard = new HeardUpTo();
  });

  it('is everything up to now when it stands at the end, and of an empty partition too', () => {
    heard.look(standing(7), ends(7), 1000);
    expect([heard.of(3), heard.of(4)]).toEqual([1000, 1000]);
  });

  it('is not certain before the end of an instant was reached', () => {
    heard.look(standing(6), ends(7), 1000);
    heard.look(standing(6), ends(9), 2000);
    expect(heard.of(3)).toBe(0);
    heard.look(standing(8), ends(12), 3000);
    expect(heard.of(3)).toBe(1000);
    heard.look(standing(9), ends(15), 4000);
    expect(heard.of(3)).toBe(2000);
  });

  it('moves on while nothing new was said, although it was read later', () => {
    heard.look(standing(6), ends(7), 1000);
    heard.look(standing(6), ends(7), 2000);
    heard.look(standing(7), ends(8), 3000);
    expect(heard.of(3)).toBe(2000);
  });

  it('needs none of its own events to be read back, but whatever lies between them', () => {
    heard.look(standing(7), ends(7), 1000);
    heard.skip([{ partition: 'complaints/3', from: 7n, end: 9n }, { partition: 'complaints/3', from: 9n, end: 12n }, { partition: 'complaints/3', from: 13n, end: 20n }, { partition: 'customers/3', from: 12n, end: 13n }]);
    heard.look(standing(7), ends(12), 2000);
    expect(heard.of(3)).toBe(2000);
    heard.look(standing(8), ends(20), 3000);
    expect(heard.of(3)).toBe(2000);
    heard.look(standing(13), ends(20), 4000);
    expect(heard.of(3)).toBe(4000);
    heard.look(standing(13, 2), ends(20), 5000);
    expect(heard.of(3)).toBe(0);
  });

  it('is forgotten when everything was published anew: offsets of another generation or cluster say nothing', () => {
    heard.look(standing(6), ends(7), 1000);
    heard.look(standing(7, 2), ends(9), 2000);
    expect(heard.of(3)).toBe(0);
    heard.look(standing(9, 2), ends(9), 3000);
    heard.look(standing(9, 2, 'other'), ends(12), 4000);
    expect(heard.of(3)).toBe(0);
  });

  it('is not more than before where a partition has lost what was read of it', () => {
    heard.look(standing(7), ends(7), 1000);
    heard.look(standing(7), ends(0), 2000);
    expect(heard.of(3)).toBe(1000);
  });

  it('comes near however long the rush lasts', () => {
    for (let n = 1; n <= 500; n++) heard.look(standing(n > 10 ? n - 10 : 0), ends(n), n * 1000);
    expect(heard.of(3)).toBeGreaterThan(480_000);
  });
});
