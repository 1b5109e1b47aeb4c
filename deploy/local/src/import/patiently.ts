import { setTimeout as sleep } from 'node:timers/promises';
import { backOffMs } from './back-off.js';

/** More than two minutes: a killed service or database is back within seconds. */
const TRIES = 30;

/** Does something that must succeed once the services answer: tries again, ever more slowly; throws what it failed with last. */
export async function patiently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= TRIES || (error as { next?: string }).next !== undefined) throw error;
    }
    await sleep(backOffMs(attempt), undefined, { signal });
  }
}
