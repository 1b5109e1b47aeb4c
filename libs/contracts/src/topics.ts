import type { StreamKind } from './event-definition.js';

/** A topic with the settings that its readers rely on. */
export interface TopicSettings {
  readonly name: TopicName;
  readonly partitions: number;
  /** Kafka's own topic configuration. */
  readonly config: Readonly<Record<string, string>>;
}

/** Twelve for ever: another number would send a complaint's later events to another partition than its earlier ones. */
export const PARTITIONS = 12;

/** An event with every field of words at its longest would pass Kafka's own limit of 1 MiB, and be refused for ever. */
const large = { 'max.message.bytes': String(8 * 1024 * 1024) };
const forEver = { ...large, 'retention.ms': '-1', 'retention.bytes': '-1', 'cleanup.policy': 'delete' };

export type TopicName = 'complaints' | 'customers' | 'customer-activity' | 'dead-letter';

export const TOPICS: readonly TopicSettings[] = [
  { name: 'complaints', partitions: PARTITIONS, config: forEver },
  { name: 'customers', partitions: PARTITIONS, config: forEver },
  { name: 'customer-activity', partitions: PARTITIONS, config: forEver },
  { name: 'dead-letter', partitions: PARTITIONS, config: { ...large, 'retention.ms': String(30 * 24 * 3600 * 1000) } },
];

/** The topic that a stream is published to. */
export const topicOf = (kind: StreamKind): TopicName => (kind === 'customer' ? 'customers' : 'complaints');
