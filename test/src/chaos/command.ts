import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Client } from '../support/client.js';
import type { Book } from './book.js';
import type { Step } from './life.js';

/** How a command ended: accepted, waiting for an operator because its complaint is in quarantine, or given up. */
export type Outcome = 'accepted' | 'quarantined' | 'given up';

interface Problem {
  readonly code?: string;
  readonly detail?: string;
}

const WITHIN_MS = 8_000;
/** Everything is back long before; who waits longer has found a bug. */
const PATIENCE_MS = 90_000;
const PAUSE_MS = [30, 400] as const;

/**
 * Sends one command until it is accepted, always under the same key, as a client is told to: after a broken connection, a 5xx, a 429
 * or a lost race. One in twenty is sent twice at once: then both answers must be the same.
 */
export async function carryOut(step: Step, key: string, client: Client, book: Book, twice: boolean): Promise<Outcome> {
  book.asked.add(key);
  const end = Date.now() + PATIENCE_MS;
  for (let attempt = 1; Date.now() < end; attempt++) {
    const answers = await Promise.all(Array.from({ length: twice ? 2 : 1 }, () => send(step, key, client)));
    const outcomes = answers.map((answer) => judge(answer, step, book));
    if (twice) compare(answers, step, book);
    if (outcomes.includes('accepted')) {
      book.accept(key, step);
      return 'accepted';
    }
    if (outcomes.includes('quarantined') || outcomes.includes('given up')) return outcomes.includes('quarantined') ? 'quarantined' : 'given up';
    await sleep(Math.min(PAUSE_MS[0] * attempt, PAUSE_MS[1]));
  }
  book.wrongs.push(`${step.path} was not accepted within ${PATIENCE_MS / 1000} s`);
  return 'given up';
}

const send = (step: Step, key: string, client: Client): Promise<Answer | Error> =>
  client
    .ask(step.path, { method: 'POST', body: step.body, headers: { 'idempotency-key': key, 'amends-correlation': key }, withinMs: WITHIN_MS })
    .catch((error: Error) => error);

function judge(answer: Answer | Error, step: Step, book: Book): Outcome | 'again' {
  if (answer instanceof Error) return again(book, `no answer: ${answer.name}`);
  if (answer.status === 200 || answer.status === 201) return 'accepted';
  const { code = '', detail = '' } = answer.body as Problem;
  if (code.endsWith('.quarantined')) return 'quarantined';
  // A fault of ours under fire is still a fault of ours, but the client must get through: it is told and tried again.
  if (answer.status === 500) book.wrongs.push(`${step.path} was answered 500 ${code || answer.text.slice(0, 80)}`);
  if (answer.status >= 500 || answer.status === 429 || code === 'request.lost-race') return again(book, `${answer.status} ${code}`.trim());
  book.wrongs.push(`${step.path} was refused: ${answer.status} ${code} ${detail}`);
  return 'given up';
}

function again(book: Book, why: string): 'again' {
  book.retry(why);
  return 'again';
}

/** Same key, same id. */
function compare(answers: readonly (Answer | Error)[], step: Step, book: Book): void {
  const bodies = answers.flatMap((answer) => (!(answer instanceof Error) && answer.status < 300 ? [JSON.stringify(answer.body)] : []));
  if (new Set(bodies).size > 1) book.wrongs.push(`I2 ${step.path} was answered in two ways under one key: ${bodies.join(' and ')}`);
}
