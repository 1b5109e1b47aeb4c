import type { LogName } from '@amends/contracts';
import { CountedIds, isOutOfReach, ManualClock, type Database } from '@amends/eventing';
import { assemble, type Assembled, type Config, type ServiceDefinition } from '@amends/runtime';
import { connected } from '../support/scratch-database.js';
import { Dice } from '../support/dice.js';
import { FaultyTransport } from './faulty-transport.js';
import type { Person } from './people.js';
import { Struck, Trouble } from './trouble.js';

/** A request as somebody sends it. */
export interface Request {
  readonly service: LogName;
  readonly method?: 'POST' | 'PUT';
  readonly path: string;
  readonly body: unknown;
  readonly by: Person;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** How a service is simulated. */
export interface Setting {
  readonly config: Config;
  readonly seed: number;
  readonly startsAt: number;
}

/**
 * One service in a process of its own, as far as it can tell: with its own clock, ids and way to the topics. Nothing in it runs by
 * itself, and what it does in one step it does one after the other, so that a seed repeats it.
 */
export class SimulatedService {
  readonly clock: ManualClock;
  readonly trouble: Trouble;
  /** What went wrong that nobody had made go wrong. */
  readonly wrongs: string[] = [];
  private readonly ids: CountedIds;
  private readonly dice: Dice;
  private assembled!: Assembled;
  private requests = 0;

  private constructor(
    readonly definition: ServiceDefinition,
    private readonly setting: Setting,
    number: number,
  ) {
    this.clock = new ManualClock(setting.startsAt);
    this.ids = new CountedIds(`${setting.seed} ${definition.name}`);
    this.dice = new Dice(setting.seed * 31 + number);
    this.trouble = new Trouble(new Dice(setting.seed * 37 + number));
  }

  static async open(definition: ServiceDefinition, setting: Setting, number: number): Promise<SimulatedService> {
    const service = new SimulatedService(definition, setting, number);
    await service.start();
    return service;
  }

  get name(): ServiceDefinition['name'] {
    return this.definition.name;
  }

  get parts(): ReturnType<Assembled['platform']['of']> {
    return this.assembled.platform.of(this.name);
  }

  /** Sends one request and waits for its answer. */
  async ask({ method = 'POST', path, body, by, headers = {} }: Request): Promise<Answered> {
    const isBytes = Buffer.isBuffer(body);
    const answer = await this.assembled.app.inject({
      method, url: `/api/${this.name}/${path}`, payload: isBytes ? body : JSON.stringify(body),
      headers: { authorization: `Bearer ${by.token}`, 'content-type': isBytes ? 'text/plain' : 'application/json', 'amends-correlation': `${this.name}-${++this.requests}`, ...headers },
    });
    return { status: answer.statusCode, text: answer.payload };
  }

  /** Publishes one batch of what the service has recorded. */
  async publish(): Promise<number> {
    const relay = this.parts.withLog?.relay;
    if (!relay) return 0;
    return this.attempt(() => relay.step(), () => relay.stop());
  }

  /** Hears one batch at each consumer and does one batch of whatever the service does by itself, in any order; returns how much was done. */
  async live(): Promise<number> {
    const consumers = this.parts.consumers.all().map((consumer) => () => this.attempt(async () => Number(await consumer.step(0)), () => consumer.stop()));
    const workers = this.parts.workers.all().map((worker) => () => this.attempt(() => worker.step((error) => this.note(error)), async () => undefined));
    const steps = this.dice.some([...consumers, ...workers], consumers.length + workers.length);
    let done = 0;
    for (const step of steps) done += await step();
    return done;
  }

  /** Everything of it that is not stored is gone, its connections too; then it starts again. */
  async crash(): Promise<void> {
    const names = [`amends ${this.parts.database.schema}`, `amends relay ${this.parts.database.schema}`];
    await connected(this.setting.config.databaseUrl, (admin) =>
      admin.query('select pg_terminate_backend(pid, 1000) from pg_stat_activity where datname = current_database() and application_name = any($1)', [names]));
    await this.stop();
    await this.start();
  }

  /** Ends in order, and starts again after something was done about what is stored. */
  async anew(between: () => Promise<void>): Promise<void> {
    await this.stop();
    await between();
    await this.start();
  }

  async stop(): Promise<void> {
    const { app, platform } = this.assembled;
    await app.close();
    await Promise.allSettled(platform.all().map((parts) => parts.stop()));
    await platform.shared.close().catch(() => undefined);
  }

  private async start(): Promise<void> {
    const { config } = this.setting;
    const transport = new FaultyTransport(config.databaseUrl, this.trouble);
    this.assembled = await assemble([this.definition], config, { clock: this.clock, ids: this.ids, transport });
    await this.assembled.app.init();
    await this.assembled.app.getHttpAdapter().getInstance().ready();
    breakBeforeCommit(this.parts.database, this.trouble);
    actInTurn(this.parts.withLog?.upholder);
  }

  /** What fails because it was made to fail starts anew, as its loop would; anything else is noted. */
  private async attempt(step: () => Promise<number>, anew: () => Promise<unknown>): Promise<number> {
    try {
      return await step();
    } catch (error) {
      this.note(error);
      await anew().catch(() => undefined);
      return 1;
    }
  }

  private note(error: unknown): void {
    if (error instanceof Struck || (isOutOfReach(error) && this.trouble.isOn)) return;
    this.wrongs.push(`${this.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

/** Now and then the connection is gone after all the work, just before the commit, as when the process or PostgreSQL dies there. */
function breakBeforeCommit(database: Database, trouble: Trouble): void {
  const transaction = database.transaction.bind(database);
  database.transaction = (work, options) =>
    transaction(async (open) => {
      const done = await work(open);
      if (trouble.strikes('gone before the commit', 0.02)) await open.query('select pg_terminate_backend(pg_backend_pid())');
      return done;
    }, options);
}

interface Acting {
  act(...args: unknown[]): Promise<boolean>;
}

/** An upholder acts on many complaints side by side; their order in the log would be chance. */
function actInTurn(upholder: object | undefined): void {
  if (!upholder) return;
  const acting = upholder as Acting;
  const act = acting.act.bind(upholder);
  let last: Promise<unknown> = Promise.resolve();
  acting.act = (...args) => {
    const mine = last.then(() => act(...args));
    last = mine.catch(() => undefined);
    return mine;
  };
}

