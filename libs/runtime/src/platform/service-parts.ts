import { SERVICES, type LogName } from '@amends/contracts';
import { Commands, Database, EventLog, EventWriter, KnownComplaints, Quarantine, Relay, Upholder } from '@amends/eventing';
import { DataSource } from 'typeorm';
import { schemaOf, type ServiceDefinition, type ServiceName } from '../services.js';
import { Consumers } from './consumers.js';
import { Delivering } from './delivering.js';
import { migrate, migrationsOf } from './migrations.js';
import type { ProcessParts } from './process-parts.js';
import { Punctuality } from './punctuality.js';
import { Workers } from './workers.js';

/** What a service has only when it owns a log. */
export interface LogParts {
  readonly log: EventLog;
  readonly known: KnownComplaints;
  readonly writer: EventWriter;
  readonly commands: Commands;
  readonly relay: Relay;
  readonly upholder: Upholder;
}

/** Hears of trouble that is not the fault of a request. */
export type Report = (what: string, error: unknown) => void;

/** Everything that one service has to itself: its schema, log, relay, consumers and quarantine. */
export class ServiceParts {
  /** How punctually it strikes deadlines, where it has any. */
  readonly punctuality = new Punctuality();
  /** How it delivers letters, where it has any. */
  readonly delivering = new Delivering();

  private constructor(
    readonly name: ServiceName,
    readonly database: Database,
    readonly dataSource: DataSource,
    readonly quarantine: Quarantine,
    readonly consumers: Consumers,
    readonly workers: Workers,
    readonly withLog: LogParts | undefined,
    private readonly report: Report,
  ) {}

  /** Opens the service's part of PostgreSQL, migrates it, and makes its log, relay and consumers, not yet started. */
  static async open(definition: ServiceDefinition, shared: ProcessParts, report: Report): Promise<ServiceParts> {
    const { name } = definition;
    const database = Database.open(shared.config.databaseUrl, schemaOf(name), shared.config.connections);
    const dataSource = await openDataSource(definition, shared, database);
    const quarantine = new Quarantine(database, shared.vault);
    const own = definition.hasLog && isLogName(name) ? name : undefined;
    const consumers = new Consumers(database, shared.transport, quarantine, shared.clock, own, (consumer, error) => report(`${name} consumer ${consumer}`, error));
    const workers = new Workers((worker, error) => report(`${name} ${worker}`, error));
    const withLog = own ? logParts(own, database, shared) : undefined;
    if (withLog && definition.knowsComplaints !== false) consumers.add(withLog.known);
    if (withLog) workers.add('upholder', withLog.upholder);
    return new ServiceParts(name, database, dataSource, quarantine, consumers, workers, withLog, report);
  }

  /** The parts of its log; throws for a service without one. */
  get logParts(): LogParts {
    if (!this.withLog) throw new Error(`${this.name} has no log: take EventLog, Commands and Relay out of its constructors`);
    return this.withLog;
  }

  start(): void {
    this.withLog?.relay.start((error) => this.report(`${this.name} relay`, error));
    this.consumers.start();
    this.workers.start();
  }

  /** Stops consumers and relay after what is in flight, then closes the connections. */
  async stop(): Promise<void> {
    await this.workers.stop();
    await this.consumers.stop();
    await this.withLog?.relay.stop();
    await Promise.all([this.dataSource.destroy(), this.database.close()]);
  }
}

const isLogName = (name: ServiceName): name is LogName => (SERVICES as readonly string[]).includes(name);

function logParts(name: LogName, database: Database, { clock, ids, vault, transport, config }: ProcessParts): LogParts {
  const log = new EventLog(database, name, clock);
  const upholder = new Upholder(database, name, clock);
  const known = new KnownComplaints(database, upholder);
  const writer = new EventWriter(vault, ids);
  return { log, known, writer, upholder, commands: new Commands(log, known, writer), relay: new Relay(database, log, transport, clock, config.databaseUrl) };
}

async function openDataSource(definition: ServiceDefinition, { config }: ProcessParts, database: Database): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: config.databaseUrl,
    schema: database.schema,
    entities: [...definition.entities],
    migrations: [...migrationsOf(definition)],
    migrationsTableName: 'migrations',
    poolSize: 3,
    applicationName: `amends ${database.schema} typeorm`,
  });
  await dataSource.initialize();
  await migrate(dataSource, database.pool, database.schema, config.databaseUrl);
  return dataSource;
}
