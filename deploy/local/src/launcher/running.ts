import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { writeAtomically } from './atomic-file.js';
import type { Home } from './home.js';
import { holderOf } from './lock.js';

/** All services, in the order they are named to people. */
export const SERVICES = ['intake', 'resolution', 'escalation', 'follow-up', 'insight'] as const;

/** What runs and where, as `running.json` holds it (mode 600: the address of PostgreSQL has its password). */
export interface Running {
  /** The launcher that keeps everything running. */
  pid: number;
  startedAt: string;
  form: 'one' | 'separate';
  /** The one origin of everything. */
  url: string;
  services: Record<string, { url: string; pid: number }>;
  /** `pid` is null for servers that are not ours. */
  postgres: { url: string; port: number; pid: number | null };
  kafka: { brokers: string; port: number; pid: number | null } | null;
  transport: 'kafka' | 'local';
}

/** What running.json says, whether or not it still runs; undefined when there is none. */
export function readRunning(home: Home): Running | undefined {
  try {
    return JSON.parse(readFileSync(home.running, 'utf8')) as Running;
  } catch {
    return undefined;
  }
}

/** What runs right now: running.json, when its launcher is alive. */
export function readLive(home: Home): Running | undefined {
  const running = readRunning(home);
  return running && holderOf(home.lock)?.pid === running.pid ? running : undefined;
}

/** Writes running.json as a whole. */
export async function writeRunning(home: Home, running: Running): Promise<void> {
  await writeAtomically(home.running, `${JSON.stringify(running, null, 2)}\n`);
}

/** Takes running.json away: nothing runs any more. */
export async function removeRunning(home: Home): Promise<void> {
  await rm(home.running, { force: true });
}
