import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ledgerSql, warningsSql } from './ledger/ledger.sql.js';

/** The ledger's pages and its deadlines. */
export class LedgerAndDeadlines1732000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ledgerSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table escalation.deadlines; drop table escalation.ledger');
  }
}

/** Deadlines that warn before they are due. */
export class Warnings1732300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(warningsSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table escalation.deadlines drop column warn_at;
      create index deadlines_due on escalation.deadlines (due_at);
      create index deadlines_of_complaint on escalation.deadlines (complaint);
      alter table escalation.ledger reset (toast_tuple_target)`);
  }
}
