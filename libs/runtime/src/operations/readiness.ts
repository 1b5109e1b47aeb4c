import type { Platform } from '../platform/platform.js';
import type { ServiceParts } from '../platform/service-parts.js';

/** What keeps a process from being ready, a sentence each; empty when it is ready. */
export async function notReady(platform: Platform): Promise<readonly string[]> {
  return (await Promise.all(platform.all().map(serviceNotReady))).flat();
}

async function serviceNotReady({ name, database, withLog, consumers }: ServiceParts): Promise<readonly string[]> {
  const reasons: string[] = [];
  if (!(await answers(database.pool))) reasons.push(`${name}: the database does not answer`);
  const relay = withLog?.relay.status();
  if (relay?.kind === 'on-hold') reasons.push(`${name}: the relay is on hold: ${relay.reason}`);
  for (const [consumer, { message }] of consumers.troubled()) reasons.push(`${name}: the consumer ${consumer} fails (${message})`);
  return reasons;
}

/** Longer than this is no answer: an orchestrator gives up after a second or two. */
const PATIENCE_MS = 1000;

async function answers(pool: { query(text: string): Promise<unknown> }): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), PATIENCE_MS)));
  const answer = await Promise.race([pool.query('select 1').then(() => true, () => false), patience]);
  clearTimeout(timer);
  return answer;
}
