import { allOf, type Transaction } from '../database.js';
import type { IncomingBatch } from '../transport/transport.js';
import type { Announced } from './handler.js';
import { nameOf, nextOf, transacting, type Reading } from './reading.js';
import { itemOf, sortItems, type Item } from './sorting.js';

/** Batches of several partitions share a transaction up to this many messages: beyond, a partition alone fills one. */
const TOGETHER = 2000;

/**
 * Handles batches of several partitions in one transaction, and returns whose subjects were handled. Undefined when they are too many,
 * or when one of them needs a closer look: then nothing has happened, and what it was shows when each is handled by itself.
 */
export async function handleTogether(reading: Reading, batches: readonly IncomingBatch[]): Promise<readonly string[] | undefined> {
  const size = batches.reduce((sum, { messages }) => sum + messages.length, 0);
  if (size > TOGETHER) return undefined;
  try {
    const subjects = await reading.database.transaction((transaction) => inOneTransaction(reading, transaction, batches), transacting(reading));
    for (const batch of batches) reading.rewinds.movedOn(nameOf(batch));
    return subjects;
  } catch {
    return undefined;
  }
}

async function inOneTransaction(reading: Reading, transaction: Transaction, batches: readonly IncomingBatch[]): Promise<readonly string[]> {
  const { handler, handled: versions, positions } = reading;
  const clusterId = reading.membership.clusterId!;
  // In one order for everybody, so that a member that lost a partition and its successor never wait for each other.
  const ordered = batches.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const found = ordered.flatMap(({ topic, partition, messages }) => messages.map((message) => itemOf(topic, partition, message)));
  // Sent one after the other, so that what is handled is read under the lock, but waited for together.
  const [moved, handled, prepared] = await allOf([
    positions.advanceAll(transaction, clusterId, ordered.map(({ topic, partition, messages }) => ({ topic, partition, first: messages[0]!.offset, next: nextOf(messages) }))),
    versions.load(transaction, [...new Set(found.map(({ subject }) => subject))].sort()),
    handler.prepare?.(found.flatMap(announcedBy), transaction),
  ]);
  if (moved.size < batches.length) throw new Unusual();
  const items = found.filter((item) => item.message.offset >= moved.get(nameOf(item))!);
  const sorted = sortItems(items, handled, reading.clock.now(), false);
  if (sorted.gap || sorted.parked.length > 0) throw new Unusual();
  versions.save(transaction, handled);
  const events = sorted.fresh.map(({ event }) => event);
  if (events.length > 0) await (prepared ? prepared(events) : handler.handle(events, transaction));
  return [...handled.keys()];
}

const announcedBy = ({ attributes, message }: Item): Announced[] => (attributes ? [{ ...attributes, type: message.headers['ce_type'] ?? '' }] : []);

/** Batches cannot be handled together: one of them needs a closer look. */
class Unusual extends Error {}
