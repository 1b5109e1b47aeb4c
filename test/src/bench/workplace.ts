import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Home, makeMasterKey, signingKey, startKafka, startPostgres, type RunningServer } from '@amends/local';
import { Client } from 'pg';

/** A PostgreSQL and a Kafka of the bench's own, set as in production, in a folder that goes away with them. */
export interface Workplace {
  readonly home: Home;
  readonly postgres: RunningServer;
  readonly kafka: RunningServer;
  stop(): Promise<void>;
}

/** Opens a workplace; `progress` hears what takes its time. */
export async function openWorkplace(progress: (text: string) => void): Promise<Workplace> {
  const home = new Home(await mkdtemp(join(tmpdir(), 'amends-bench-')));
  await home.make();
  const [postgres, kafka] = await Promise.all([
    startTimedPostgres(home, progress),
    startKafka({ dir: home.kafka, log: progress }),
    signingKey(home),
    makeMasterKey(home),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.allSettled([postgres.stop(), kafka.stop()]);
    await rm(home.dir, { recursive: true, force: true });
  };
  return { home, postgres, kafka, stop };
}

/**
 * PostgreSQL as the launcher starts it, and with one setting more: it keeps the time of every commit, which is how B4 knows when a
 * row became visible without asking for it again and again.
 */
async function startTimedPostgres(home: Home, log: (text: string) => void): Promise<RunningServer> {
  const first = await startPostgres({ dir: home.postgres, log });
  await query(first.url, 'alter system set track_commit_timestamp = on');
  await first.stop();
  return startPostgres({ dir: home.postgres, log });
}

/** Makes a database and returns its address. */
export async function makeDatabase({ postgres }: Workplace, name: string): Promise<string> {
  await query(postgres.url, `create database ${name}`);
  const url = new URL(postgres.url);
  url.pathname = name;
  return url.href;
}

/** Runs one statement on a connection of its own. */
export async function query<Row extends object>(url: string, text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
