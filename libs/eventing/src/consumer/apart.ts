import { isOutOfReach, type Transaction } from '../database.js';
import type { IncomingBatch, IncomingMessage } from '../transport/transport.js';
import type { HandledSubject } from './handled.js';
import { oneByOne } from './one-by-one.js';
import { nameOf, nextOf, transacting, type Outcome, type Reading } from './reading.js';
import { Rewind } from './rewinds.js';
import { itemOf, sortItems, type Fresh, type ParkedItem } from './sorting.js';

/** So many messages share a transaction: enough to make a replay fast, few enough to keep the heartbeat. */
const CHUNK = 1000;

type Handle = (fresh: readonly Fresh[], transaction: Transaction, handled: Map<string, HandledSubject>) => Promise<readonly ParkedItem[]>;

/**
 * Handles the batch of one partition, chunk by chunk, telling `tell` after each commit. True when it is done; false when the partition
 * is to be read again from elsewhere, which it then has been asked for. Throws what was the trouble otherwise.
 */
export async function handleApart(reading: Reading, batch: IncomingBatch, tell: (outcome: Outcome) => void): Promise<boolean> {
  let next = batch.messages[0]!.offset;
  try {
    for (let start = 0; start < batch.messages.length; start += CHUNK) {
      const messages = batch.messages.slice(start, start + CHUNK);
      tell(await chunk(reading, batch, messages));
      next = nextOf(messages);
      if (start + CHUNK < batch.messages.length) await batch.heartbeat();
    }
    return true;
  } catch (error) {
    batch.rewind(error instanceof Rewind ? error.offset : next);
    if (!(error instanceof Rewind)) throw error;
    await reading.membership.leaveIfOutdated();
    return false;
  }
}

async function chunk(reading: Reading, batch: IncomingBatch, messages: readonly IncomingMessage[]): Promise<Outcome> {
  const { handler } = reading;
  const together: Handle = (fresh, transaction) => handler.handle(fresh.map(({ event }) => event), transaction).then(() => []);
  try {
    return await inOneTransaction(reading, batch, messages, together);
  } catch (error) {
    if (error instanceof Rewind || isOutOfReach(error)) throw error;
    return inOneTransaction(reading, batch, messages, (fresh, transaction, handled) => oneByOne(handler, fresh, handled, transaction));
  }
}

/** Locks the position, handles what is new, parks what can't be handled, and moves the position, all or nothing. */
async function inOneTransaction(reading: Reading, batch: IncomingBatch, messages: readonly IncomingMessage[], handle: Handle): Promise<Outcome> {
  const { database, handled: versions, positions, quarantine, rewinds } = reading;
  const { topic, partition } = batch;
  const next = nextOf(messages);
  const outcome = await database.transaction(async (transaction) => {
    const position = await lockPosition(reading, transaction, batch, messages[0]!.offset, next);
    const items = messages.filter(({ offset }) => offset >= position).map((message) => itemOf(topic, partition, message));
    const handled = await versions.load(transaction, [...new Set(items.map(({ subject }) => subject))].sort());
    const sorted = sortItems(items, handled, reading.clock.now(), rewinds.wasTried(nameOf(batch), `versions after ${position}`));
    if (sorted.gap) rewinds.readAgain(nameOf(batch), `versions after ${position}`, position);
    const failed = sorted.fresh.length > 0 ? await handle(sorted.fresh, transaction, handled) : [];
    const toPark = [...sorted.parked, ...failed].sort((a, b) => Number(a.message.offset - b.message.offset));
    await quarantine.park(transaction, reading.handler.name, toPark);
    versions.save(transaction, handled);
    await positions.advance(transaction, reading.membership.clusterId!, topic, partition, next);
    return { subjects: [...handled.keys()], parked: toPark.length > 0 };
  }, transacting(reading));
  rewinds.movedOn(nameOf(batch));
  return outcome;
}

/** The position, with these messages lying at or across it; throws Rewind when they lie before or after. */
async function lockPosition({ positions, membership, rewinds }: Reading, transaction: Transaction, batch: IncomingBatch, first: bigint, next: bigint): Promise<bigint> {
  const { clusterId } = membership;
  const position = await positions.lock(transaction, clusterId!, batch.topic, batch.partition);
  if (position === undefined) throw new Error(`cluster ${clusterId} is no longer known`);
  const name = nameOf(batch);
  // What is gone even the second time (never ours to lose) is passed over.
  if (first > position && !rewinds.wasTried(name, `offset ${position}`)) rewinds.readAgain(name, `offset ${position}`, position);
  if (next <= position) {
    if (rewinds.wasTried(name, `behind ${position}`)) await membership.refuseLoss();
    rewinds.readAgain(name, `behind ${position}`, position);
  }
  return position;
}
