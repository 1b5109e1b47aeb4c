import { partitionOf } from '@amends/eventing';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Producer } from 'kafkajs';
import { testKafka } from '../support/topic-messages.js';

/** Garbage that was put into `complaints`. */
export interface Poison {
  readonly key: string;
  readonly partition: number;
  readonly offset: string;
}

const PATIENCE_MS = 60_000;

/** Puts a message that is no event into `complaints` under this key, as a broken producer would; tries until the broker has it. */
export async function poison(brokers: readonly string[], key: string, garbage: string): Promise<Poison> {
  const producer = testKafka(brokers).producer({ allowAutoTopicCreation: false, retry: { retries: 2 } });
  try {
    return await untilSent(producer, key, garbage);
  } finally {
    await producer.disconnect().catch(() => undefined);
  }
}

async function untilSent(producer: Producer, key: string, garbage: string): Promise<Poison> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(200)) {
    try {
      await producer.connect();
      const partition = partitionOf(key);
      const [sent] = await producer.send({ topic: 'complaints', acks: -1, messages: [{ key, partition, value: garbage }] });
      return { key, partition, offset: sent!.baseOffset! };
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
