import type { RecordedEvent, TopicName } from '@amends/contracts';
import { v5 } from 'uuid';
import { attributesOf, toEvent, Unreadable, type Attributes } from '../log/cloud-event.js';
import type { IncomingMessage } from '../transport/transport.js';
import { streamName, type HandledSubject } from './handled.js';

/** A message with the subject that it is about, as far as that can be told. */
export interface Item {
  readonly topic: TopicName;
  readonly partition: number;
  readonly message: IncomingMessage;
  readonly subject: string;
  readonly attributes?: Attributes;
  readonly reason?: string;
}

/** A message that has not been handled before, and what it says. */
export interface Fresh {
  readonly item: Item;
  readonly event: RecordedEvent;
}

/** A message that goes into quarantine. */
export type ParkedItem = Item & { readonly reason: string };

/** Why a message is parked that is not wrong in itself. */
export const FOLLOWS = 'follows a quarantined message of the same complaint';

/** Every message was looked at once: what is new, what has to be parked and why, and whether an event is missing before one. */
export interface Sorted {
  readonly fresh: readonly Fresh[];
  readonly parked: readonly ParkedItem[];
  readonly gap: boolean;
}

const NO_UUID = '6ba7b810-9dad-41d1-80b4-00c04fd430c8';
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Finds out what a message is about; one without readable headers is about whatever its key says. */
export function itemOf(topic: TopicName, partition: number, message: IncomingMessage): Item {
  let about = abouts.get(message);
  if (!about) abouts.set(message, (about = aboutOf(message)));
  return { topic, partition, message, ...about };
}

// Consumers of one process are handed the very same messages, and what one has found out of a message holds for the others:
// reading a message costs 15 µs, and six of them read it.
const abouts = new WeakMap<IncomingMessage, Pick<Item, 'subject' | 'attributes' | 'reason'>>();
const events = new WeakMap<IncomingMessage, RecordedEvent>();

function eventOf({ message }: Item, attributes: Attributes, now: number): RecordedEvent {
  const known = events.get(message);
  if (known) return known;
  const event = toEvent(attributes, message.headers, message.value, now);
  events.set(message, event);
  return event;
}

function aboutOf(message: IncomingMessage): Pick<Item, 'subject' | 'attributes' | 'reason'> {
  const key = message.key?.toString('utf8');
  const subject = key && UUID.test(key) ? key : v5(message.key ?? Buffer.alloc(0), NO_UUID);
  try {
    return { subject, attributes: attributesOf(key, message.headers) };
  } catch (error) {
    return { subject, reason: reasonOf(error) };
  }
}

/**
 * Sorts messages by what is handled already, and marks in `handled` what will be when they are. A repeated one is left out, the
 * unreadable ones and whatever follows them of the same subject are parked. With `tolerant`, a missing version parks as well.
 */
export function sortItems(items: readonly Item[], handled: Map<string, HandledSubject>, now: number, tolerant: boolean): Sorted {
  const fresh: Fresh[] = [];
  const parked: ParkedItem[] = [];
  for (const item of items) {
    const known = handled.get(item.subject)!;
    const park = (reason: string): void => {
      known.quarantined = true;
      parked.push({ ...item, reason });
    };
    if (!item.attributes) {
      park(item.reason ?? 'unreadable');
      continue;
    }
    const stream = streamName(item.attributes);
    const version = known.versions[stream] ?? 0;
    if (item.attributes.version <= version) continue;
    if (known.quarantined) {
      park(FOLLOWS);
    } else if (item.attributes.version > version + 1) {
      if (!tolerant) return { fresh, parked, gap: true };
      park(`version ${item.attributes.version} of ${stream} came after ${version}`);
    } else {
      try {
        fresh.push({ item, event: eventOf(item, item.attributes, now) });
        known.versions[stream] = item.attributes.version;
      } catch (error) {
        park(reasonOf(error));
      }
    }
  }
  return { fresh, parked, gap: false };
}

/** Why something failed, for an operator: the kind of trouble, never content of the message. */
export function reasonOf(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : 'unknown trouble';
}
