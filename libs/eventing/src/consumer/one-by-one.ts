import { isOutOfReach, type Transaction } from '../database.js';
import { atSavepoint } from '../savepoint.js';
import { streamName, type HandledSubject } from './handled.js';
import type { Handler } from './handler.js';
import { FOLLOWS, reasonOf, type Fresh, type ParkedItem } from './sorting.js';

const TRIES = 3;

/** After a failure: each subject by itself, so that only what fails three times is parked, with what follows it of its subject. */
export async function oneByOne(
  handler: Handler,
  fresh: readonly Fresh[],
  handled: Map<string, HandledSubject>,
  transaction: Transaction,
): Promise<readonly ParkedItem[]> {
  const failed: ParkedItem[] = [];
  for (const [subject, group] of Map.groupBy(fresh, ({ item }) => item.subject)) {
    if ((await attempt(handler, group, transaction)) === undefined) continue;
    const { index, trouble } = await firstFailure(handler, group, transaction);
    if (trouble === undefined) continue;
    const known = handled.get(subject)!;
    known.quarantined = true;
    failed.push(...group.slice(index).map(({ item }, nth) => ({ ...item, reason: nth === 0 ? trouble : FOLLOWS })));
    for (const { event } of group.slice(index)) {
      const stream = streamName(event);
      known.versions[stream] = Math.min(known.versions[stream]!, event.version - 1);
    }
  }
  return failed;
}

/** Handles event by event up to the one that fails three times in a row. */
async function firstFailure(handler: Handler, group: readonly Fresh[], transaction: Transaction): Promise<{ index: number; trouble: string | undefined }> {
  for (let index = 0; index < group.length; index++) {
    let trouble: string | undefined = '';
    for (let attempts = 1; trouble !== undefined && attempts <= TRIES; attempts++) trouble = await attempt(handler, [group[index]!], transaction);
    if (trouble !== undefined) return { index, trouble };
  }
  return { index: group.length, trouble: undefined };
}

/** Handles events so that a failure leaves no trace; says what the trouble was. Throws when PostgreSQL is out of reach. */
async function attempt(handler: Handler, group: readonly Fresh[], transaction: Transaction): Promise<string | undefined> {
  try {
    await atSavepoint(transaction, (within) => handler.handle(group.map(({ event }) => event), within));
    return undefined;
  } catch (error) {
    if (isOutOfReach(error)) throw error;
    return reasonOf(error);
  }
}
