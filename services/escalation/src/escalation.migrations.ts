import type { MigrationInterface, QueryRunner } from 'typeorm';
import { inboxSql } from './inbox/inbox.sql.js';
import { inOrderSql, ledgerSql, warningsSql } from './ledger/ledger.sql.js';

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

/** Deadlines in one order. */
export class DeadlinesInOrder1732450000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(inOrderSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('create index deadlines_next on escalation.deadlines ((coalesce(warn_at, due_at))); drop index escalation.deadlines_in_order');
  }
}

/** What inboxes show. */
export class Inbox1732550000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(inboxSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table escalation.inbox');
  }
}
