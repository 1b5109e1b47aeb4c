import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is above whom and who is there when, every change of it, and how many changes there were. */
export class Superiors1732500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table escalation.superiors (
        table_name text not null,
        key text not null,
        version int not null,
        value json not null,
        primary key (table_name, key)
      );
      create table escalation.superiors_changes (
        position bigint generated always as identity primary key,
        table_name text not null,
        key text not null,
        old_value json,
        new_value json,
        changed_by text not null,
        changed_at timestamptz not null
      );
      create index superiors_changes_of on escalation.superiors_changes (table_name, key, position);
      -- One row: whoever changes something locks it, and replicas see by it that something changed.
      create table escalation.superiors_version (one boolean primary key default true check (one), version bigint not null);
      insert into escalation.superiors_version (version) values (0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table escalation.superiors_version; drop table escalation.superiors_changes; drop table escalation.superiors');
  }
}
