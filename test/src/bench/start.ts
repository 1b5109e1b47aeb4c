import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningAmends } from './amends.js';
import type { Generator } from './load/generator.js';
import { measure } from './measure.js';
import { memoryOf } from './memory.js';
import type { BenchOptions } from './options.js';

/** One start of all services in one process, servers running already. */
export interface Start {
  /** From spawning the process to the 201 of a registration, milliseconds. */
  readonly firstAcceptedMs: number;
  /** Resident memory in MiB: before any load, after one whose consequences are all handled, and the most there ever was. */
  readonly idle: number;
  readonly loaded: number;
  readonly peak: number;
}

/** B9's findings. */
export interface Starts {
  readonly starts: readonly Start[];
  /** Resident MiB of each service that idles in a process of its own. */
  readonly alone: Readonly<Record<string, number>>;
}

const CONNECTIONS = 256;
/** A process that has just started needs so long until it is idle. */
const SETTLE_MS = 2000;
const SERVICES = ['intake', 'resolution', 'escalation', 'follow-up', 'insight'];

/** Measures B9: how soon a started Amends takes a complaint in, and how much memory it needs. Leaves it running. */
export async function measureStart(amends: RunningAmends, generator: Generator, options: BenchOptions, progress: (text: string) => void): Promise<Starts> {
  const starts: Start[] = [];
  for (let repetition = 1; repetition <= options.repetitions; repetition++) {
    progress(`start ${repetition} of ${options.repetitions}`);
    starts.push(await startOnce(amends, generator, options.seconds));
  }
  const alone: Record<string, number> = {};
  for (const service of SERVICES) {
    progress(`${service} alone`);
    alone[service] = await idleMemory(amends, service);
  }
  await restart(amends);
  return { starts, alone };
}

async function startOnce(amends: RunningAmends, generator: Generator, seconds: number): Promise<Start> {
  await amends.stop();
  const begin = performance.now();
  await amends.start();
  await registerOne(amends);
  const firstAcceptedMs = performance.now() - begin;
  await amends.caughtUp();
  await sleep(SETTLE_MS);
  const idle = memoryOf(amends.pids['app']!).resident;
  await measure(generator, amends, { connections: CONNECTIONS, seconds }, () => amends.caughtUp());
  const { resident, peak } = memoryOf(amends.pids['app']!);
  return { firstAcceptedMs, idle, loaded: resident, peak };
}

async function registerOne({ target: { url, path, headers, bodies } }: RunningAmends): Promise<void> {
  const own = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers: { ...headers, ...own }, body: bodies[0]! });
  if (answer.status !== 201) throw new Error(`the first registration was answered ${answer.status}: ${await answer.text()}`);
}

async function idleMemory(amends: RunningAmends, service: string): Promise<number> {
  await restart(amends, service);
  await amends.caughtUp();
  await sleep(SETTLE_MS);
  return memoryOf(amends.pids['app']!).resident;
}

async function restart(amends: RunningAmends, services?: string): Promise<void> {
  await amends.stop();
  await amends.start(services);
}
