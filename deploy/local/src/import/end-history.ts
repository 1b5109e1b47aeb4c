import { problemOf } from './bulk-wire.js';
import type { HistoryClient } from './history-client.js';
import { ImportFailure } from './import-failure.js';
import { patiently } from './patiently.js';
import { verdictOf } from './verdict.js';

/** Says that the history is complete up to its data cut; the same words a second time add nothing. */
export async function endHistory(client: Pick<HistoryClient, 'post' | 'renewToken'>, ending: object | undefined, signal: AbortSignal): Promise<void> {
  if (!ending) return;
  const body = JSON.stringify(ending);
  await patiently(async () => {
    const answer = await client.post('/api/intake/history/end', body);
    const verdict = verdictOf(answer.status);
    if (verdict === 'taken') return;
    if (verdict === 'new-token') client.renewToken();
    const what = `The end of the history was not taken: ${problemOf(answer).detail}`;
    // What knows what to do next is final; everything else is tried again.
    throw verdict === 'later' || verdict === 'new-token' ? new Error(what) : new ImportFailure(what, 'Everything is imported; give the same command again to end it.');
  }, signal);
}
