import { partitionOf } from '@amends/eventing';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Producer } from 'kafkajs';
import type { TopicMessage } from '../support/topic-messages.js';
import { testKafka } from '../support/topic-messages.js';

const PATIENCE_MS = 60_000;

/** Whether a message is garbage of ours: the one kind in `complaints` that is no event. */
export const isPoison = ({ topic, headers }: TopicMessage): boolean => topic === 'complaints' && headers['ce_id'] === undefined;

/**
 * Puts a message that is no event into `complaints` under this key, as a broken producer would; tries until the broker has it. A broker that is
 * killed before it answers may have it twice.
 */
export async function poison(brokers: readonly string[], key: string, garbage: string): Promise<void> {
  const producer = testKafka(brokers).producer({ allowAutoTopicCreation: false, retry: { retries: 2 } });
  try {
    await untilSent(producer, key, garbage);
  } finally {
    await producer.disconnect().catch(() => undefined);
  }
}

async function untilSent(producer: Producer, key: string, garbage: string): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; ; await sleep(200)) {
    try {
      await producer.connect();
      await producer.send({ topic: 'complaints', acks: -1, messages: [{ key, partition: partitionOf(key), value: garbage }] });
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
