import type { ServiceLag } from '@amends/runtime';
import { BEHIND_LIMIT, farthestBehind, Pace } from './pace.js';

const service = (head: string, published: string | null, ...behind: string[]): ServiceLag => ({
  service: 'intake',
  log: { head, published, relay: 'leading' },
  consumers: behind.map((one, at) => ({ name: `reader-${at}`, behind: one, partitions: [] })),
});

describe('how far consumers are behind', () => {
  it('is told by the farthest one, and by what is not even published', () => {
    expect(farthestBehind([service('100', '90', '5', '30'), service('7', '7', '20')])).toBe(40);
  });

  it('is nothing where nobody leads or reads', () => expect(farthestBehind([service('100', null)])).toBe(0));
});

describe('the importer', () => {
  async function looked(pace: Pace): Promise<void> {
    const ended = new AbortController();
    const watching = pace.watch(ended.signal);
    await new Promise((done) => setTimeout(done, 20));
    ended.abort();
    await watching;
  }

  it('pauses while a consumer is too far behind, and then goes on', async () => {
    let behind = BEHIND_LIMIT + 1;
    let goesOn = 0;
    const pace = new Pace(() => Promise.resolve([service('0', '0', String(behind))]), () => goesOn++);
    await looked(pace);
    expect([pace.isOpen, goesOn]).toEqual([false, 0]);
    behind = BEHIND_LIMIT;
    await looked(pace);
    expect([pace.isOpen, goesOn]).toEqual([true, 1]);
    expect(pace.pausedMs).toBeGreaterThan(0);
  });

  it('stays as it is while nobody answers', async () => {
    const pace = new Pace(() => Promise.reject(new Error('connect ECONNREFUSED')), () => undefined);
    await looked(pace);
    expect(pace.isOpen).toBe(true);
  });
});
