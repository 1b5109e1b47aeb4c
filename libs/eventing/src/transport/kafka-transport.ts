import type { TopicName, TopicSettings } from '@amends/contracts';
import { Kafka, logLevel, type Admin, type Producer } from 'kafkajs';
import { quickenKafkajs } from './kafka-decoding.js';
import { quickenRecords } from './kafka-encoding.js';
import { calmKafkajs } from './kafka-shim.js';
import { KafkaSubscription } from './kafka-subscription.js';
import { sendsOf } from './kafka-sends.js';
import { Transport, type EndOffsets, type OutgoingMessage, type StartAt, type Subscription } from './transport.js';

/** What may be set for Kafka. */
export interface KafkaOptions {
  /** Stands before every topic and group, so that installations or tests can share a cluster; empty unless said otherwise. */
  readonly topicPrefix?: string;
}

/** Events over Apache Kafka through kafkajs. */
export class KafkaTransport extends Transport {
  readonly kind = 'kafka';
  private readonly kafka: Kafka;
  private readonly connecting = new Map<'admin' | 'producer', Promise<void>>();
  private readonly adminClient: Admin;
  private readonly producer: Producer;
  private readonly subscriptions = new Set<KafkaSubscription>();
  private readonly prefix: string;

  constructor(brokers: readonly string[], clientId = 'amends', { topicPrefix = '' }: KafkaOptions = {}) {
    super();
    calmKafkajs();
    quickenKafkajs();
    quickenRecords();
    this.prefix = topicPrefix;
    this.kafka = new Kafka({
      clientId,
      brokers: [...brokers],
      // Errors reach the caller and are told there; kafkajs' own log repeats each of them several times.
      logLevel: logLevel.NOTHING,
      connectionTimeout: 2000,
      requestTimeout: 10_000,
      retry: { initialRetryTime: 50, maxRetryTime: 1000, retries: 8 },
    });
    this.adminClient = this.kafka.admin();
    this.producer = this.kafka.producer({ allowAutoTopicCreation: false, maxInFlightRequests: 1 });
  }

  async clusterId(): Promise<string> {
    const { clusterId } = await (await this.admin()).describeCluster();
    return clusterId;
  }

  async ensureTopics(topics: readonly TopicSettings[]): Promise<void> {
    const admin = await this.admin();
    const present = new Set(await admin.listTopics());
    const missing = topics.filter((topic) => !present.has(this.prefix + topic.name));
    if (missing.length === 0) return;
    await this.create(missing);
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<EndOffsets> {
    await this.connected('producer');
    const ends: Record<string, bigint> = {};
    for (const { byTopic, counts } of sendsOf(messages)) {
      const acknowledged = await this.producer.sendBatch({
        acks: -1,
        topicMessages: [...byTopic].map(([topic, list]) => ({ topic: this.prefix + topic, messages: list })),
      });
      for (const { topicName, partition, baseOffset } of acknowledged) {
        const name = `${topicName.slice(this.prefix.length)}/${partition}`;
        ends[name] = BigInt(baseOffset ?? '0') + BigInt(counts.get(name) ?? 0);
      }
    }
    return ends;
  }

  async endOffsets(topics: readonly TopicName[]): Promise<EndOffsets> {
    const admin = await this.admin();
    const perTopic = await Promise.all(
      topics.map(async (topic) => {
        const partitions = await whileRetriable(() => admin.fetchTopicOffsets(this.prefix + topic));
        return partitions.map(({ partition, high }) => [`${topic}/${partition}`, BigInt(high)] as const);
      }),
    );
    return Object.fromEntries(perTopic.flat());
  }

  async subscribe(group: string, topics: readonly TopicName[], startAt?: StartAt): Promise<Subscription> {
    const subscription = new KafkaSubscription(this.kafka, this.prefix, group, topics, startAt, () => this.subscriptions.delete(subscription));
    this.subscriptions.add(subscription);
    try {
      await subscription.open();
    } catch (error) {
      await subscription.close();
      throw error;
    }
    return subscription;
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.subscriptions].map((subscription) => subscription.close()));
    await Promise.allSettled([this.producer.disconnect(), this.adminClient.disconnect()]);
  }

  /** By a client of its own: kafkajs lets one that ever asked for a topic create nothing any more once that topic is gone. */
  private async create(topics: readonly TopicSettings[]): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      // Another process may create them at the same moment: then `createTopics` answers false, which is as good.
      await admin.createTopics({
        waitForLeaders: true,
        topics: topics.map(({ name, partitions, config }) => ({
          topic: this.prefix + name,
          numPartitions: partitions,
          configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
        })),
      });
    } finally {
      await admin.disconnect();
    }
  }

  private async admin(): Promise<Admin> {
    await this.connected('admin');
    return this.adminClient;
  }

  private async connected(which: 'admin' | 'producer'): Promise<void> {
    const client = which === 'admin' ? this.adminClient : this.producer;
    const connecting = this.connecting.get(which) ?? client.connect();
    this.connecting.set(which, connecting);
    try {
      await connecting;
    } catch (error) {
      this.connecting.delete(which);
      throw error;
    }
  }
}

/** A broker that has just made a topic, or just come back, does not lead its partitions for a moment; kafkajs gives up at once. */
async function whileRetriable<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 20 || !(error as { retriable?: boolean }).retriable) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
