import { deliver } from './deliver.js';
import type { HistoryClient } from './history-client.js';

/** Says that the history is complete up to its data cut; the same words a second time add nothing. */
export async function endHistory(client: Pick<HistoryClient, 'post' | 'renewToken'>, ending: object | undefined, signal: AbortSignal): Promise<void> {
  if (ending) await deliver(client, '/api/intake/history/end', ending, 'The end of the history', signal);
}
