import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ledgerSql } from './ledger/ledger.sql.js';

/** The ledger's pages and its deadlines. */
export class LedgerAndDeadlines1732000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ledgerSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table escalation.deadlines; drop table escalation.ledger');
  }
}
