import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { startKafka } from './kafka.js';
import { signalProcess } from './processes.js';
import type { RunningServer } from './running-server.js';

const dir = mkdtempSync(join(tmpdir(), 'amends-kafka-'));
/** A broker starts in some seconds, and in a minute where others need the processors too. */
const WITHIN_MS = 180_000;
let server: RunningServer;

const start = async () => (server = await startKafka({ dir }));

async function topics(create?: string): Promise<string[]> {
  const admin = new Kafka({ brokers: [server.url], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    if (create) await admin.createTopics({ topics: [{ topic: create, numPartitions: 1 }] });
    return await admin.listTopics();
  } finally {
    await admin.disconnect();
  }
}

// Without Java the tests of the whole Jest run have no broker either; then there is nothing to show here.
const withJava = process.env['AMENDS_TEST_KAFKA_BROKERS'] ? describe : describe.skip;

withJava('Kafka from Maven jars', () => {
  beforeAll(() => start(), WITHIN_MS);

  afterAll(async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }, WITHIN_MS);

  it('is taken over when it already runs, never started twice', async () => {
    const { pid, port } = server;
    await start();
    expect([server.pid, server.port, server.adopted]).toEqual([pid, port, true]);
  });

  it('comes back on its port with its topics after kill -9', async () => {
    const { port } = server;
    await topics('complaints');
    signalProcess(server.pid, 'SIGKILL');
    await server.exited;
    await start();
    expect([server.port, server.adopted, await topics()]).toEqual([port, false, ['complaints']]);
  }, WITHIN_MS);

  it('replaces one that is left over but does not answer', async () => {
    const { pid } = server;
    signalProcess(pid, 'SIGSTOP');
    await start();
    expect(server.pid).not.toBe(pid);
    expect(await topics()).toEqual(['complaints']);
  }, WITHIN_MS);
});
