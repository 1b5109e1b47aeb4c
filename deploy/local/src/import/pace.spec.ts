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

describe('the pace', () => {
  async function looked(pace: Pace): Promise<void> {
    const ended = new AbortController();
    const watching = pace.watch(ended.signal);
    await new Promise((done) => setTimeout(done, 20));
    ended.abort();
    await watching;
  }

  it('lets no more events out than the slowest consumer is short of the limit', async () => {
    let behind = BEHIND_LIMIT - 10;
    const pace = new Pace(() => Promise.resolve([service('0', '0', String(behind))]), () => undefined);
    await looked(pace);
    expect(pace.isOpen).toBe(true);
    pace.sending(10);
    expect(pace.isOpen).toBe(false);
    behind = 0;
    await looked(pace);
    expect(pace.isOpen).toBe(true);
  });

  it('counts what is under way, until it was answered', async () => {
    let opened = 0;
    const pace = new Pace(() => Promise.resolve([service('0', '0', '0')]), () => opened++);
    const answered = pace.sending(BEHIND_LIMIT);
    await looked(pace);
    expect([pace.isOpen, opened]).toEqual([false, 0]);
    answered();
    await looked(pace);
    expect([pace.isOpen, opened]).toEqual([true, 1]);
  });

  it('stays as it is while nobody answers', async () => {
    const pace = new Pace(() => Promise.reject(new Error('connect ECONNREFUSED')), () => undefined);
    await looked(pace);
    expect(pace.isOpen).toBe(true);
  });
});
