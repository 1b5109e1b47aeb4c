import type { TopicName } from '@amends/contracts';
import type { Database, Transaction } from '../database.js';
import { generationLock } from '../relay/cluster.js';

/** One partition of a topic. */
export interface Partition {
  readonly topic: TopicName;
  readonly partition: number;
}

/**
 * Where a consumer stands in each partition of a cluster's newest generation; the row is the fence against a member that lost its
 * partition. Transactions begin with `generationLock` shared, so that the generation stays the same until they end.
 */
export class Positions {
  constructor(
    private readonly database: Database,
    private readonly consumer: string,
  ) {}

  /** The statement with which a transaction that locks a position must begin. */
  get first(): string {
    return `select pg_advisory_xact_lock_shared(${generationLock(this.database)})`;
  }

  /** Locks the position of a partition and returns it; undefined while the cluster is unknown to this service. */
  async lock(transaction: Transaction, clusterId: string, topic: TopicName, partition: number): Promise<bigint | undefined> {
    const found = await this.select(transaction, clusterId, topic, partition);
    if (found !== undefined) return found;
    await transaction.query(
      `insert into ${this.database.schema}.positions (consumer, cluster_id, generation, topic, partition, next_offset)
       select $1, cluster_id, generation, $3, $4, 0 from ${this.database.schema}.clusters where cluster_id = $2 on conflict do nothing`,
      [this.consumer, clusterId, topic, partition],
    );
    return this.select(transaction, clusterId, topic, partition);
  }

  async advance(transaction: Transaction, clusterId: string, topic: TopicName, partition: number, nextOffset: bigint): Promise<void> {
    const { rowCount } = await transaction.query({
      name: `position-advance-${this.database.schema}`,
      text: `update ${this.database.schema}.positions p set next_offset = $5 from ${this.database.schema}.clusters c
             where p.consumer = $1 and p.cluster_id = $2 and p.topic = $3 and p.partition = $4
               and c.cluster_id = p.cluster_id and c.generation = p.generation`,
      values: [this.consumer, clusterId, topic, partition, String(nextOffset)],
    });
    if (rowCount !== 1) throw new Error(`${this.consumer} has no position in ${topic}/${partition} of cluster ${clusterId} any more`);
  }

  /** Locks the positions of several partitions at once, by `topic/partition`; those that have none yet are left out. */
  async lockAll(transaction: Transaction, clusterId: string, partitions: readonly Partition[]): Promise<ReadonlyMap<string, bigint>> {
    const { rows } = await transaction.query<{ topic: string; partition: number; next_offset: string }>({
      name: `positions-lock-${this.database.schema}`,
      text: `select p.topic, p.partition, p.next_offset from ${this.database.schema}.positions p
             join ${this.database.schema}.clusters c using (cluster_id, generation)
             join unnest($3::text[], $4::int[]) w(topic, partition) on w.topic = p.topic and w.partition = p.partition
             where p.consumer = $1 and p.cluster_id = $2 order by p.topic, p.partition for update of p`,
      values: [this.consumer, clusterId, partitions.map(({ topic }) => topic), partitions.map(({ partition }) => partition)],
    });
    return new Map(rows.map((row) => [`${row.topic}/${row.partition}`, BigInt(row.next_offset)]));
  }

  /** Moves the positions of several partitions at once. */
  async advanceAll(transaction: Transaction, clusterId: string, moved: readonly (Partition & { readonly next: bigint })[]): Promise<void> {
    const { rowCount } = await transaction.query({
      name: `positions-advance-${this.database.schema}`,
      text: `update ${this.database.schema}.positions p set next_offset = m.next
             from unnest($3::text[], $4::int[], $5::bigint[]) m(topic, partition, next), ${this.database.schema}.clusters c
             where p.consumer = $1 and p.cluster_id = $2 and p.topic = m.topic and p.partition = m.partition
               and c.cluster_id = p.cluster_id and c.generation = p.generation`,
      values: [this.consumer, clusterId, moved.map(({ topic }) => topic), moved.map(({ partition }) => partition), moved.map(({ next }) => String(next))],
    });
    if (rowCount !== moved.length) throw new Error(`${this.consumer} has lost a position in cluster ${clusterId}`);
  }

  /** All positions of this consumer in the cluster, by `topic/partition`. */
  async all(clusterId: string): Promise<Readonly<Record<string, bigint>>> {
    const { rows } = await this.database.pool.query<{ topic: string; partition: number; next_offset: string }>(
      `select p.topic, p.partition, p.next_offset from ${this.database.schema}.positions p
       join ${this.database.schema}.clusters c using (cluster_id, generation) where p.consumer = $1 and p.cluster_id = $2`,
      [this.consumer, clusterId],
    );
    return Object.fromEntries(rows.map((row) => [`${row.topic}/${row.partition}`, BigInt(row.next_offset)]));
  }

  private async select(transaction: Transaction, clusterId: string, topic: TopicName, partition: number): Promise<bigint | undefined> {
    const { rows } = await transaction.query<{ next_offset: string }>({
      name: `position-lock-${this.database.schema}`,
      text: `select p.next_offset from ${this.database.schema}.positions p join ${this.database.schema}.clusters c using (cluster_id, generation)
             where p.consumer = $1 and p.cluster_id = $2 and p.topic = $3 and p.partition = $4 for update of p`,
      values: [this.consumer, clusterId, topic, partition],
    });
    return rows[0] && BigInt(rows[0].next_offset);
  }
}
