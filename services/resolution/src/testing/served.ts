import { randomUUID } from 'node:crypto';
import { ComplaintRegistered, definitionOf, fact, ReadBackConfirmed, StatementRecorded, TOPICS, type LogName, type RecordedEvent } from '@amends/contracts';
import type { Fact } from '@amends/decider';
import { consumerSql, Database, EventLog, knownSql, LocalTransport, logSql, Relay, SystemClock, type NewEvent } from '@amends/eventing';
import { serve, type Role, type Running } from '@amends/runtime';
import { comingBack, settingFor, type Setting } from '@amends/runtime/testing';
import pg from 'pg';
import { resolution } from '../index.js';

const COMPANY = {
  name: 'Acme',
  units: [{ id: 'acme', name: 'Acme' }, { id: 'care', name: 'Care', parent: 'acme' }, { id: 'hotline', name: 'Hotline', parent: 'care' }, { id: 'logistics', name: 'Logistics', parent: 'acme' }],
  approvalLimits: { agent: { EUR: 5000 }, supervisor: { EUR: 50_000 } },
};

/** What was answered. */
export interface Answer {
  readonly status: number;
  readonly seen: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Resolution served over HTTP on a database of its own, and what other services would tell it. */
export class Served {
  private readonly versions = new Map<string, number>();
  private readonly elsewhere = new Map<LogName, { readonly log: EventLog; readonly relay: Relay; readonly database: Database }>();

  private constructor(
    readonly running: Running,
    private readonly url: string,
    private readonly transport: LocalTransport,
    private readonly setting: Setting,
  ) {}

  static async start(): Promise<Served> {
    const name = `resolution_${randomUUID().replaceAll('-', '')}`;
    await asAdmin(`create database ${name}`);
    const url = new URL(process.env['AMENDS_TEST_DATABASE_URL']!);
    url.pathname = `/${name}`;
    const transport = new LocalTransport(url.href);
    await transport.ensureTopics(TOPICS);
    const setting = await settingFor(url.href, COMPANY);
    return new Served(await serve([resolution], setting.config), url.href, transport, setting);
  }

  async stop(): Promise<void> {
    await this.running.stop();
    this.setting.remove();
    for (const { relay, database } of this.elsewhere.values()) await relay.stop().then(() => database.close());
    await this.transport.close();
    await asAdmin(`drop database ${new URL(this.url).pathname.slice(1)} with (force)`);
  }

  /** Somebody at their desk: sends commands on one complaint, and reads. */
  async as(role: Role, id: string, unit = 'hotline'): Promise<(method: 'GET' | 'POST', path: string, body?: object, headers?: Readonly<Record<string, string>>) => Promise<Answer>> {
    const authorization = `Bearer ${await this.setting.token({ role, id, unit })}`;
    return async (method, path, body, headers = {}) => {
      const request = { method, headers: { authorization, 'content-type': 'application/json', ...headers }, ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}) };
      const answer = await comingBack(() => fetch(`${this.running.url}/api/resolution/complaints/${path}`, request));
      return { status: answer.status, seen: answer.headers.get('amends-seen') ?? '', body: (await answer.json()) as Record<string, unknown> };
    };
  }

  /** Lets another service say something about a complaint; returns the mark of its last word. */
  async tell(source: LogName, complaint: string, facts: readonly Fact[], round = 1): Promise<string> {
    const { log, relay } = this.elsewhere.get(source) ?? (await this.open(source));
    const stream = { kind: 'complaint' as const, id: complaint };
    const version = this.versions.get(`${source} ${complaint}`) ?? 0;
    await log.append({ expected: [{ ...stream, version }], events: facts.map((one) => eventOf(stream, one, round)) });
    while ((await relay.step()) > 0);
    this.versions.set(`${source} ${complaint}`, version + facts.length);
    return `${source}/complaint:${complaint}@${version + facts.length}`;
  }

  /** A complaint as intake takes it in: what the customer said is written down and read back. */
  async complaint(): Promise<{ readonly id: string; readonly seen: string }> {
    const id = randomUUID();
    const registered = fact(ComplaintRegistered, { ...ComplaintRegistered.sample, customerId: null });
    return { id, seen: await this.tell('intake', id, [registered, fact(StatementRecorded, StatementRecorded.sample), fact(ReadBackConfirmed, ReadBackConfirmed.sample)]) };
  }

  /** All that resolution has recorded about a complaint. */
  recorded(complaint: string): Promise<readonly RecordedEvent[]> {
    return this.running.platform.of('resolution').logParts.log.read({ kind: 'complaint', id: complaint });
  }

  private async open(source: LogName): Promise<{ readonly log: EventLog; readonly relay: Relay; readonly database: Database }> {
    const database = Database.open(this.url, source.replace('-', '_'));
    await database.pool.query(`create schema ${database.schema}; ${[logSql, consumerSql, knownSql].map((sql) => sql(database.schema)).join('\n')}`);
    const log = new EventLog(database, source, new SystemClock());
    const opened = { log, database, relay: new Relay(database, log, this.transport, new SystemClock(), this.url) };
    this.elsewhere.set(source, opened);
    return opened;
  }
}

function eventOf(stream: NewEvent['stream'], { type, data }: Fact, round: number): NewEvent {
  const actor = { id: 'somebody', role: 'agent', unit: 'hotline' };
  const metadata = { occurredAt: new Date().toISOString(), round, actor, origin: 'live' as const, causation: null, correlation: 'c', traceparent: null };
  return { stream, id: randomUUID(), type, schemaVersion: definitionOf(type)!.version, data: JSON.stringify(data), sealed: null, metadata };
}

async function asAdmin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['AMENDS_TEST_DATABASE_URL'] });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
