import type { TopicName, TopicSettings } from '@amends/contracts';
import pg from 'pg';
import { localEndOffsets, LocalSubscription, type Faults } from './local-subscription.js';
import { localTransportSql } from './local.sql.js';
import { partitionOf } from './partition.js';
import { Transport, type EndOffsets, type OutgoingMessage, type StartAt, type Subscription } from './transport.js';

export type { Faults } from './local-subscription.js';

const CHANNEL = 'amends_transport';

/** Events over a table of PostgreSQL, for a machine without Java and for simulations; the same relays and consumers use it. */
export class LocalTransport extends Transport {
  readonly kind = 'local';
  private readonly subscriptions = new Set<LocalSubscription>();
  private listening: Promise<pg.Client> | undefined;
  private readonly ownsPool: boolean;
  private readonly pool: pg.Pool;

  /** Opens a pool of its own unless one is lent to it. */
  constructor(
    private readonly url: string,
    pool?: pg.Pool,
    readonly faults: Faults = {},
  ) {
    super();
    this.ownsPool = !pool;
    this.pool = pool ?? new pg.Pool({ connectionString: url, max: 6, application_name: 'amends transport' });
    if (this.ownsPool) this.pool.on('error', () => undefined);
  }

  async clusterId(): Promise<string> {
    const { rows } = await this.pool.query<{ id: string }>('select id from transport.cluster');
    return rows[0]!.id;
  }

  async ensureTopics(topics: readonly TopicSettings[]): Promise<void> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
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
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<EndOffsets> {
    this.faults.publish?.();
    const { rows } = await this.pool.query<{ topic: string; partition: number; next_offset: string; messages: string }>({
      name: 'transport-publish',
      text: PUBLISH,
      values: [
        messages.map((message) => message.topic),
        messages.map((message) => partitionOf(message.key)),
        messages.map((message) => message.key),
        messages.map((message) => JSON.stringify(message.headers)),
        messages.map((message) => message.value),
      ],
    });
    const stored = rows.reduce((sum, row) => sum + Number(row.messages), 0);
    if (stored < messages.length) throw new Error(`${messages.length - stored} messages are for topics that do not exist`);
    for (const subscription of this.subscriptions) subscription.wake();
    // What is stored is published, whether or not others can be woken: they look by themselves.
    await this.pool.query(`select pg_notify('${CHANNEL}', '')`).catch(() => undefined);
    return Object.fromEntries(rows.map((row) => [`${row.topic}/${row.partition}`, BigInt(row.next_offset)]));
  }

  endOffsets(topics: readonly TopicName[]): Promise<EndOffsets> {
    return localEndOffsets(this.pool, topics);
  }

  async subscribe(group: string, topics: readonly TopicName[], startAt?: StartAt): Promise<Subscription> {
    const subscription = new LocalSubscription(
      this.url, this.pool, this.faults, group, topics, startAt,
      () => this.listen(),
      () => this.subscriptions.delete(subscription),
    );
    this.subscriptions.add(subscription);
    return subscription;
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.subscriptions].map((subscription) => subscription.close()));
    await this.listening?.then((client) => client.end()).catch(() => undefined);
    if (this.ownsPool) await this.pool.end();
  }

  /** Other processes publish too; their notifications wake our subscriptions. Listens again after a broken connection. */
  private async listen(): Promise<void> {
    this.listening ??= this.connectListener().catch((error: unknown) => {
      this.listening = undefined;
      throw error;
    });
    await this.listening;
  }

  private async connectListener(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'amends transport', keepAlive: true });
    client.on('notification', () => this.subscriptions.forEach((subscription) => subscription.wake()));
    client.on('error', () => (this.listening = undefined));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    return client;
  }
}

/** Offsets are given under the row locks of the partitions, taken in one order: gapless, and nobody waits in a circle. */
const PUBLISH = `
  with incoming as (
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
  select topic, partition, next_offset, messages from moved`;
