import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fileSql } from './file/file.sql.js';
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

/** The tables of `file`, version 1; a next version brings a migration of its own. */
export class FileV11732000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(fileSql('insight', 1));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table insight.file_v1_complaints, insight.file_v1_words, insight.file_v1_timeline, insight.file_v1_sources');
  }
}

export const insightMigrations = [ReadModels1732000000001, FileV11732000000002];
