import type { TopicName, TopicSettings } from '@amends/contracts';

/** Headers as text, by lower-case name. */
export type Headers = Readonly<Record<string, string>>;

/** A message to be published; the partition follows from the key. */
export interface OutgoingMessage {
  readonly topic: TopicName;
  readonly key: string;
  readonly headers: Headers;
  readonly value: string;
}

/** A message as it was read. Key, headers and value are whatever the producer sent: nothing is checked yet. */
export interface IncomingMessage {
  readonly offset: bigint;
  readonly key: Buffer | null;
  readonly headers: Headers;
  readonly value: Buffer | null;
}

/** Messages of one partition, offsets rising. */
export interface IncomingBatch {
  readonly topic: TopicName;
  readonly partition: number;
  readonly messages: readonly IncomingMessage[];
  /** Says that everything before `nextOffset` is handled; a hint for the broker, never the truth. */
  done(nextOffset: bigint): Promise<void>;
  /** Asks for the partition again from this offset on. */
  rewind(offset: bigint): void;
  /** Keeps the membership alive while a batch takes long; throws when the partition was taken away. */
  heartbeat(): Promise<void>;
}

/** A member of a consumer group that is asked for batches. */
export interface Subscription {
  /** The next batch, or undefined when none came within the time. Throws when the member is lost for good. */
  next(waitMs: number): Promise<IncomingBatch | undefined>;
  /** Batches of other partitions that are at hand right now; they belong to the caller like that of `next`. */
  atHand(): readonly IncomingBatch[];
  close(): Promise<void>;
}

/** Offsets by `topic/partition`: where the next message will be written. */
export type EndOffsets = Readonly<Record<string, bigint>>;

/** Where a group stands by its own records, asked each time that partitions are given to a member; what it does not name starts at 0. */
export type StartAt = () => Promise<EndOffsets>;

/** Carries messages between services: Kafka, or a table of the same PostgreSQL. One behaviour suite runs over both. */
export abstract class Transport {
  abstract readonly kind: 'kafka' | 'local';
  /** Changes when the messages are lost and the cluster is made anew. */
  abstract clusterId(): Promise<string>;
  abstract ensureTopics(topics: readonly TopicSettings[]): Promise<void>;
  /** Publishes in order and returns, by `topic/partition`, the offset after the last message of each; durable when it returns. */
  abstract publish(messages: readonly OutgoingMessage[]): Promise<EndOffsets>;
  abstract endOffsets(topics: readonly TopicName[]): Promise<EndOffsets>;
  /** Joins a group. Without `startAt` it begins where the transport thinks that the group is. */
  abstract subscribe(group: string, topics: readonly TopicName[], startAt?: StartAt): Promise<Subscription>;
  abstract close(): Promise<void>;
}
