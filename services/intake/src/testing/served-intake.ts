import { NOTHING_KNOWN, TOPICS, type EventDefinition, type KnownComplaint, type RecordedEvent } from '@amends/contracts';
import { KnownComplaints, toMessage, type Database } from '@amends/eventing';
import { eventually, sampleOf, scratchDatabase } from '@amends/eventing/testing';
import { serve, type Role, type Running } from '@amends/runtime';
import { comingBack, settingFor, type Setting } from '@amends/runtime/testing';
import { intake } from '../index.js';

const COMPANY = {
  name: 'Acme',
  country: 'DE',
  units: [{ id: 'acme', name: 'Acme' }, { id: 'north', name: 'North', parent: 'acme' }, { id: 'south', name: 'South', parent: 'acme' }],
};

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number;
  // A test looks into whatever it asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** A file as a client gets it. */
export interface Download {
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** Who asks, where that is not an agent of the whole company. */
export interface Asking {
  readonly role?: Role;
  readonly unit?: string | null;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Intake behind HTTP, with tokens and the local transport. */
export class ServedIntake {
  private constructor(
    private readonly running: Running,
    private readonly setting: Setting,
  ) {}

  /** Serves intake for the tests of one file. */
  static async start(): Promise<ServedIntake> {
    const { url } = await scratchDatabase('elsewhere', []);
    const setting = await settingFor(url, COMPANY);
    return new ServedIntake(await serve([intake], setting.config), setting);
  }

  get platform(): Running['platform'] {
    return this.running.platform;
  }

  get database(): Database {
    return this.running.platform.of('intake').database;
  }

  get(path: string, asking: Asking = {}): Promise<Answer> {
    return this.ask('GET', path, undefined, asking);
  }

  post(path: string, body: object = {}, asking: Asking = {}): Promise<Answer> {
    return this.ask('POST', path, body, asking);
  }

  /** The OpenAPI document. */
  async described(): Promise<Answer['body']> {
    return (await fetch(`${this.running.url}/docs/intake/openapi.json`)).json();
  }

  /** Gets a file. */
  async download(path: string): Promise<Download> {
    const answer = await this.fetch('GET', path, undefined, {});
    return { headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  /** Puts bytes as they are; their media type is among the headers. */
  put(path: string, bytes: Buffer, asking: Asking = {}): Promise<Answer> {
    return this.ask('PUT', path, bytes, asking);
  }

  /** Lets intake have heard of a complaint what other services said; not before it has heard itself, because with that it would write over it. */
  async hear(complaint: string, changes: Partial<KnownComplaint>): Promise<void> {
    const { length } = await this.events('complaint', complaint);
    await eventually(`intake has heard what it said of ${complaint}`, async () => (await this.heardOfItself(complaint)) >= length);
    const { known, heardAt } = await new KnownComplaints(this.database).find(complaint);
    await this.database.pool.query(
      'insert into intake.known (complaint, known, heard_at) values ($1, $2, $3) on conflict (complaint) do update set known = excluded.known',
      [complaint, JSON.stringify({ ...NOTHING_KNOWN, ...known, ...changes }), heardAt ?? '2026-01-01T00:00:00.000000Z'],
    );
  }

  /** Publishes what another service says of a complaint; returns its mark for Amends-Seen. */
  async publish(definition: EventDefinition, complaint: string, data: object, version = 1): Promise<string> {
    const { transport, clock } = this.running.platform.shared;
    const event = sampleOf(definition, { kind: definition.stream, id: complaint }, { data: JSON.stringify(data) });
    await transport.ensureTopics(TOPICS);
    await transport.publish([toMessage(definition.source, { ...event, position: 0n, version, recordedAt: new Date(clock.now()).toISOString() })]);
    return `${definition.source}/${definition.stream}:${complaint}@${version}`;
  }

  /** The events of a stream, oldest first. */
  events(kind: 'customer' | 'complaint', id: string): Promise<readonly RecordedEvent[]> {
    return this.running.platform.of('intake').logParts.log.read({ kind, id });
  }

  /** Types of the events of a stream, oldest first. */
  async said(kind: 'customer' | 'complaint', id: string): Promise<readonly string[]> {
    return (await this.events(kind, id)).map(({ type }) => type);
  }

  async stop(): Promise<void> {
    await this.running.stop();
    this.setting.remove();
  }

  /** The version of its own stream up to which intake has heard of a complaint. */
  private async heardOfItself(complaint: string): Promise<number> {
    const { rows } = await this.database.pool.query<{ version: number | null }>("select (versions ->> 'intake/complaint')::int as version from intake.handled where consumer = 'known' and subject = $1", [complaint]);
    return rows[0]?.version ?? 0;
  }

  private async ask(method: string, path: string, body: object | undefined, asking: Asking): Promise<Answer> {
    const answer = await this.fetch(method, path, body, asking);
    return { status: answer.status, body: await answer.json() };
  }

  private async fetch(method: string, path: string, body: object | undefined, { role = 'agent', unit = null, key, headers = {} }: Asking): Promise<Response> {
    const isJson = body !== undefined && !Buffer.isBuffer(body);
    const request = {
      method,
      headers: {
        authorization: `Bearer ${await this.setting.token({ role, unit, id: `${role}-1` })}`, ...(isJson ? { 'content-type': 'application/json' } : {}), ...(key ? { 'idempotency-key': key } : {}), ...headers,
      },
      ...(body ? { body: isJson ? JSON.stringify(body) : (body as unknown as string) } : {}),
    };
    return comingBack(() => fetch(`${this.running.url}/api/intake/${path}`, request));
  }
}
