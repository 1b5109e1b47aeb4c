import { deleteTopics, eventually, testBrokers } from '@amends/eventing/testing';
import type { ServiceLag } from '@amends/runtime';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ISSUER, makeMasterKey, signingKey } from '../../issuer/keys.js';
import { SAMPLE_COMPANY, chooseStaff, readStaff } from '../../issuer/sample-staff.js';
import { signToken } from '../../issuer/token.js';
import { startApp, type AppChild } from '../../launcher/app-child.js';
import { Home, WORKSPACE } from '../../launcher/home.js';

/** How events can travel on this machine, the real thing first: without Java there is no Kafka. */
export const transports = (): readonly ('kafka' | 'local')[] => (testBrokers() ? ['kafka', 'local'] : ['local']);

/** All services in one process over a database and topics of their own. */
export class AmendsUnderTest {
  private app: AppChild | undefined;

  private constructor(
    readonly home: Home,
    private readonly databaseUrl: string,
    private readonly topicPrefix: string,
    private readonly transport: 'kafka' | 'local',
  ) {}

  /** Starts it on the test servers; the app is the one that was built. */
  static async start(transport: 'kafka' | 'local'): Promise<AmendsUnderTest> {
    const home = new Home(mkdtempSync(join(tmpdir(), 'amends-import-')));
    await home.make();
    await Promise.all([signingKey(home), makeMasterKey(home)]);
    const name = `import_${randomBytes(6).toString('hex')}`;
    await query(serverUrl().href, `create database ${name}`);
    const url = serverUrl();
    url.pathname = `/${name}`;
    const started = new AmendsUnderTest(home, url.href, `${name}-`, transport);
    await started.open();
    return started;
  }

  get url(): string {
    return this.app!.url;
  }

  token(role: string): Promise<string> {
    const staff = chooseStaff(readStaff(SAMPLE_COMPANY), role)!;
    return signToken(this.home, { role, staff: staff.id, unit: staff.unit, seconds: 3600 });
  }

  /** How many events all logs hold, with everything that services say because of what they hear. */
  async events(): Promise<number> {
    await this.untilQuiet();
    const logs = ['intake', 'resolution', 'escalation', 'follow_up'].map((schema) => `(select count(*) from ${schema}.events)`);
    const [row] = await query<{ events: string }>(this.databaseUrl, `select ${logs.join(' + ')} as events`);
    return Number(row!.events);
  }

  /** Waits until everything is published and read by everybody, twice in a row without anything new. */
  private async untilQuiet(): Promise<void> {
    let before = '';
    await eventually('everything is published and read', async () => {
      const { services } = (await (await fetch(`${this.url}/health/lag`)).json()) as { services: readonly ServiceLag[] };
      const isRead = services.every(({ log, consumers }) => (log === undefined || log.head === log.published) && consumers.every(({ behind }) => behind === '0'));
      const heads = isRead ? services.map(({ log }) => log?.head).join() : '';
      const isQuiet = heads !== '' && heads === before;
      before = heads;
      return isQuiet;
    }, 60_000);
  }

  /** Kills the services with SIGKILL and starts them again on the same port. */
  async killAndRestart(): Promise<void> {
    const { pid, exited, url } = this.app!;
    process.kill(pid, 'SIGKILL');
    await exited;
    await this.open(new URL(url).port);
  }

  async stop(): Promise<void> {
    await this.app?.stop();
    if (this.transport === 'kafka') await deleteTopics(this.topicPrefix);
    await query(serverUrl().href, `drop database if exists ${new URL(this.databaseUrl).pathname.slice(1)} with (force)`);
    await rm(this.home.dir, { recursive: true, force: true });
  }

  private async open(port = '0'): Promise<void> {
    const { home, databaseUrl, topicPrefix } = this;
    const kafka = { KAFKA_BROKERS: testBrokers()?.join(',') ?? '', AMENDS_TOPIC_PREFIX: topicPrefix };
    const transport: Record<string, string> = this.transport === 'kafka' ? kafka : { AMENDS_TRANSPORT: 'local' };
    const env = {
      DATABASE_URL: databaseUrl, AMENDS_HOME: home.dir, AMENDS_HOST: '127.0.0.1', AMENDS_PORT: port, AMENDS_SERVICES: '', AMENDS_CONNECTIONS: '4',
      AMENDS_JWKS_FILE: home.jwks, AMENDS_ISSUER: ISSUER, AMENDS_MASTER_KEY_FILE: home.masterKey, AMENDS_COMPANY_FILE: SAMPLE_COMPANY, ...transport,
    };
    const entry = join(WORKSPACE, 'deploy/local/dist/serve.js');
    const { signal } = new AbortController();
    this.app = await startApp({ entry, name: 'services', label: 'import-journey', env, logFile: home.logOf('services'), progress: () => undefined, signal });
  }
}

function serverUrl(): URL {
  const url = process.env['AMENDS_TEST_DATABASE_URL'];
  if (!url) throw new Error('AMENDS_TEST_DATABASE_URL is not set: run the tests by `npm test`');
  return new URL(url);
}

async function query<Row extends object>(url: string, statement: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}
