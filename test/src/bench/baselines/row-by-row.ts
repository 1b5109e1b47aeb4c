import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** How often a polling job usually looks. */
const LOOKS_EVERY_MS = 1000;

/** What deadlines are often made of: a table that is looked through every second, and a transaction for each row that is due. */
export class RowByRow {
  private running: Promise<void> | undefined;
  private stopping = false;

  private constructor(private readonly client: Client) {}

  /** Makes the table, with so many deadlines in a month. */
  static async open(url: string, deadlines: number): Promise<RowByRow> {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`
      drop schema if exists polled cascade;
      create schema polled;
      create table polled.deadlines (id int primary key, complaint uuid not null, due_at timestamptz not null, missed boolean not null default false);
      create table polled.events (id bigint generated always as identity primary key, deadline int not null, type text not null, data text not null);
      set synchronous_commit = off`);
    await client.query(`insert into polled.deadlines select n, gen_random_uuid(), now() + interval '30 days' from generate_series(1, $1::int) n`, [deadlines]);
    await client.query('create index on polled.deadlines (due_at) where not missed');
    await client.query('vacuum (analyze) polled.deadlines');
    await client.query('reset synchronous_commit');
    return new RowByRow(client);
  }

  /** Makes so many due, evenly over one second from an instant. */
  async makeDue(count: number, at: number): Promise<void> {
    await this.client.query(`update polled.deadlines set due_at = to_timestamp($2::float8 / 1000) + ((id - 1) * 1000 / $1) * interval '1 millisecond' where id <= $1`, [count, at]);
  }

  start(): void {
    this.running = this.poll();
  }

  async close(): Promise<void> {
    this.stopping = true;
    await this.running;
    await this.client.end();
  }

  private async poll(): Promise<void> {
    while (!this.stopping) {
      const { rows } = await this.client.query<{ id: number }>('select id from polled.deadlines where not missed and due_at <= now() order by due_at');
      for (const { id } of rows) await this.miss(id);
      await sleep(LOOKS_EVERY_MS);
    }
  }

  private async miss(id: number): Promise<void> {
    await this.client.query('begin');
    await this.client.query('update polled.deadlines set missed = true where id = $1 and not missed', [id]);
    await this.client.query(`insert into polled.events (deadline, type, data) values ($1, 'ObligationMissed', $2)`, [id, JSON.stringify({ deadline: id, kind: 'first-answer' })]);
    await this.client.query('commit');
  }
}
