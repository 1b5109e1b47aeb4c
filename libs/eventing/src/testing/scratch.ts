import { TOPICS } from '@amends/contracts';
import { MasterKey, Vault, vaultSql } from '@amends/vault';
import { Kafka, logLevel } from 'kafkajs';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { knownSql } from '../commands/known.sql.js';
import { consumerSql } from '../consumer/consumer.sql.js';
import { Database } from '../database.js';
import { logSql } from '../log/log.sql.js';
import { KafkaTransport } from '../transport/kafka-transport.js';
import { LocalTransport } from '../transport/local-transport.js';
import { upholdSql } from '../uphold/uphold.sql.js';

type Sql = (schema: string) => string;

/** What every service with a log has in its schema. */
const SERVICE_SQL: readonly Sql[] = [logSql, consumerSql, knownSql, upholdSql];

/**
 * A PostgreSQL database of one test's own. A whole database (30 ms), not just a schema, because the schemas of vault and local
 * transport, advisory locks, and NOTIFY channels have fixed names: within it everything is called as in production.
 */
export interface Scratch {
  /** Connects to the scratch database. */
  readonly url: string;
  /** The schema that was asked for, named as asked. */
  readonly database: Database;
  /** A vault of its own, under a master key that nobody keeps. */
  readonly vault: Vault;
  /** Another service's schema in the same database. */
  also(schema: string, sql?: readonly Sql[]): Promise<Database>;
  /** Drops the database; done by itself after the last test of the file. */
  drop(): Promise<void>;
}

const toDrop = new Set<() => Promise<void>>();

/** Drops every scratch database and topic of this file that is still there. */
export async function dropScratches(): Promise<void> {
  // What was opened last goes first: transports before the databases under them.
  for (const drop of [...toDrop].reverse()) await drop();
}

declare const afterAll: ((action: () => Promise<void>) => void) | undefined;

// In every spec that imports this file; elsewhere the caller drops.
if (typeof afterAll !== 'undefined') afterAll(dropScratches);

/** Makes a database with one service's schema: log, consumer and known tables unless other SQL is given. */
export async function scratchDatabase(schema = 'intake', sql: readonly Sql[] = SERVICE_SQL): Promise<Scratch> {
  const name = `scratch_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  const opened: Database[] = [];
  const also: Scratch['also'] = async (other, itsSql = SERVICE_SQL) => {
    const database = Database.open(url.href, other);
    opened.push(database);
    await database.pool.query(`create schema ${other}; set search_path to public; ${itsSql.map((one) => one(other)).join('\n')}`);
    return database;
  };
  const drop = once(async () => {
    toDrop.delete(drop);
    await Promise.all(opened.map((database) => database.close().catch(() => undefined)));
    await asAdmin(`drop database if exists ${name} with (force)`);
  });
  toDrop.add(drop);
  const database = await also(schema, sql);
  await database.pool.query(vaultSql);
  const master = MasterKey.parse(randomBytes(32).toString('base64'));
  return { url: url.href, database, vault: new Vault(database.pool, master), also, drop };
}

/** A local transport over a scratch database, its topics made. */
export async function scratchLocal(url: string, faults: LocalTransport['faults'] = {}): Promise<LocalTransport> {
  const transport = new LocalTransport(url, undefined, faults);
  closing(() => transport.close());
  await transport.ensureTopics(TOPICS);
  return transport;
}

/** The test brokers, or undefined on a machine without Java: specs over Kafka are then skipped. */
export const testBrokers = (): string[] | undefined => process.env['AMENDS_TEST_KAFKA_BROKERS']?.split(',');

/** A prefix that no other test has, for topics and groups of the one Kafka; what is under it is deleted after the last test of the file. */
export function scratchTopics(): string {
  const prefix = `t${randomBytes(5).toString('hex')}-`;
  const drop = once(async () => {
    toDrop.delete(drop);
    await deleteTopics(prefix);
  });
  toDrop.add(drop);
  return prefix;
}

/** A Kafka transport; one with the same prefix shares its topics, as another process would. Throws without brokers. */
export async function scratchKafka(prefix = scratchTopics()): Promise<KafkaTransport> {
  const transport = new KafkaTransport(testBrokers() ?? [], 'amends-test', { topicPrefix: prefix });
  closing(() => transport.close());
  await transport.ensureTopics(TOPICS);
  return transport;
}

/** Deletes the topics of a prefix, as when a cluster was lost; returns when nobody finds them any more. */
export async function deleteTopics(prefix: string): Promise<void> {
  const admin = new Kafka({ brokers: testBrokers() ?? [], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    const present = async (): Promise<string[]> => (await admin.listTopics()).filter((topic) => topic.startsWith(prefix));
    const topics = await present();
    if (topics.length === 0) return;
    await admin.deleteTopics({ topics });
    // A broker shows them for a moment after it has said yes, and whoever looked then would take them for being there.
    await eventually('the topics are gone', async () => (await present()).length === 0, 30_000);
  } finally {
    await admin.disconnect();
  }
}

/** Looks again and again until something holds; throws what it waited for when the time is up. */
export async function eventually(what: string, holds: () => Promise<boolean> | boolean, withinMs = 15_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; ; await new Promise((resolve) => setTimeout(resolve, 10))) {
    // Asked before the look, so that the last one begins when the time is up, however long the one before it took.
    const isLast = Date.now() > deadline;
    if (await holds()) return;
    if (isLast) throw new Error(`not within ${withinMs} ms: ${what}`);
  }
}

/** Has something closed after the last test of the file, before the databases under it; closing twice must be harmless. */
export function closing(close: () => Promise<void>): void {
  const drop = once(async () => {
    toDrop.delete(drop);
    await close().catch(() => undefined);
  });
  toDrop.add(drop);
}

async function asAdmin(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl() });
  await admin.connect();
  await admin.query(statement).finally(() => admin.end());
}

function serverUrl(): string {
  const url = process.env['AMENDS_TEST_DATABASE_URL'];
  if (!url) throw new Error('AMENDS_TEST_DATABASE_URL is not set: run the tests by `npm test`, or start the test servers first');
  return url;
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}
