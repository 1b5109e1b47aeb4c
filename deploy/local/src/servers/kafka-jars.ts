import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { hasMaven } from './java.js';
import type { Log } from './running-server.js';

const KAFKA_FOLDER = resolve(__dirname, '../../kafka');
const POM = join(KAFKA_FOLDER, 'pom.xml');

const FETCH_WITHIN_MS = 180_000;

/** The log4j configuration the broker runs with. */
export const LOG4J_FILE = join(KAFKA_FOLDER, 'log4j2.xml');

/** Kafka cannot be had here; the message says why and what to do. */
export class KafkaUnavailable extends Error {}

/** The folder with Kafka's jars, outside the clone so that every clone shares it; Maven fetches them once per pom. */
export async function kafkaJars(log?: Log, signal?: AbortSignal): Promise<string> {
  const folder = join(cacheHome(), 'amends', `kafka-4.3.0-${await pomHash()}`);
  if (existsSync(folder)) return folder;
  if (!(await hasMaven())) {
    throw new KafkaUnavailable('Maven is needed once to fetch Kafka: install Maven (for instance `apt install maven`) and start again');
  }
  await fetchInto(folder, log, signal);
  return folder;
}

function cacheHome(): string {
  return process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
}

async function pomHash(): Promise<string> {
  return createHash('sha256').update(await readFile(POM)).digest('hex').slice(0, 12);
}

/** Fetches into a sibling and renames: a fetch that was cut off, or two at once, never leave half a set of jars. */
async function fetchInto(folder: string, log?: Log, signal?: AbortSignal): Promise<void> {
  const partial = `${folder}.${process.pid}.partial`;
  await mkdir(partial, { recursive: true });
  const count = setInterval(() => void countJars(partial).then((jars) => jars && log?.(`fetching Kafka: ${jars} jars`)), 500);
  try {
    await runMaven(partial, signal);
    await rename(partial, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    clearInterval(count);
    await rm(partial, { recursive: true, force: true });
  }
}

async function countJars(folder: string): Promise<number> {
  return (await readdir(folder).catch(() => [])).length;
}

function runMaven(target: string, signal?: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    const args = ['-q', '-B', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${target}`];
    const maven = spawn('mvn', args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: FETCH_WITHIN_MS, ...(signal && { signal }) });
    let output = '';
    const keep = (chunk: Buffer) => (output += chunk.toString());
    maven.stdout.on('data', keep);
    maven.stderr.on('data', keep);
    maven.once('error', (error) => failed(new KafkaUnavailable(`Maven could not be started: ${error.message}`)));
    maven.once('close', (code) => (code === 0 ? done() : failed(new KafkaUnavailable(fetchFailure(output)))));
  });
}

function fetchFailure(output: string): string {
  const reason = output.split('\n').find((line) => line.includes('[ERROR]'))?.replace(/.*\[ERROR\]\S*\s*/, '').slice(0, 200);
  return `Maven could not fetch Kafka's jars (${reason ?? 'no reason given'}): check the network and start again`;
}
