import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findJava } from './java.js';
import { KafkaUnavailable, LOG4J_FILE, kafkaJars } from './kafka-jars.js';
import { isBrokerReady } from './kafka-ready.js';
import { kafkaSettings } from './kafka-settings.js';
import { rememberedPorts } from './ports-file.js';
import { isAlive, isProcess, stopProcess, whenEnded } from './processes.js';
import type { Log, RunningServer } from './running-server.js';

/** What the broker needs to know to start. */
export interface KafkaOptions {
  /** Folder of its own: data, ports, settings and log are kept here. */
  dir: string;
  /** Preferred port; otherwise the one of last time, otherwise any free one. */
  port?: number;
  log?: Log;
  /** Gives up fetching the jars. */
  signal?: AbortSignal;
}

const JVM = ['-Xms64m', '-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto'];
const STOP: [NodeJS.Signals, number][] = [['SIGTERM', 10_000], ['SIGKILL', 5_000]];

/**
 * Starts Apache Kafka on its folder, or takes over the broker that already runs there; resolves when it takes requests.
 * Throws KafkaUnavailable where Java 17 or the jars cannot be had.
 */
export async function startKafka(options: KafkaOptions): Promise<RunningServer> {
  const dir = resolve(options.dir);
  const running = liveBroker(dir);
  if (running) {
    const adopted = await adopt(dir, running);
    if (adopted) return adopted;
  }
  const java = await findJava();
  if (!java) throw new KafkaUnavailable('Java 17 or newer is needed for Kafka: install it (for instance `apt install openjdk-17-jre-headless`) and start again');
  const jars = await kafkaJars(options.log, options.signal);
  await mkdir(dir, { recursive: true });
  const ports = await rememberedPorts(dir, 2, options.port);
  await writeFile(join(dir, 'server.properties'), kafkaSettings({ port: ports[0]!, controllerPort: ports[1]!, data: join(dir, 'data') }));
  const program = { java, classpath: join(jars, '*') };
  await formatOnce(dir, program, options.log);
  options.log?.('starting');
  return reach(dir, ports[0]!, spawnBroker(dir, program), false);
}

/** The process id of the broker that runs on this folder right now, if any. */
export function liveBroker(dir: string): number | undefined {
  const file = join(resolve(dir), 'kafka.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  return isProcess(pid, 'kafka.Kafka', join(resolve(dir), 'server.properties')) ? pid : undefined;
}

interface Program {
  java: string;
  classpath: string;
}

/** A broker that was left behind but does not answer within 10 s, which a busy machine may need, is stopped, so that a new one can have its folder. */
async function adopt(dir: string, pid: number): Promise<RunningServer | undefined> {
  const listeners = /^listeners=PLAINTEXT:\/\/127\.0\.0\.1:(\d+)/m.exec(readFileSync(join(dir, 'server.properties'), 'utf8'));
  const server = listeners && (await reach(dir, Number(listeners[1]), pid, true, 10_000).catch(() => undefined));
  if (!server) await stopProcess(pid, [['SIGTERM', 2_000], ['SIGKILL', 5_000]]);
  return server ?? undefined;
}

/** Formats the storage once; a second format would refuse, and a new cluster id would disown the data. */
async function formatOnce(dir: string, { java, classpath }: Program, log?: Log): Promise<void> {
  if (existsSync(join(dir, 'data', 'meta.properties'))) return;
  log?.('formatting the storage');
  const cluster = randomBytes(16).toString('base64url').replace(/^-/, 'A');
  const args = [...JVM, '-cp', classpath, 'kafka.tools.StorageTool', 'format', '-t', cluster, '-c', join(dir, 'server.properties')];
  await promisify(execFile)(java, args);
}

function spawnBroker(dir: string, { java, classpath }: Program): number {
  const output = openSync(join(dir, 'kafka.out'), 'w');
  const logging = [`-Damends.log=${join(dir, 'kafka.log')}`, `-Dlog4j2.configurationFile=${LOG4J_FILE}`];
  try {
    // A session of its own: Ctrl-C on the terminal must not stop the broker before those who use it.
    const broker = spawn(java, [...JVM, ...logging, '-cp', classpath, 'kafka.Kafka', join(dir, 'server.properties')], {
      stdio: ['ignore', output, output], detached: true, cwd: dir,
    });
    broker.on('error', () => undefined);
    broker.unref();
    if (!broker.pid) throw new KafkaUnavailable('Java could not be started for Kafka');
    writeFileSync(join(dir, 'kafka.pid'), String(broker.pid));
    return broker.pid;
  } finally {
    closeSync(output);
  }
}

async function reach(dir: string, port: number, pid: number, adopted: boolean, ms = 60_000): Promise<RunningServer> {
  const url = `127.0.0.1:${port}`;
  for (const end = Date.now() + ms; !(await isBrokerReady(url)); await sleep(25)) {
    if (!isAlive(pid) || Date.now() > end) throw new Error(`Kafka does not answer. Look into ${join(dir, 'kafka.log')} and kafka.out.`);
  }
  return {
    url, port, pid, adopted,
    stop: () => stopProcess(pid, STOP),
    exited: whenEnded(pid),
  };
}
