import { Client } from 'pg';
import { startPostgres, type RunningServer } from '../servers/index.js';
import type { Home } from './home.js';
import { Kept } from './kept.js';
import { LaunchFailure } from './launch-failure.js';
import { step, type Report } from './steps.js';

/** The database everything is kept in: ours, or one that DATABASE_URL names. */
export interface Database {
  url(): string;
  port(): number;
  pid(): number | null;
  stop(): Promise<void>;
}

/** Starts PostgreSQL, or makes sure that the given one answers. `onMove` is called when a restart has given it another address. */
export function openDatabase(home: Home, given: string | undefined, report: Report, onChange: () => void): Promise<Database> {
  return step(report, 'postgres', async (progress) => (given ? theirs(given) : ours(home, report, progress, onChange)));
}

async function ours(home: Home, report: Report, progress: (text: string) => void, onChange: () => void): Promise<[Database, string]> {
  const kept = await Kept.start<RunningServer>({
    name: 'PostgreSQL',
    start: () => startPostgres({ dir: home.postgres, log: progress }),
    tell: (text) => report({ kind: 'line', text }),
    onRestart: onChange,
  });
  const { port, adopted } = kept.current;
  const database = { url: () => kept.current.url, port: () => kept.current.port, pid: () => kept.current.pid, stop: () => kept.stop() };
  return [database, `on port ${port}${adopted ? ', was still running' : ''}`];
}

async function theirs(url: string): Promise<[Database, string]> {
  const at = URL.canParse(url) ? new URL(url) : undefined;
  if (!at) throw new LaunchFailure('DATABASE_URL is no address.', 'Write it as postgresql://name:password@host:5432/database, or leave it out.');
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new LaunchFailure(`PostgreSQL at ${at.host} does not answer: ${(error as Error).message}`, 'Check DATABASE_URL, or leave it out to have one started.');
  } finally {
    await client.end().catch(() => undefined);
  }
  return [{ url: () => url, port: () => Number(at.port || 5432), pid: () => null, stop: async () => undefined }, `at ${at.host} (DATABASE_URL)`];
}
