import type { MigrationInterface, QueryRunner } from 'typeorm';
import { searchable } from './searchable.js';

/** Customers found by part of a name or number, merged, and erased. */
export class CustomersFoundMergedErased1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create extension if not exists pg_trgm;

      alter table intake.customers
        add column name_searched text,
        -- The record that this one was merged into, and the one at the end of that chain, which stands for all of them.
        add column merged_into uuid references intake.customers,
        add column survivor uuid references intake.customers,
        add column erased_at timestamptz;
      -- Without fast updates: what waits in a pending list would outlive the vacuum after an erasure.
      create index customers_name on intake.customers using gin (name_searched gin_trgm_ops) with (fastupdate = off);
      create index customers_phone_end on intake.customers (reverse(phone_digits) text_pattern_ops);
      create index on intake.customers (survivor) where survivor is not null;
      create index on intake.customers (merged_into) where merged_into is not null;

      -- Which complaints a customer has is asked of the log itself: nothing beside it can drift, and appending stays one statement.
      create index events_by_customer on intake.events (((data::json ->> 'customerId')::uuid)) where type = 'ComplaintRegistered';

      create index on intake.looks (subject);

      -- Erasures to be finished: whose key has to be destroyed, a customer's or that of a complaint that nobody gave a name.
      create table intake.erasures (
        subject uuid primary key,
        begun_at timestamptz not null,
        done_at timestamptz
      );
      create index erasures_to_do on intake.erasures (begun_at) where done_at is null;
    `);
    await this.makeSearchable(runner);
  }

  async down(): Promise<void> {
    throw new Error('CustomersFoundMergedErased is never taken back: what was erased stays erased');
  }

  private async makeSearchable(runner: QueryRunner): Promise<void> {
    const customers = (await runner.query('select id, name from intake.customers where name is not null')) as { id: string; name: string }[];
    const values = [customers.map(({ id }) => id), customers.map(({ name }) => searchable(name))];
    await runner.query('update intake.customers c set name_searched = n.name from unnest($1::uuid[], $2::text[]) n(id, name) where c.id = n.id', values);
  }
}
