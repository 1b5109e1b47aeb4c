import type { TopicName, TopicSettings } from '@amends/contracts';
import pg from 'pg';
import { localTransportSql } from './local.sql.js';
import { partitionOf } from './partition.js';
import { Transport, type EndOffsets, type Headers, type IncomingBatch, type OutgoingMessage, type Subscription } from './transport.js';

const CHANNEL = 'amends_transport';
const BATCH = 1000;

/** What the local transport is told to do wrong, so that a simulation meets what Kafka does now and then. */
export interface Faults {
  /** Called before each delivery; true delivers the batch again later, as after a crash before the acknowledgement. */
  repeat?(): boolean;
  /** Called before each delivery; true keeps the partition silent this time. */
  delay?(): boolean;
  /** Called before each publish; throwing loses the call before anything is stored. */
  publish?(): void;
}

/** Events over a table of PostgreSQL, for a machine without Java and for simulations; the same relays and consumers use it. */
export class LocalTransport extends Transport {
  readonly kind = 'local';
  private readonly subscriptions = new Set<LocalSubscription>();
  private listening: pg.Client | undefined;

  constructor(
    private readonly url: string,
    private readonly pool = new pg.Pool({ connectionString: url, max: 6, application_name: 'amends transport' }),
    readonly faults: Faults = {},
  ) {
    super();
    pool.on('error', () => undefined);
  }

  async clusterId(): Promise<string> {
    const { rows } = await this.pool.query<{ id: string }>('select id from transport.cluster');
    return rows[0]!.id;
  }

  async ensureTopics(topics: readonly TopicSettings[]): Promise<void> {
    const client = await this.pool.connect();
    try {
      // Two processes that create the same table at once make PostgreSQL refuse one of them, `if not exists` or not.
      await client.query("begin; select pg_advisory_xact_lock(hashtext('amends transport'))");
      await client.query(localTransportSql);
      await client.query(
        `insert into transport.partitions (topic, partition)
         select t.name, p from unnest($1::text[], $2::int[]) t(name, partitions), generate_series(0, t.partitions - 1) p on conflict do nothing`,
        [topics.map((topic) => topic.name), topics.map((topic) => topic.partitions)],
      );
      await client.query('commit');
    } finally {
      client.release();
    }
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<EndOffsets> {
    this.faults.publish?.();
    const { rows } = await this.pool.query<{ topic: string; partition: number; next_offset: string }>(
      `with incoming as (
         select m.*, row_number() over (partition by m.topic, m.partition order by m.n) as ordinal
         from unnest($1::text[], $2::int[], $3::text[], $4::json[], $5::text[]) with ordinality m(topic, partition, key, headers, value, n)
       ), counted as (
         select topic, partition, count(*) as messages from incoming group by 1, 2
       ), locked as (
         select p.topic, p.partition from transport.partitions p join counted using (topic, partition)
         order by p.topic, p.partition for update of p
       ), moved as (
         update transport.partitions p set next_offset = p.next_offset + c.messages
         from counted c join locked l using (topic, partition) where p.topic = c.topic and p.partition = c.partition
         returning p.topic, p.partition, p.next_offset, c.messages
       ), stored as (
         insert into transport.messages
         select i.topic, i.partition, m.next_offset - m.messages + i.ordinal - 1, i.key, i.headers, convert_to(i.value, 'UTF8')
         from incoming i join moved m using (topic, partition)
       )
       select topic, partition, next_offset from moved`,
      [
        messages.map((message) => message.topic),
        messages.map((message) => partitionOf(message.key)),
        messages.map((message) => message.key),
        messages.map((message) => JSON.stringify(message.headers)),
        messages.map((message) => message.value),
      ],
    );
    for (const subscription of this.subscriptions) subscription.wake();
    await this.pool.query(`select pg_notify('${CHANNEL}', '')`);
    return Object.fromEntries(rows.map((row) => [`${row.topic}/${row.partition}`, BigInt(row.next_offset)]));
  }

  async endOffsets(topics: readonly TopicName[]): Promise<EndOffsets> {
    const { rows } = await this.pool.query<{ topic: string; partition: number; next_offset: string }>(
      'select topic, partition, next_offset from transport.partitions where topic = any($1)',
      [topics],
    );
    return Object.fromEntries(rows.map((row) => [`${row.topic}/${row.partition}`, BigInt(row.next_offset)]));
  }

  async subscribe(group: string, topics: readonly TopicName[]): Promise<Subscription> {
    await this.listen();
    const subscription = new LocalSubscription(this.url, this.pool, this.faults, group, topics, () => this.subscriptions.delete(subscription));
    this.subscriptions.add(subscription);
    return subscription;
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.subscriptions].map((subscription) => subscription.close()));
    await this.listening?.end().catch(() => undefined);
    await this.pool.end();
  }

  /** Other processes publish too; their notifications wake our subscriptions. */
  private async listen(): Promise<void> {
    if (this.listening) return;
    const client = new pg.Client({ connectionString: this.url, application_name: 'amends transport' });
    this.listening = client;
    client.on('notification', () => this.subscriptions.forEach((subscription) => subscription.wake()));
    client.on('error', () => (this.listening = undefined));
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
  }
}

/** A member of a group over the table. One member of a group reads at a time (an advisory lock says which); others stand by. */
class LocalSubscription implements Subscription {
  private readonly offsets = new Map<string, bigint>();
  private owner: pg.Client | undefined;
  private hungry: (() => void) | undefined;
  private turn = 0;

  constructor(
    private readonly url: string,
    private readonly pool: pg.Pool,
    private readonly faults: Faults,
    private readonly group: string,
    private readonly topics: readonly TopicName[],
    private readonly onClose: () => void,
  ) {}

  wake(): void {
    this.hungry?.();
  }

  async next(waitMs: number): Promise<IncomingBatch | undefined> {
    if (!(await this.own())) return this.wait(waitMs);
    const found = await this.fetch();
    if (found) return found;
    await this.wait(waitMs);
    return this.fetch();
  }

  async close(): Promise<void> {
    this.onClose();
    this.hungry?.();
    await this.owner?.end().catch(() => undefined);
  }

  private async own(): Promise<boolean> {
    if (this.owner) return true;
    const client = new pg.Client({ connectionString: this.url, application_name: `amends ${this.group}` });
    client.on('error', () => this.lose());
    await client.connect();
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtext($1), 1) as mine', [this.group]);
    if (rows[0]!.mine) this.owner = client;
    else await client.end();
    return rows[0]!.mine;
  }

  private lose(): void {
    this.owner = undefined;
    this.offsets.clear();
  }

  private wait(ms: number): Promise<undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), ms);
      this.hungry = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });
  }

  private async fetch(): Promise<IncomingBatch | undefined> {
    if (this.faults.delay?.()) return undefined;
    const { rows: partitions } = await this.pool.query<{ topic: TopicName; partition: number; next_offset: string }>(
      'select topic, partition, next_offset from transport.partitions where topic = any($1) order by topic, partition',
      [this.topics],
    );
    // Partitions take turns, so that a busy one does not starve the others.
    for (let index = 0; index < partitions.length; index++) {
      const { topic, partition, next_offset } = partitions[(this.turn + index) % partitions.length]!;
      const from = this.offsets.get(`${topic}/${partition}`) ?? 0n;
      if (from >= BigInt(next_offset)) continue;
      this.turn = (this.turn + index + 1) % partitions.length;
      return this.read(topic, partition, from);
    }
    return undefined;
  }

  private async read(topic: TopicName, partition: number, from: bigint): Promise<IncomingBatch> {
    const { rows } = await this.pool.query<{ offset: string; key: string | null; headers: Headers; value: Buffer | null }>(
      'select "offset", key, headers, value from transport.messages where topic = $1 and partition = $2 and "offset" >= $3 order by "offset" limit $4',
      [topic, partition, String(from), BATCH],
    );
    const name = `${topic}/${partition}`;
    const messages = rows.map((row) => ({
      offset: BigInt(row.offset),
      key: row.key === null ? null : Buffer.from(row.key),
      headers: row.headers,
      value: row.value,
    }));
    return {
      topic,
      partition,
      messages,
      done: async (nextOffset) => {
        if (!this.faults.repeat?.()) this.offsets.set(name, nextOffset);
      },
      rewind: (offset) => void this.offsets.set(name, offset),
      heartbeat: async () => {
        if (!this.owner) throw new Error(`partition ${name} was taken away`);
      },
    };
  }
}
