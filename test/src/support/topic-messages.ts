import { calmKafkajs } from '@amends/eventing';
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, type Admin } from 'kafkajs';

/** A message as it lies in a topic. */
export interface TopicMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | null;
}

const WITHIN_MS = 30_000;

/** Kafka as the tests reach it: quiet, and patient with a broker that has just come back. */
export function testKafka(brokers: readonly string[]): Kafka {
  calmKafkajs();
  return new Kafka({ clientId: 'amends-test', brokers: [...brokers], logLevel: logLevel.NOTHING, retry: { initialRetryTime: 100, maxRetryTime: 1000, retries: 30 } });
}

/** Reads topics from the beginning to where they end now, partition by partition in order; independent of Amends' own transport. */
export async function readTopics(brokers: readonly string[], topics: readonly string[]): Promise<readonly TopicMessage[]> {
  const kafka = testKafka(brokers);
  const admin = kafka.admin();
  await admin.connect();
  try {
    const ends = await endsOf(admin, topics);
    const wanted = new Map([...ends].filter(([, end]) => end > 0));
    return wanted.size === 0 ? [] : await collect(kafka, topics, wanted);
  } finally {
    await admin.disconnect();
  }
}

async function endsOf(admin: Admin, topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const ends = new Map<string, number>();
  for (const topic of topics) {
    for (const { partition, high } of await admin.fetchTopicOffsets(topic)) ends.set(`${topic}/${partition}`, Number(high));
  }
  return ends;
}

async function collect(kafka: Kafka, topics: readonly string[], ends: ReadonlyMap<string, number>): Promise<readonly TopicMessage[]> {
  const consumer = kafka.consumer({ groupId: `amends-test-reader-${randomUUID()}`, maxWaitTimeInMs: 100 });
  const found: TopicMessage[] = [];
  const missing = new Set(ends.keys());
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await within(`the end of ${topics.join(', ')}`, (done) =>
      consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch: { topic, partition, messages } }) => {
          found.push(...messages.map(({ offset, key, headers, value }) => ({ topic, partition, offset: Number(offset), key: key?.toString() ?? null, headers: textOf(headers), value: value?.toString() ?? null })));
          const name = `${topic}/${partition}`;
          if (Number(messages.at(-1)?.offset ?? -1) + 1 >= (ends.get(name) ?? 0)) missing.delete(name);
          if (missing.size === 0) done();
        },
      }),
    );
  } finally {
    await consumer.disconnect();
  }
  return inOrder(found);
}

/** A batch that was fetched twice is one batch. */
function inOrder(found: readonly TopicMessage[]): readonly TopicMessage[] {
  const unique = new Map(found.map((message) => [`${message.topic}/${message.partition}@${message.offset}`, message]));
  return [...unique.values()].sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition || a.offset - b.offset);
}

function textOf(headers: Record<string, unknown> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : (value ?? ''))]));
}

function within(what: string, run: (done: () => void) => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} was not read within ${WITHIN_MS} ms`)), WITHIN_MS);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
    };
    run(() => end(resolve)).catch((error: Error) => end(() => reject(error)));
  });
}
