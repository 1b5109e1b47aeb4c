import { problemOf } from './bulk-wire.js';
import type { HistoryClient } from './history-client.js';
import { ImportFailure } from './import-failure.js';
import { patiently } from './patiently.js';
import { verdictOf } from './verdict.js';

/** Sends one request until it is taken, and returns what was answered; the service recognises it when it comes twice. `what` names it: `The end of the history`. */
export async function deliver(client: Pick<HistoryClient, 'post' | 'renewToken'>, path: string, body: object, what: string, signal: AbortSignal): Promise<unknown> {
  const json = JSON.stringify(body);
  return patiently(async () => {
    const answer = await client.post(path, json);
    const verdict = verdictOf(answer.status);
    if (verdict === 'taken') return answer.body;
    if (verdict === 'new-token') client.renewToken();
    const message = `${what} was not taken: ${problemOf(answer).detail}`;
    // What knows what to do next is final; everything else is tried again.
    throw verdict === 'later' || verdict === 'new-token' ? new Error(message) : new ImportFailure(message, 'Look what is wrong (npx amends status), and give the same command again: what was imported stays.');
  }, signal);
}
