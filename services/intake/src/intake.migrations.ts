import type { MigrationInterface, QueryRunner } from 'typeorm';

/** References, the one table of clear identity, and who looked at clear text. */
export class CustomersAndReferences1732000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create sequence intake.reference_blocks;

      -- The only place where a customer's name, phone and e-mail stand in clear; erasing clears the row.
      create table intake.customers (
        id uuid primary key,
        own_reference text unique,
        tier text not null,
        stage text not null,
        language text not null,
        zone text not null,
        convenient_hours json not null,
        name text,
        phone text,
        phone_digits text,
        phone_fingerprint text,
        email text,
        email_fingerprint text,
        address text,
        registered_at timestamptz not null default now()
      );
      create index on intake.customers (phone_fingerprint);
      create index on intake.customers (email_fingerprint);

      create table intake.looks (
        id bigint generated always as identity primary key,
        staff text not null,
        role text not null,
        subject uuid not null,
        what text not null,
        reason text not null,
        looked_at timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table intake.looks; drop table intake.customers; drop sequence intake.reference_blocks');
  }
}

/** Which complaint is linked to which, and the bytes of attachments. */
export class LinksAndFiles1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table intake.links (
        complaint uuid primary key,
        linked_to uuid not null
      );
      create index on intake.links (linked_to);

      -- Sealed under the subject's key: the customer, or the complaint itself when nobody gave a name.
      create table intake.files (
        complaint uuid not null,
        id uuid not null,
        subject uuid not null,
        sealed bytea not null,
        attached_at timestamptz not null default now(),
        primary key (complaint, id)
      );
      create index on intake.files (subject);
      -- Ciphertext does not compress.
      alter table intake.files alter column sealed set storage external;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table intake.files; drop table intake.links');
  }
}
