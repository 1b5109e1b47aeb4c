import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until the look brings something; throws what it waited for when the time is up. */
export async function eventually<T>(what: string | (() => string), look: () => Promise<T | undefined | false> | T | undefined | false, withinMs = 40_000): Promise<T> {
  for (const end = Date.now() + withinMs; ; await sleep(20)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${typeof what === 'string' ? what : what()}`);
  }
}
