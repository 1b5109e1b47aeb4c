import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fileSql, fileTables } from './file/file.sql.js';
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
 * The tables of `file`, version 2, which obligations of their own rows made another shape. Version 1 never served anywhere but in
 * development: it goes at once, and version 2 reads the topic from the beginning.
 */
export class FileV21732000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists insight.file_v1_complaints, insight.file_v1_words, insight.file_v1_timeline, insight.file_v1_sources');
    await runner.query("delete from insight.read_models where name = 'file' and serving_version = 1");
    await runner.query(fileSql('insight', 2));
  }

  async down(runner: QueryRunner): Promise<void> {
    const { complaints, words, timeline, sources, obligations, scores } = fileTables('insight', 2);
    await runner.query(`drop table ${[complaints, words, timeline, sources, obligations, scores].join(', ')}`);
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

export const insightMigrations = [ReadModels1732000000001, FileV21732000000003, Returns1732000000004];
