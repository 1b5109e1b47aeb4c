import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ISSUER, SAMPLE_COMPANY, signToken, WORKSPACE, type AppChild } from '@amends/local';
import { registration } from './complaints.js';
import { startProcess, type Contender } from './contender.js';
import { makeDatabase, type Workplace } from './workplace.js';

/** Amends, and when its consumers have read everything. */
export interface RunningAmends extends Contender {
  readonly customers: readonly string[];
  /** Resolves when all that was recorded is published and handled everywhere; returns how long that took, in milliseconds. */
  caughtUp(): Promise<number>;
  /** Starts it again after `stop`, on the same data: all services, or only those that are named. */
  start(services?: string): Promise<void>;
}

/** How many customers complain, each with a key of their own. */
const CUSTOMERS = 1000;
/** Who cannot catch up within this never will. */
const PATIENCE_MS = 120_000;

/** Starts Amends as the launcher does: all services in one process, real tokens, and customers who can complain. */
export async function startAmends(workplace: Workplace, profile?: string): Promise<RunningAmends> {
  const { home, kafka } = workplace;
  const databaseUrl = await makeDatabase(workplace, 'amends_bench');
  const env = {
    DATABASE_URL: databaseUrl, KAFKA_BROKERS: kafka.url, AMENDS_TRANSPORT: 'kafka', AMENDS_HOME: home.dir, AMENDS_HOST: '127.0.0.1', AMENDS_PORT: '0',
    AMENDS_COMPANY_FILE: SAMPLE_COMPANY, AMENDS_MASTER_KEY_FILE: home.masterKey, AMENDS_JWKS_FILE: home.jwks, AMENDS_ISSUER: ISSUER,
    ...(profile ? { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` } : {}),
  };
  const token = await signToken(home, { role: 'agent', staff: '00000000-0000-4000-8000-000000000012', unit: 'hotline', seconds: 86_400 });
  const amends = new AmendsProcess(workplace, env, { authorization: `Bearer ${token}` });
  await amends.start();
  await amends.registerCustomers();
  return amends;
}

class AmendsProcess implements RunningAmends {
  readonly name = 'Amends';
  readonly databaseUrl: string;
  customers: readonly string[] = [];
  private bodies: readonly string[] = [];
  private app!: AppChild;

  constructor(
    private readonly workplace: Workplace,
    private readonly env: Readonly<Record<string, string>> & { readonly DATABASE_URL: string },
    private readonly headers: Readonly<Record<string, string>>,
  ) {
    this.databaseUrl = env.DATABASE_URL;
  }

  get target(): Contender['target'] {
    return { url: this.app.url, path: '/api/intake/complaints', headers: this.headers, bodies: this.bodies };
  }

  get pids(): Contender['pids'] {
    return { app: this.app.pid, postgres: this.workplace.postgres.pid, kafka: this.workplace.kafka.pid };
  }

  async start(services?: string): Promise<void> {
    const chosen: Record<string, string> = services === undefined ? {} : { AMENDS_SERVICES: services };
    this.app = await startProcess(this.workplace.home, 'amends', join(WORKSPACE, 'deploy/local/dist/serve.js'), { ...this.env, ...chosen });
  }

  stop(): Promise<void> {
    return this.app.stop();
  }

  caughtUp(): Promise<number> {
    return untilCaughtUp(this.app.url);
  }

  async registerCustomers(): Promise<void> {
    this.customers = await registerCustomers(this.app.url, this.headers);
    this.bodies = this.customers.map(registration);
  }
}

async function registerCustomers(url: string, headers: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const register = async (number: number): Promise<string> => {
    const body = JSON.stringify({ name: `Customer ${number}`, phone: `+49 30 ${5_000_000 + number}`, language: 'en', zone: 'Europe/Berlin' });
    const answer = await fetch(`${url}/api/intake/customers`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
    if (answer.status !== 201) throw new Error(`a customer was not registered: ${answer.status} ${await answer.text()}`);
    return ((await answer.json()) as { id: string }).id;
  };
  const ids: string[] = [];
  for (let from = 0; from < CUSTOMERS; from += 50) ids.push(...(await Promise.all(Array.from({ length: 50 }, (_, index) => register(from + index)))));
  return ids;
}

/** Two looks in a row must find nothing behind: relay and consumers are not looked at in the same instant. */
async function untilCaughtUp(url: string): Promise<number> {
  const begin = performance.now();
  let since: number | undefined;
  while (performance.now() - begin < PATIENCE_MS) {
    const looked = performance.now();
    const behind = await isBehind(url);
    if (!behind && since !== undefined) return since - begin;
    since = behind ? undefined : looked;
    await sleep(100);
  }
  throw new Error(`the consumers did not catch up within ${PATIENCE_MS / 1000} s`);
}

interface Lag {
  readonly log?: { readonly head: string; readonly published: string | null };
  readonly consumers: readonly { readonly behind: string }[];
}

async function isBehind(url: string): Promise<boolean> {
  const { services } = (await (await fetch(`${url}/health/lag`)).json()) as { services: readonly Lag[] };
  return services.some(({ log, consumers }) => (log !== undefined && log.published !== log.head) || consumers.some(({ behind }) => behind !== '0'));
}
