import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** An empty database of a suite's own on the test server. */
export interface EmptyDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** Makes an empty database; the caller drops it, whoever is still connected. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const name = `world_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(`drop database if exists ${name} with (force)`) };
}

/** Runs work with one connection and closes it. */
export async function connected<T>(url: string, work: (database: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const asAdmin = (statement: string): Promise<void> => connected(serverUrl(), (admin) => admin.query(statement).then(() => undefined));

function serverUrl(): string {
  const url = process.env['AMENDS_TEST_DATABASE_URL'];
  if (!url) throw new Error('AMENDS_TEST_DATABASE_URL is not set: run the tests by `npm test`, or start the test servers first');
  return url;
}
