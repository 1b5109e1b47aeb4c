import type { RecordedEvent, TopicName } from '@amends/contracts';
import type { Transaction } from '../database.js';

/** What a service does with the events that it hears: a read model, a ledger, what is known of a complaint. */
export interface Handler {
  /** Name and version; a new version replays from the beginning beside the old one. */
  readonly name: string;
  readonly topics: readonly TopicName[];
  /** Applies events, each new and in order of its stream, within the transaction that remembers them as handled. */
  handle(events: readonly RecordedEvent[], transaction: Transaction): Promise<void>;
  /** True when what it writes cannot be had again by a replay, such as events of its own: the commit then waits for the disk. */
  readonly durable?: boolean;
}
