import { setTimeout as sleep } from 'node:timers/promises';
import { backOffMs } from './back-off.js';
import { problemOf } from './bulk-wire.js';
import type { HistoryClient } from './history-client.js';
import { ImportFailure } from './import-failure.js';
import { verdictOf } from './verdict.js';

const TRIES = 60;

/** Says that the history is complete up to its data cut; the same words a second time add nothing. */
export async function endHistory(client: Pick<HistoryClient, 'post' | 'renewToken'>, ending: object | undefined, signal: AbortSignal): Promise<void> {
  if (!ending) return;
  const body = JSON.stringify(ending);
  for (let attempt = 1; ; attempt++) {
    const answer = await client.post('/api/intake/history/end', body).catch(() => undefined);
    const verdict = answer ? verdictOf(answer.status) : 'later';
    if (verdict === 'taken') return;
    if (verdict === 'new-token') client.renewToken();
    if (attempt >= TRIES || !['later', 'new-token'].includes(verdict)) {
      throw new ImportFailure(`The end of the history was not taken: ${answer ? problemOf(answer).detail : 'no answer'}`, 'Everything is imported; give the same command again to end it.');
    }
    await sleep(backOffMs(attempt), undefined, { signal });
  }
}
