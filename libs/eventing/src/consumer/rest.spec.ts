import { ManualClock } from '../clock.js';
import { HASTE_MS, Rest } from './rest.js';

describe('a rest between two batches', () => {
  const clock = new ManualClock(1000);
  const rest = new Rest(clock, 50);
  const restedAfter = async (workMs: number): Promise<number> => {
    rest.begin();
    clock.advance(workMs);
    const from = clock.now();
    await rest.take();
    return clock.now() - from;
  };

  it('fills up the pace, and is none for who needs longer', async () => {
    expect([await restedAfter(0), await restedAfter(20), await restedAfter(50), await restedAfter(500)]).toEqual([50, 30, 0, 0]);
  });

  it('is short while somebody waits', async () => {
    const [one, other] = [rest.hasten(), rest.hasten()];
    expect([await restedAfter(0), await restedAfter(HASTE_MS)]).toEqual([HASTE_MS, 0]);
    one();
    expect(await restedAfter(0)).toBe(HASTE_MS);
    other();
    expect(await restedAfter(0)).toBe(50);
  });

  it('is never longer for haste', async () => {
    const brief = new Rest(clock, 2);
    brief.hasten();
    brief.begin();
    const from = clock.now();
    await brief.take();
    expect(clock.now() - from).toBe(2);
  });

  it('ends at once when somebody begins to wait after a while', async () => {
    const still = new ManualClock(1000);
    // Time stands still: only a word ends the rest.
    still.sleep = (_ms: number, signal?: AbortSignal) => new Promise<void>((resolve) => signal!.addEventListener('abort', () => resolve()));
    const endless = new Rest(still, 50);
    endless.begin();
    still.advance(HASTE_MS);
    const resting = endless.take();
    endless.hasten();
    await resting;
  });
});
