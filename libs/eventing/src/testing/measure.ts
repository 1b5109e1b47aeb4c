/**
 * What the path of an event costs on this machine: `node libs/eventing/dist/testing/measure.js [events]`, with
 * AMENDS_TEST_DATABASE_URL and, for Kafka, AMENDS_TEST_KAFKA_BROKERS set. Not a test: figures belong beside a load.
 */
import type { RecordedEvent } from '@amends/contracts';
import { SystemClock } from '../clock.js';
import type { Handler } from '../consumer/handler.js';
import { appendOf, complaint } from './events.js';
import { dropScratches, eventually, scratchDatabase, scratchKafka, scratchLocal, testBrokers, type Scratch } from './scratch.js';
import { TestService } from './service.js';
import type { Transport } from '../transport/transport.js';

const EVENTS = Number(process.argv[2] ?? 100_000);
const clock = new SystemClock();

async function measure(name: string, scratch: Scratch, transport: Transport): Promise<void> {
  const service = new TestService(scratch, transport);
  await append(service);
  console.log(`${name}: publish ${await rate(EVENTS, async () => (await service.publishAll()).stop())}`);
  console.log(`${name}: replay into a trivial handler ${await replay(service)}`);
  const latencies = await live(service);
  console.log(`${name}: commit → effect committed, one at a time: p50 ${at(latencies, 0.5)} ms, p99 ${at(latencies, 0.99)} ms`);
  await service.stop();
}

/** Complaints of five events each. */
async function append(service: TestService): Promise<void> {
  for (let done = 0; done < EVENTS; done += 5000) {
    await Promise.all(Array.from({ length: 1000 }, () => service.log.append(appendOf(complaint(), 0, 5))));
  }
}

async function replay(service: TestService): Promise<string> {
  let handled = 0;
  const consumer = service.consumer(handler('replay', (events) => void (handled += events.length)));
  const result = await rate(EVENTS, async () => {
    while (handled < EVENTS) await consumer.step();
  });
  await consumer.stop();
  return result;
}

async function live(service: TestService): Promise<number[]> {
  const relay = service.started(service.relay());
  const consumer = service.started(service.consumer(handler('live', () => undefined)));
  const handled = new Map<string, () => void>();
  consumer.onHandled((subjects) => subjects.forEach((subject) => handled.get(subject)?.()));
  const latencies: number[] = [];
  await eventually('the replay is over', async () => Object.values(await consumer.position()).reduce((sum, offset) => sum + offset, 0n) >= BigInt(EVENTS), 120_000);
  for (let n = 0; n < 400; n++) {
    const stream = complaint();
    const effect = new Promise<void>((resolve) => handled.set(stream.id, resolve));
    await service.log.append(appendOf(stream));
    const start = performance.now();
    await effect;
    latencies.push(performance.now() - start);
    await clock.sleep(5);
  }
  await Promise.all([relay.stop(), consumer.stop()]);
  return latencies.slice(50);
}

const handler = (name: string, hear: (events: readonly RecordedEvent[]) => void): Handler => ({
  name,
  topics: ['complaints'],
  handle: async (events) => hear(events),
});

/** By the clock, and by our own processor time, which survives noisy neighbours. */
async function rate(count: number, work: () => Promise<void>): Promise<string> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return `${Math.round(count / ((performance.now() - start) / 1000))}/s, ${((user + system) / count).toFixed(1)} µs of processor each`;
}

const at = (values: readonly number[], part: number): string => [...values].sort((a, b) => a - b)[Math.floor(values.length * part)]!.toFixed(1);

async function main(): Promise<void> {
  const local = await scratchDatabase();
  await measure('local', local, await scratchLocal(local.url));
  if (!testBrokers()) return console.log('Kafka: no broker on this machine');
  await measure('Kafka', await scratchDatabase(), await scratchKafka());
}

void main().finally(dropScratches);
