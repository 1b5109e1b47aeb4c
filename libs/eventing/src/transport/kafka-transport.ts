import type { TopicName, TopicSettings } from '@amends/contracts';
import { Kafka, logLevel, type Admin, type Consumer, type EachBatchPayload, type Message, type Producer } from 'kafkajs';
import { calmKafkajs } from './kafka-shim.js';
import { partitionOf } from './partition.js';
import { Transport, type EndOffsets, type Headers, type IncomingBatch, type OutgoingMessage, type Subscription } from './transport.js';

/** Three seconds: a consumer that was killed blocks its successor for so long (10 s by default: back after 9.2 s instead of 2.2 s). */
const SESSION_MS = 3000;

/** A consumer that crashed so often in a row is given up; the process ends and whoever supervises it starts another. */
const CRASHES = 3;

/** Events over Apache Kafka through kafkajs. */
export class KafkaTransport extends Transport {
  readonly kind = 'kafka';
  private readonly kafka: Kafka;
  private readonly connecting = new Map<'admin' | 'producer', Promise<void>>();
  private readonly adminClient: Admin;
  private readonly producer: Producer;
  private readonly subscriptions = new Set<KafkaSubscription>();

  constructor(brokers: readonly string[], clientId = 'amends') {
    super();
    calmKafkajs();
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
    const missing = topics.filter((topic) => !present.has(topic.name));
    if (missing.length === 0) return;
    // Another process may create them at the same moment: then `createTopics` answers false, which is as good.
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map(({ name, partitions, config }) => ({
        topic: name,
        numPartitions: partitions,
        configEntries: Object.entries(config).map(([key, value]) => ({ name: key, value })),
      })),
    });
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<EndOffsets> {
    await this.connected('producer');
    const byTopic = new Map<string, Message[]>();
    const counts = new Map<string, number>();
    for (const { topic, key, headers, value } of messages) {
      const partition = partitionOf(key);
      const list = byTopic.get(topic) ?? [];
      list.push({ key, partition, headers: headers as Record<string, string>, value });
      byTopic.set(topic, list);
      counts.set(`${topic}/${partition}`, (counts.get(`${topic}/${partition}`) ?? 0) + 1);
    }
    const acknowledged = await this.producer.sendBatch({
      acks: -1,
      topicMessages: [...byTopic].map(([topic, list]) => ({ topic, messages: list })),
    });
    return Object.fromEntries(
      acknowledged.map(({ topicName, partition, baseOffset }) => {
        const name = `${topicName}/${partition}`;
        return [name, BigInt(baseOffset ?? '0') + BigInt(counts.get(name) ?? 0)];
      }),
    );
  }

  async endOffsets(topics: readonly TopicName[]): Promise<EndOffsets> {
    const admin = await this.admin();
    const perTopic = await Promise.all(
      topics.map(async (topic) => (await admin.fetchTopicOffsets(topic)).map(({ partition, high }) => [`${topic}/${partition}`, BigInt(high)] as const)),
    );
    return Object.fromEntries(perTopic.flat());
  }

  async subscribe(group: string, topics: readonly TopicName[]): Promise<Subscription> {
    const subscription = new KafkaSubscription(this.kafka, group, topics);
    this.subscriptions.add(subscription);
    await subscription.open();
    return subscription;
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.subscriptions].map((subscription) => subscription.close()));
    await Promise.allSettled([this.producer.disconnect(), this.adminClient.disconnect()]);
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

interface Delivery {
  readonly batch: IncomingBatch;
  readonly taken: () => void;
}

/** Turns kafkajs' pushes into batches that are asked for: a push waits until its batch is done or rewound. */
class KafkaSubscription implements Subscription {
  private consumer: Consumer | undefined;
  private delivered: Delivery[] = [];
  private hungry: (() => void) | undefined;
  private crashes = 0;
  private lost: Error | undefined;
  private closed = false;

  constructor(
    private readonly kafka: Kafka,
    private readonly group: string,
    private readonly topics: readonly TopicName[],
  ) {}

  async open(): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: this.group,
      sessionTimeout: SESSION_MS,
      heartbeatInterval: SESSION_MS / 4,
      rebalanceTimeout: 5000,
      maxWaitTimeInMs: 500,
      maxBytesPerPartition: 2 * 1024 * 1024,
      maxBytes: 8 * 1024 * 1024,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 50, maxRetryTime: 1000, retries: 20 },
    });
    this.consumer = consumer;
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      // A restartable crash is repaired by kafkajs itself; any other one leaves the consumer dead without a word.
      if (!payload.restart && !this.closed) void this.reopen(payload.error);
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...this.topics], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: 1, eachBatch: (payload) => this.take(payload) });
  }

  async next(waitMs: number): Promise<IncomingBatch | undefined> {
    if (this.lost) throw this.lost;
    if (this.delivered.length === 0) await this.wait(waitMs);
    if (this.lost) throw this.lost;
    return this.delivered.shift()?.batch;
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const delivery of this.delivered.splice(0)) delivery.taken();
    this.hungry?.();
    await this.consumer?.disconnect().catch(() => undefined);
  }

  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.hungry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private take({ batch, resolveOffset, heartbeat, isStale, isRunning }: EachBatchPayload): Promise<void> {
    this.crashes = 0;
    return new Promise((resolve, reject) => {
      const topic = batch.topic as TopicName;
      const { partition } = batch;
      const incoming: IncomingBatch = {
        topic,
        partition,
        messages: batch.messages.map(({ offset, key, headers, value }) => ({ offset: BigInt(offset), key: key ?? null, headers: textHeaders(headers), value })),
        done: async (nextOffset) => {
          if (!isStale() && isRunning()) {
            resolveOffset(String(nextOffset - 1n));
            this.hint(topic, partition, nextOffset);
          }
          resolve();
        },
        rewind: (offset) => {
          this.consumer?.seek({ topic, partition, offset: String(offset) });
          resolve();
        },
        heartbeat: async () => {
          if (isStale() || !isRunning()) throw new Error(`partition ${topic}/${partition} was taken away`);
          await heartbeat();
        },
      };
      if (this.closed) return reject(new Error('the subscription is closed'));
      this.delivered.push({ batch: incoming, taken: resolve });
      this.hungry?.();
    });
  }

  private readonly hints = new Map<string, { topic: string; partition: number; offset: string }>();
  private hinting: NodeJS.Timeout | undefined;

  /** Kafka's own committed offset only tells a successor roughly where to start, so it may trail by a second. */
  private hint(topic: string, partition: number, offset: bigint): void {
    this.hints.set(`${topic}/${partition}`, { topic, partition, offset: String(offset) });
    this.hinting ??= setTimeout(() => {
      this.hinting = undefined;
      const offsets = [...this.hints.values()];
      this.hints.clear();
      if (!this.closed) this.consumer?.commitOffsets(offsets).catch(() => undefined);
    }, 1000).unref();
  }

  private async reopen(cause: Error): Promise<void> {
    this.crashes += 1;
    for (const delivery of this.delivered.splice(0)) delivery.taken();
    await this.consumer?.disconnect().catch(() => undefined);
    if (this.crashes > CRASHES) {
      this.lost = cause;
      this.hungry?.();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 500 * this.crashes));
    await this.open().catch((error: Error) => this.reopen(error));
  }
}

function textHeaders(headers: EachBatchPayload['batch']['messages'][number]['headers']): Headers {
  const text: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) text[name] = Array.isArray(value) ? String(value[0]) : value.toString();
  }
  return text;
}
