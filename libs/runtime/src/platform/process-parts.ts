import { KafkaTransport, LocalTransport, SystemClock, TimeOrderedIds, type Clock, type Ids, type Transport } from '@amends/eventing';
import { MasterKey, Vault } from '@amends/vault';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Tokens } from '../access/tokens.js';
import { Company } from '../company.js';
import type { Config } from '../config.js';
import { migrate, vaultMigrations } from './migrations.js';

/** What a simulation brings instead of the machine's own. */
export interface Ports {
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly transport?: Transport;
}

/** What all services of a process share. */
export class ProcessParts {
  private constructor(
    readonly config: Config,
    readonly clock: Clock,
    readonly ids: Ids,
    readonly company: Company,
    readonly tokens: Tokens,
    readonly transport: Transport,
    readonly vault: Vault,
    private readonly vaultPool: pg.Pool,
  ) {}

  /** Reads the files that the configuration names, opens the vault and the transport. */
  static async open(config: Config, ports: Ports = {}): Promise<ProcessParts> {
    const clock = ports.clock ?? new SystemClock();
    const company = Company.fromFile(config.companyFile);
    const tokens = Tokens.from(config.issuer, () => clock.now());
    const master = MasterKey.fromFile(config.masterKeyFile);
    const vaultPool = new pg.Pool({ connectionString: config.databaseUrl, max: 4, application_name: 'amends vault' });
    // A connection that breaks while idle is replaced by the pool; without a listener Node would end the process.
    vaultPool.on('error', () => undefined);
    await migrateVault(config, vaultPool);
    const vault = new Vault(vaultPool, master, { now: () => clock.now() });
    const transport = ports.transport ?? openTransport(config);
    return new ProcessParts(config, clock, ports.ids ?? new TimeOrderedIds(), company, tokens, transport, vault, vaultPool);
  }

  async close(): Promise<void> {
    await this.transport.close();
    await this.vaultPool.end();
  }
}

function openTransport({ transport, databaseUrl }: Config): Transport {
  if (transport.kind === 'local') return new LocalTransport(databaseUrl);
  return new KafkaTransport(transport.brokers, 'amends', transport.topicPrefix ? { topicPrefix: transport.topicPrefix } : {});
}

async function migrateVault({ databaseUrl }: Config, pool: pg.Pool): Promise<void> {
  const dataSource = new DataSource({ type: 'postgres', url: databaseUrl, schema: 'vault', migrations: vaultMigrations, migrationsTableName: 'migrations', poolSize: 1 });
  await dataSource.initialize();
  try {
    await migrate(dataSource, pool, 'vault', databaseUrl);
  } finally {
    await dataSource.destroy();
  }
}
