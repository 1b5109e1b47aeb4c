import { KafkaUnavailable, isBrokerReady, startKafka, type RunningServer } from '../servers/index.js';
import type { Home } from './home.js';
import { Kept } from './kept.js';
import { LaunchFailure } from './launch-failure.js';
import { step, type Report } from './steps.js';

/** The Kafka that events travel through: ours, or the one that KAFKA_BROKERS names. */
export interface Broker {
  brokers(): string;
  port(): number;
  pid(): number | null;
  stop(): Promise<void>;
}

/** What the environment says about Kafka. */
export interface BrokerWish {
  brokers?: string | undefined;
  local: boolean;
  /** Gives up a start under way. */
  signal: AbortSignal;
}

/** Starts Kafka or reaches the given one; undefined when events travel over the local transport, and the report says why. */
export async function openBroker(home: Home, wish: BrokerWish, report: Report, onChange: () => void): Promise<Broker | undefined> {
  if (wish.local) return withoutKafka(report, 'AMENDS_TRANSPORT=local: events travel through PostgreSQL');
  try {
    return await step(report, 'kafka', async (progress) => (wish.brokers ? theirs(wish.brokers) : ours(home, wish.signal, report, progress, onChange)));
  } catch (error) {
    if (!(error instanceof KafkaUnavailable)) throw error;
    return withoutKafka(report, `Events travel through PostgreSQL instead of Kafka. ${error.message}.`);
  }
}

function withoutKafka(report: Report, text: string): undefined {
  report({ kind: 'step', step: 'kafka', state: 'skipped', text });
}

type Progress = (text: string) => void;

async function ours(home: Home, signal: AbortSignal, report: Report, progress: Progress, onChange: () => void): Promise<[Broker, string]> {
  const kept = await Kept.start<RunningServer>({
    name: 'Kafka',
    start: () => startKafka({ dir: home.kafka, log: progress, signal }),
    tell: (text) => report({ kind: 'line', text }),
    onRestart: onChange,
  });
  const { port, adopted } = kept.current;
  const broker = { brokers: () => kept.current.url, port: () => kept.current.port, pid: () => kept.current.pid, stop: () => kept.stop() };
  return [broker, `on port ${port}${adopted ? ', was still running' : ''}`];
}

async function theirs(brokers: string): Promise<[Broker, string]> {
  const addresses = brokers.split(',').map((address) => address.trim());
  for (const address of addresses) {
    if (!(await isBrokerReady(address))) continue;
    return [{ brokers: () => brokers, port: () => Number(address.split(':').at(-1)), pid: () => null, stop: async () => undefined }, `at ${brokers} (KAFKA_BROKERS)`];
  }
  throw new LaunchFailure(`No Kafka broker answers at ${brokers}.`, 'Check KAFKA_BROKERS (host:port, comma-separated), or leave it out to have one started.');
}
