import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '@amends/eventing';
import { deleteTopics, testBrokers } from '@amends/eventing/testing';
import { chooseStaff, Home, ISSUER, makeMasterKey, readStaff, SAMPLE_COMPANY, signingKey, signToken } from '@amends/local';
import { SERVICE_NAMES } from '@amends/runtime';
import { AppHere } from './app-here.js';
import { AppProcess } from './app-process.js';
import { Client } from './client.js';
import { emptyDatabase, type EmptyDatabase } from './scratch-database.js';

/** How a world is made. */
export interface WorldOptions {
  readonly transport?: 'kafka' | 'local';
  /** One process for all services, or a process each. */
  readonly form?: 'one' | 'separate';
  readonly env?: Readonly<Record<string, string>>;
  /** Serves everything in the process of the test, by this clock. */
  readonly clock?: Clock;
}

/** No clock that is put forward outruns it. */
const TOKEN_SECONDS = 90 * 86_400;

/** Over which transports a journey can be told on this machine: without Java there is no Kafka. */
export const transports = (): readonly ('kafka' | 'local')[] => (testBrokers() ? ['kafka', 'local'] : ['local']);

/** The system under test with a database, topics, keys and people of its own. */
export class World {
  private readonly apps = new Map<string, AppProcess | AppHere>();
  /** What processes wrote that were killed or stopped since. */
  private buried = '';

  private constructor(
    readonly options: WorldOptions,
    private readonly home: Home,
    private readonly database: EmptyDatabase,
    /** Stands before the names of this world's topics. */
    readonly topicPrefix: string,
  ) {}

  /** Starts everything and waits until requests are taken. */
  static async start(options: WorldOptions = {}): Promise<World> {
    const home = new Home(mkdtempSync(join(tmpdir(), 'amends-world-')));
    await home.make();
    const [database] = await Promise.all([emptyDatabase(), signingKey(home), makeMasterKey(home)]);
    const world = new World({ transport: transports()[0]!, form: 'one', ...options }, home, database, `w${randomBytes(5).toString('hex')}-`);
    try {
      await world.open();
      return world;
    } catch (error) {
      await world.stop();
      throw error;
    }
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  /** The name of a topic in this world. */
  topic(name: string): string {
    return this.topicPrefix + name;
  }

  /** Everything that its processes have written. */
  get log(): string {
    return this.buried + [...this.apps.values()].map(({ log }) => log).join('');
  }

  /** The first person of the sample company in this role and unit, at their desk. */
  as(role: string, unit?: string): Client {
    return this.withToken(this.token(role, unit));
  }

  /** The token of that person. */
  token(role: string, unit?: string): Promise<string> {
    const staff = chooseStaff(readStaff(SAMPLE_COMPANY), role, undefined, unit)!;
    return signToken(this.home, { role, staff: staff.id, unit: staff.unit, seconds: TOKEN_SECONDS });
  }

  /** Whoever has these claims; for tokens that nobody of the company has. */
  withToken(token: string | Promise<string> | undefined): Client {
    return new Client((path) => this.origin(path), token);
  }

  /** Kills the process that serves a service (or all of them) with SIGKILL and starts it again. */
  async killAndRestart(service = 'all'): Promise<void> {
    const app = this.apps.get(service) ?? this.apps.get('all')!;
    await app.kill();
    this.buried += app.log;
    await this.launch(this.apps.has(service) ? service : 'all');
  }

  /** Stops everything and removes what was made. */
  async stop(): Promise<void> {
    await Promise.all([...this.apps.values()].map((app) => app.stop()));
    await this.database.drop();
    if (this.options.transport === 'kafka') await deleteTopics(this.topicPrefix);
    await rm(this.home.dir, { recursive: true, force: true });
  }

  private async open(): Promise<void> {
    const starting = (this.options.form === 'separate' ? SERVICE_NAMES : ['all']).map((name) => this.launch(name));
    // All waited for, so that none is left behind when another fails.
    for (const result of await Promise.allSettled(starting)) if (result.status === 'rejected') throw result.reason;
  }

  private async launch(name: string): Promise<void> {
    const env = { ...this.environment(), AMENDS_SERVICES: name === 'all' ? '' : name };
    const { clock } = this.options;
    this.apps.set(name, clock ? await AppHere.start(env, clock) : await AppProcess.start(env));
  }

  private environment(): Record<string, string> {
    const { transport, env } = this.options;
    return {
      DATABASE_URL: this.databaseUrl, AMENDS_HOME: this.home.dir, AMENDS_PORT: '0', AMENDS_JWKS_FILE: this.home.jwks, AMENDS_ISSUER: ISSUER,
      AMENDS_MASTER_KEY_FILE: this.home.masterKey, AMENDS_COMPANY_FILE: SAMPLE_COMPANY, AMENDS_CONNECTIONS: '4',
      ...(transport === 'kafka' ? { KAFKA_BROKERS: testBrokers()!.join(','), AMENDS_TOPIC_PREFIX: this.topicPrefix } : { AMENDS_TRANSPORT: 'local' }),
      ...env,
    };
  }

  /** Where requests to a path go: `http://127.0.0.1:4370`. */
  origin(path: string): string {
    const [, , service = ''] = path.split('/');
    return (this.apps.get(service) ?? this.apps.get('all') ?? this.apps.get('intake')!).url;
  }
}
