import type { LogName, RecordedEvent, TopicName } from '@amends/contracts';
import { SystemClock, type Clock } from '../clock.js';
import { Consumer } from '../consumer/consumer.js';
import type { Handler } from '../consumer/handler.js';
import { Quarantine } from '../consumer/quarantine.js';
import type { Database, Transaction } from '../database.js';
import { EventLog } from '../log/event-log.js';
import { Relay } from '../relay/relay.js';
import type { Transport } from '../transport/transport.js';
import { closing, type Scratch } from './scratch.js';

/** A handler that writes down every effect, so that a lost, doubled or misplaced one shows. */
export class Recording implements Handler {
  /** Called before the effects are written; throwing fails the batch. */
  before: (events: readonly RecordedEvent[], transaction: Transaction) => Promise<void> | void = () => undefined;

  constructor(
    private readonly database: Database,
    readonly name = 'recording',
    readonly topics: readonly TopicName[] = ['complaints'],
    readonly durable = false,
  ) {}

  static async over(database: Database, name?: string, topics?: readonly TopicName[]): Promise<Recording> {
    await database.pool.query(
      `create table if not exists ${database.schema}.recorded (n bigint generated always as identity, handler text, stream text, version int)`,
    );
    return new Recording(database, name, topics);
  }

  async handle(events: readonly RecordedEvent[], transaction: Transaction): Promise<void> {
    await this.before(events, transaction);
    await transaction.query(
      `insert into ${this.database.schema}.recorded (handler, stream, version) select $1, s, v from unnest($2::text[], $3::int[]) x(s, v)`,
      [this.name, events.map((event) => `${event.source}/${event.streamKind}/${event.subject}`), events.map((event) => event.version)],
    );
  }

  /** The versions whose effects are there, in the order in which they came, by `source/kind/subject`. */
  async effects(): Promise<Record<string, number[]>> {
    const { rows } = await this.database.pool.query<{ stream: string; versions: number[] }>(
      `select stream, array_agg(version order by n) as versions from ${this.database.schema}.recorded where handler = $1 group by stream order by stream`,
      [this.name],
    );
    return Object.fromEntries(rows.map(({ stream, versions }) => [stream, versions]));
  }

  async count(): Promise<number> {
    return Object.values(await this.effects()).reduce((sum, { length }) => sum + length, 0);
  }
}

/** The parts of one service over a transport. */
export class TestService {
  readonly quarantine: Quarantine;
  readonly troubles: unknown[] = [];
  private opened: EventLog | undefined;
  private readonly running: { stop(): Promise<void> }[] = [];

  constructor(
    private readonly scratch: Scratch,
    readonly transport: Transport,
    readonly database: Database = scratch.database,
    readonly clock: Clock = new SystemClock(),
  ) {
    this.quarantine = new Quarantine(database, scratch.vault);
    // A test that fails must not leave anything running.
    closing(() => this.stop());
  }

  /** The log of the service that the schema is named after. */
  get log(): EventLog {
    return (this.opened ??= new EventLog(this.database, this.database.schema.replace('_', '-') as LogName, this.clock));
  }

  relay(transport = this.transport, log = this.log): Relay {
    return this.remembered(new Relay(this.database, log, transport, this.clock, this.scratch.url));
  }

  consumer(handler: Handler, transport = this.transport): Consumer {
    return this.remembered(new Consumer(handler, this.database, transport, this.quarantine, this.clock));
  }

  /** Lets it run; what it reports is kept in `troubles`. */
  started<T extends { start(report: (error: unknown) => void): void }>(part: T): T {
    part.start((error) => this.troubles.push(error));
    return part;
  }

  /** Publishes all that is in the log, step by step. */
  async publishAll(relay = this.relay()): Promise<Relay> {
    while ((await relay.step()) > 0);
    return relay;
  }

  /** Takes steps until nothing comes any more. */
  async readAll(consumer: Consumer): Promise<void> {
    for (let idle = 0; idle < 2; ) idle = (await consumer.step(this.transport.kind === 'kafka' ? 100 : 0)) ? 0 : idle + 1;
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.map((part) => part.stop()));
  }

  private remembered<T extends { stop(): Promise<void> }>(part: T): T {
    this.running.push(part);
    return part;
  }
}

/** 1..n. */
export const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);
