import { Kafka, logLevel } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { OutboxRow, ReadModelRow } from './complaint.entity.js';

const TOPIC = 'outbox';
/** The usual pace of a polled outbox. */
const POLL_MS = 1000;

/** Publishes what lies in the outbox, once a second, and keeps the read model that hears of it. */
export async function startOutbox(dataSource: DataSource, brokers: string): Promise<void> {
  const kafka = new Kafka({ clientId: 'plain', brokers: [brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: TOPIC, numPartitions: 12 }], waitForLeaders: true });
  await admin.disconnect();
  await startReadModel(kafka, dataSource);
  const producer = kafka.producer();
  await producer.connect();
  let polling = false;
  setInterval(() => {
    if (polling) return;
    polling = true;
    void poll(dataSource, async (rows) => {
      await producer.send({ topic: TOPIC, acks: -1, messages: rows.map(({ complaint, message }) => ({ key: complaint, value: JSON.stringify(message) })) });
    }).finally(() => (polling = false));
  }, POLL_MS);
}

async function poll(dataSource: DataSource, publish: (rows: readonly OutboxRow[]) => Promise<void>): Promise<void> {
  const outbox = dataSource.getRepository(OutboxRow);
  const rows = await outbox.find({ where: { published: false }, order: { position: 'asc' }, take: 1000 });
  if (rows.length === 0) return;
  await publish(rows);
  await outbox.update(rows.map(({ position }) => position), { published: true });
}

async function startReadModel(kafka: Kafka, dataSource: DataSource): Promise<void> {
  const consumer = kafka.consumer({ groupId: 'read-model' });
  await consumer.connect();
  await consumer.subscribe({ topic: TOPIC, fromBeginning: true });
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.run({
    eachBatch: async ({ batch }) => {
      const rows = batch.messages.map(({ key, value }) => ({ complaint: String(key), message: JSON.parse(String(value)) as object }));
      await dataSource.createQueryBuilder().insert().into(ReadModelRow).values(rows).orIgnore().execute();
    },
  });
  await joined;
}
