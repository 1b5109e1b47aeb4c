import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fileSql } from './file/file.sql.js';
import { fileTables } from './file/file-tables.js';
import { returnsSql } from './returns/returns.sql.js';
import { readModelsSql } from './models/read-models.sql.js';

/** Which version of a read model serves. */
export class ReadModels1732000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(readModelsSql('insight'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table insight.read_models');
  }
}

/**
 * The tables of `file`, version 4, which costs less to write and knows on whose list a duty stands. The versions before never served anywhere
 * but in development: they go at once, and version 4 reads the topic from the beginning.
 */
export class FileV41732000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table if exists ${[1, 2, 3].flatMap((version) => Object.values(fileTables('insight', version))).join(', ')}`);
    await runner.query("delete from insight.read_models where name = 'file' and serving_version < 4");
    await runner.query(fileSql('insight', 4));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table ${Object.values(fileTables('insight', 4)).join(', ')}`);
  }
}

/** What returns need besides the files: customers that are one person or erased, and up to when activity is known. */
export class Returns1732000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(returnsSql('insight'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table insight.customers_v1, insight.activity_sources');
  }
}

export const insightMigrations = [ReadModels1732000000001, Returns1732000000004, FileV41732000000006];
