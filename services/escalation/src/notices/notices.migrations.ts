import type { MigrationInterface, QueryRunner } from 'typeorm';
import { noticesSql } from './notices.sql.js';

/** Who is told outside of Amends, of what, and whether it arrived. */
export class Notices1732600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(noticesSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table escalation.notice_addresses; drop table escalation.notice_deliveries; drop table escalation.notices; drop table escalation.notice_people');
  }
}
