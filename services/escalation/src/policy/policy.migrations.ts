import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Policy packs that the company has added, and from when on each is in force. */
export class PolicyPacks1732400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table escalation.policy_packs (
        name text not null,
        version int not null,
        pack json not null,
        added_by text not null,
        added_at timestamptz not null,
        primary key (name, version)
      );
      create table escalation.policies_in_force (
        from_instant timestamptz primary key,
        pack text not null,
        decided_by text not null,
        decided_at timestamptz not null
      );
      -- A complaint that was judged by a pack must be judged the same way again.
      create function escalation.never_changed() returns trigger language plpgsql as $$ begin
        raise exception 'a policy pack never changes: add a version';
      end $$;
      create trigger policy_packs_never_change before update or delete on escalation.policy_packs for each row execute function escalation.never_changed();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table escalation.policies_in_force; drop table escalation.policy_packs; drop function escalation.never_changed');
  }
}

/** Dates with other hours, and what is moved because of them or of another pack. */
export class Retimings1732561000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table escalation.calendar_overrides (
        pack text not null,
        calendar text not null,
        date date not null,
        name text not null,
        periods json not null,
        decided_by text not null,
        decided_at timestamptz not null,
        primary key (pack, calendar, date)
      );
      create table escalation.retimings (
        id uuid primary key,
        because text not null,
        decision json not null,
        reason text,
        decided_by json not null,
        decided_at timestamptz not null,
        begins_at timestamptz not null,
        reached uuid,
        complaints int not null default 0,
        obligations int not null default 0,
        ended_at timestamptz
      );
      create index retimings_open on escalation.retimings (decided_at) where ended_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table escalation.retimings; drop table escalation.calendar_overrides');
  }
}
