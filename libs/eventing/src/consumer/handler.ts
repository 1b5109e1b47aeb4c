import type { RecordedEvent, TopicName } from '@amends/contracts';
import type { Transaction } from '../database.js';

/** What the headers of a message say of its event. */
export type Announced = Pick<RecordedEvent, 'source' | 'subject' | 'streamKind' | 'type'>;

/** What a service does with the events that it hears: a read model, a ledger, what is known of a complaint. */
export interface Handler {
  /** Name and version; a new version replays from the beginning beside the old one. */
  readonly name: string;
  readonly topics: readonly TopicName[];
  /**
   * Reads ahead, in the trip to PostgreSQL on which the consumer reads its own, what handling these events will need; they may have been
   * handled before, and then are not handed to the returned function. That one stands for `handle`, and its statements precede the commit.
   */
  prepare?(announced: readonly Announced[], transaction: Transaction): Promise<(events: readonly RecordedEvent[]) => void | Promise<void>>;
  /** Applies events, each new and in order of its stream, within the transaction that remembers them as handled. */
  handle(events: readonly RecordedEvent[], transaction: Transaction): Promise<void>;
  /** Least milliseconds from one batch to the next, so that more events share one: for what nobody waits for. Who does wait ends the rest. */
  readonly paceMs?: number;
  /** True when what it writes cannot be had again by a replay, such as events of its own: the commit then waits for the disk. */
  readonly durable?: boolean;
}
