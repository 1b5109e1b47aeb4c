import { join } from 'node:path';
import { startApp, type AppChild, type Home } from '@amends/local';
import { SETTINGS, type Form } from './baselines/form.js';
import { registration } from './complaints.js';
import type { Job } from './load/job.js';
import type { Pids } from './processor-time.js';
import { makeDatabase, type Workplace } from './workplace.js';

/** Something that takes complaints in: Amends, or what it is measured beside. */
export interface Contender {
  readonly name: string;
  /** Where and what the load generator sends. */
  readonly target: Pick<Job, 'url' | 'path' | 'headers' | 'bodies'>;
  readonly pids: Pids;
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/** Starts a process that says when it is ready; its log lies in the workplace. */
export function startProcess(home: Home, name: string, entry: string, env: Record<string, string>): Promise<AppChild> {
  return startApp({ entry, name, label: `bench:${name}`, env, logFile: home.logOf(name), progress: () => undefined, signal: new AbortController().signal });
}

/** Starts the plain application in one of its forms, with a database of its own. */
export async function startBaseline(workplace: Workplace, form: Form, name: string, customers: readonly string[]): Promise<Contender> {
  const databaseUrl = await makeDatabase(workplace, form.replace('-', '_'));
  const settings = JSON.stringify({ form, databaseUrl, brokers: workplace.kafka.url });
  const app = await startProcess(workplace.home, form, join(__dirname, 'baselines/main.js'), { [SETTINGS]: settings });
  const target = { url: app.url, path: '/complaints', headers: {}, bodies: customers.map(registration) };
  return { name, target, databaseUrl, pids: { app: app.pid, postgres: workplace.postgres.pid }, stop: app.stop };
}
