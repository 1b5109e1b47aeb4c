import type { RecordedEvent } from '@amends/contracts';
import type { Transaction } from '../database.js';
import { streamName, type HandledSubject, type HandledVersions } from './handled.js';
import type { Handler } from './handler.js';
import type { Quarantine } from './quarantine.js';
import { itemOf, sortItems, type Item } from './sorting.js';

/** Whose quarantine is emptied, and into what. */
export interface Redriven {
  readonly handler: Handler;
  readonly handled: HandledVersions;
  readonly quarantine: Quarantine;
}

interface Waiting {
  readonly id: string;
  readonly setAside: boolean;
  readonly item: Item;
}

/**
 * Handles what is parked of a subject, in order of its streams; what was set aside counts as handled. Returns how many messages
 * left the quarantine; throws, naming the message, when one fails again.
 */
export async function redrive({ handler, handled: versions, quarantine }: Redriven, transaction: Transaction, subject: string, now: number): Promise<number> {
  const handled = await versions.load(transaction, [subject]);
  const known = handled.get(subject)!;
  const parked = await quarantine.open(transaction, handler.name, subject);
  const waiting = inOrder(parked.map(({ topic, partition, message, ...one }) => ({ ...one, item: itemOf(topic, partition, message) })));
  known.quarantined = false;
  const events: RecordedEvent[] = [];
  for (const { id, setAside, item } of waiting) {
    if (setAside) passOver(known, item);
    else events.push(...freshOf(id, item, handled, now));
  }
  if (events.length > 0) await handler.handle(events, transaction);
  const done = waiting.filter(({ setAside }) => !setAside).map(({ id }) => id);
  await quarantine.remove(transaction, done);
  versions.save(transaction, handled);
  return done.length;
}

function freshOf(id: string, item: Item, handled: Map<string, HandledSubject>, now: number): RecordedEvent[] {
  const { fresh, parked } = sortItems([item], handled, now, true);
  if (parked[0]) throw new Error(`message ${id}: ${parked[0].reason}`);
  return fresh.map(({ event }) => event);
}

function passOver(known: HandledSubject, { attributes }: Item): void {
  if (!attributes) return;
  const stream = streamName(attributes);
  known.versions[stream] = Math.max(known.versions[stream] ?? 0, attributes.version);
}

/** As they came, but each stream's own versions rising: one that came too early was parked before what it waited for. */
function inOrder(waiting: readonly Waiting[]): readonly Waiting[] {
  const streamOf = ({ item }: Waiting): string => (item.attributes ? streamName(item.attributes) : '');
  const rising = Map.groupBy(waiting, streamOf);
  for (const [stream, ones] of rising) if (stream !== '') ones.sort((a, b) => a.item.attributes!.version - b.item.attributes!.version);
  return waiting.map((one) => rising.get(streamOf(one))!.shift()!);
}
