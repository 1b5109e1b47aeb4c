import { PARTITIONS, type TopicName } from '@amends/contracts';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { DecodedRecord } from './kafka-decoding.js';
import type { EndOffsets, Headers, IncomingBatch, IncomingMessage, StartAt, Subscription } from './transport.js';

/** Three seconds: a consumer that was killed blocks its successor for so long (10 s by default: back after 9.2 s instead of 2.2 s). */
const SESSION_MS = 3000;
const HEARTBEAT_MS = SESSION_MS / 4;

/** A consumer that crashed so often in a row is given up, and whoever asked for batches hears why. */
const CRASHES = 3;

/** Kafka's own committed offset is only a hint and a measure of lag, so it may trail by this. */
const HINT_MS = 1000;

/** Turns kafkajs' pushes into batches that are asked for: a push waits until its batch is done or rewound. */
export class KafkaSubscription implements Subscription {
  private consumer: Consumer | undefined;
  private delivered: { readonly batch: IncomingBatch; readonly taken: () => void }[] = [];
  private hungry: (() => void) | undefined;
  private crashes = 0;
  private lost: Error | undefined;
  private closed = false;
  private readonly hints = new Map<string, { topic: string; partition: number; offset: string }>();
  private hinting: NodeJS.Timeout | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly prefix: string,
    private readonly group: string,
    private readonly topics: readonly TopicName[],
    private readonly startAt: StartAt | undefined,
    private readonly onClose: () => void,
  ) {}

  async open(): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: this.prefix + this.group,
      sessionTimeout: SESSION_MS,
      heartbeatInterval: HEARTBEAT_MS,
      rebalanceTimeout: 5000,
      maxWaitTimeInMs: 500,
      maxBytesPerPartition: 2 * 1024 * 1024,
      maxBytes: 8 * 1024 * 1024,
      allowAutoTopicCreation: false,
      // A restart by kafkajs itself cannot be called off: closed meanwhile, it would come back as a member that nobody asks for batches
      // and that keeps its partitions from all others (chaos: consumers stood still for 10 to 40 s after a broker was killed).
      retry: { initialRetryTime: 50, maxRetryTime: 1000, retries: 20, restartOnFailure: () => Promise.resolve(false) },
    });
    this.consumer = consumer;
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!this.closed) void this.reopen(consumer, payload.error);
    });
    await consumer.connect();
    await consumer.subscribe({ topics: this.topics.map((topic) => this.prefix + topic), fromBeginning: true });
    await this.seekOnJoin(consumer);
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      // All partitions of a fetch are handed over at once, so that they can share a transaction.
      partitionsConsumedConcurrently: PARTITIONS * this.topics.length,
      eachBatch: (payload) => this.take(payload),
    });
    if (this.closed) await consumer.disconnect();
  }

  async next(waitMs: number): Promise<IncomingBatch | undefined> {
    this.refuseWhenGone();
    if (this.delivered.length === 0) await this.wait(waitMs);
    this.refuseWhenGone();
    return this.delivered.shift()?.batch;
  }

  atHand(): readonly IncomingBatch[] {
    return this.delivered.splice(0).map(({ batch }) => batch);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.onClose();
    clearTimeout(this.hinting);
    this.dropDelivered();
    this.hungry?.();
    await this.consumer?.disconnect().catch(() => undefined);
  }

  /**
   * The truth of where we stand is in our database. For the first join it is at hand, so that not one message is fetched in vain;
   * kafkajs does not wait for listeners, so after a later one a fetch may precede the answer, and is then recognised by its offsets.
   */
  private async seekOnJoin(consumer: Consumer): Promise<void> {
    if (!this.startAt) return;
    let atHand: EndOffsets | undefined = await this.startAt();
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      const seek = (positions: EndOffsets): void => {
        if (this.closed || this.consumer !== consumer) return;
        for (const [name, partitions] of Object.entries(payload.memberAssignment)) {
          for (const partition of partitions) {
            const offset = positions[`${name.slice(this.prefix.length)}/${partition}`] ?? 0n;
            consumer.seek({ topic: name, partition, offset: String(offset) });
          }
        }
      };
      if (atHand) seek(atHand);
      else void this.startAt!().then(seek).catch(() => undefined);
      atHand = undefined;
    });
  }

  private refuseWhenGone(): void {
    if (this.lost) throw this.lost;
    if (this.closed) throw new Error(`the subscription of ${this.group} is closed`);
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
    if (this.closed) return Promise.reject(new Error('the subscription is closed'));
    this.crashes = 0;
    const topic = batch.topic.slice(this.prefix.length) as TopicName;
    const { partition } = batch;
    return new Promise((resolve) => {
      const alive = keepAlive(heartbeat);
      const end = (): void => {
        clearInterval(alive);
        resolve();
      };
      const incoming: IncomingBatch = {
        topic,
        partition,
        messages: batch.messages.map(incomingMessage),
        done: async (nextOffset) => {
          if (!isStale() && isRunning()) {
            resolveOffset(String(nextOffset - 1n));
            this.hint(batch.topic, partition, nextOffset);
          }
          end();
        },
        rewind: (offset) => {
          if (isRunning()) this.consumer?.seek({ topic: batch.topic, partition, offset: String(offset) });
          end();
        },
        heartbeat: async () => {
          if (isStale() || !isRunning()) throw new Error(`partition ${topic}/${partition} was taken away`);
          await heartbeat();
        },
      };
      this.delivered.push({ batch: incoming, taken: end });
      this.hungry?.();
    });
  }

  /** Tells Kafka, now and then, how far we are. */
  private hint(topic: string, partition: number, offset: bigint): void {
    this.hints.set(`${topic}/${partition}`, { topic, partition, offset: String(offset) });
    this.hinting ??= setTimeout(() => {
      this.hinting = undefined;
      const offsets = [...this.hints.values()];
      this.hints.clear();
      if (!this.closed) this.consumer?.commitOffsets(offsets).catch(() => undefined);
    }, HINT_MS).unref();
  }

  private async reopen(crashed: Consumer, cause: Error): Promise<void> {
    if (this.consumer !== crashed) return;
    this.crashes += 1;
    this.dropDelivered();
    await crashed.disconnect().catch(() => undefined);
    if (this.crashes > CRASHES) {
      this.lost = cause;
      this.hungry?.();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 500 * this.crashes));
    if (this.closed) return;
    await this.open().catch((error: Error) => this.reopen(this.consumer!, error));
  }

  private dropDelivered(): void {
    for (const delivery of this.delivered.splice(0)) delivery.taken();
  }
}

/** kafkajs sends no heartbeat while a batch is handled, and a slow handler must not cost the membership. */
function keepAlive(heartbeat: () => Promise<void>): NodeJS.Timeout {
  // A rebalance that it is told of is heard again by kafkajs itself, right after the batch.
  return setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_MS).unref();
}

type KafkaMessage = EachBatchPayload['batch']['messages'][number];

/** What our own decoding has made of a record, or else the same from what kafkajs did. */
function incomingMessage(message: KafkaMessage): IncomingMessage {
  const { incoming } = message as Partial<DecodedRecord>;
  if (incoming) return incoming;
  const { offset, key, headers, value } = message;
  return { offset: BigInt(offset), key: key ?? null, headers: textHeaders(headers), value };
}

/** Headers that are null or repeated are someone else's; the first value counts. */
function textHeaders(headers: KafkaMessage['headers']): Headers {
  const text: Record<string, string> = {};
  for (const name in headers) {
    const given = headers[name];
    const value = Array.isArray(given) ? given[0] : given;
    if (value !== undefined && value !== null) text[name.toLowerCase()] = value.toString();
  }
  return text;
}
