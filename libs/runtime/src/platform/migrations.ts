import { consumerSql, knownSql, latelySql, logSql, upholdSql } from '@amends/eventing';
import { vaultSql } from '@amends/vault';
import pg from 'pg';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { schemaOf, type ServiceDefinition } from '../services.js';

/** A TypeORM migration that runs SQL; its name ends in the milliseconds by which TypeORM orders migrations. */
export function sqlMigration(name: string, sql: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = name;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(sql);
    }

    async down(): Promise<void> {
      throw new Error(`${name} is never taken back: restore a backup, or write a migration that goes on from here`);
    }
  };
}

/** The migrations of a service: first those that every service has, then its own. */
export function migrationsOf({ name, hasLog, migrations }: ServiceDefinition): readonly (new () => MigrationInterface)[] {
  const schema = schemaOf(name);
  return [
    ...(hasLog ? [sqlMigration('Log1700000000001', logSql(schema)), sqlMigration('Known1700000000003', knownSql(schema)), sqlMigration('Uphold1700000000004', upholdSql(schema)), sqlMigration('Lately1700000000005', latelySql(schema))] : []),
    sqlMigration('Consumer1700000000002', consumerSql(schema)),
    ...migrations,
  ];
}

/** The vault's own migrations. */
export const vaultMigrations = [sqlMigration('Vault1700000000000', vaultSql)];

/** The one lock under which any process migrates: replicas that start together wait for each other. */
const LOCK = "hashtext('amends migrations')";

/** Brings a schema up to date; quick when it is, because then no lock is taken. */
export async function migrate(dataSource: DataSource, pool: pg.Pool, schema: string, url: string): Promise<void> {
  if (await isUpToDate(dataSource, pool, schema)) return;
  const client = new pg.Client({ connectionString: url, application_name: `amends migrate ${schema}` });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    await client.query(`create schema if not exists ${schema}`);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await client.end();
  }
}

async function isUpToDate(dataSource: DataSource, pool: pg.Pool, schema: string): Promise<boolean> {
  const { rows } = await pool.query<{ there: boolean }>('select to_regclass($1) is not null as there', [`${schema}.migrations`]);
  if (!rows[0]!.there) return false;
  const done = new Set((await pool.query<{ name: string }>(`select name from ${schema}.migrations`)).rows.map(({ name }) => name));
  return dataSource.migrations.every((migration) => done.has(migration.name ?? migration.constructor.name));
}
