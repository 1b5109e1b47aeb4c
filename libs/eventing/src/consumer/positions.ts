import type { TopicName } from '@amends/contracts';
import type pg from 'pg';
import type { Database, Transaction } from '../database.js';
import type { EndOffsets } from '../transport/transport.js';
import { generationLock } from '../relay/cluster.js';

/** One partition of a topic. */
export interface Partition {
  readonly topic: TopicName;
  readonly partition: number;
}

/** Where a consumer stands, and in which generation of which cluster: an offset says nothing about another one. */
export interface Standing {
  readonly clusterId: string;
  readonly generation: number;
  /** The next offset, by `topic/partition`. */
  readonly offsets: EndOffsets;
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
  get first(): pg.QueryConfig {
    const { schema } = this.database;
    return { name: `generation-lock-${schema}`, text: `select pg_advisory_xact_lock_shared(${generationLock(this.database)})` };
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

  /**
   * Locks the positions of several partitions and moves each behind its messages, all at once; returns, by `topic/partition`, where they
   * stood. One that did not stand at its messages is left out, and left where it is.
   */
  async advanceAll(transaction: Transaction, clusterId: string, moved: readonly (Partition & { readonly first: bigint; readonly next: bigint })[]): Promise<ReadonlyMap<string, bigint>> {
    const { rows } = await transaction.query<{ topic: string; partition: number; before: string }>({
      name: `positions-advance-${this.database.schema}`,
      text: `update ${this.database.schema}.positions p set next_offset = m.next
             from unnest($3::text[], $4::int[], $5::bigint[], $6::bigint[]) m(topic, partition, first, next), ${this.database.schema}.clusters c
             where p.consumer = $1 and p.cluster_id = $2 and p.topic = m.topic and p.partition = m.partition
               and c.cluster_id = p.cluster_id and c.generation = p.generation and p.next_offset >= m.first and p.next_offset < m.next
             returning p.topic, p.partition, old.next_offset as before`,
      values: [
        this.consumer, clusterId, moved.map(({ topic }) => topic), moved.map(({ partition }) => partition),
        moved.map(({ first }) => String(first)), moved.map(({ next }) => String(next)),
      ],
    });
    return new Map(rows.map((row) => [`${row.topic}/${row.partition}`, BigInt(row.before)]));
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

  /** Where this consumer stands in the cluster's newest generation; undefined while the cluster is unknown to this service. */
  async standing(clusterId: string): Promise<Standing | undefined> {
    const { rows } = await this.database.pool.query<{ generation: number; topic: string | null; partition: number; next_offset: string }>({
      name: `standing-${this.database.schema}`,
      text: `select c.generation, p.topic, p.partition, p.next_offset from ${this.database.schema}.clusters c
             left join ${this.database.schema}.positions p on p.consumer = $1 and p.cluster_id = c.cluster_id and p.generation = c.generation
             where c.cluster_id = $2`,
      values: [this.consumer, clusterId],
    });
    const read = rows.filter(({ topic }) => topic !== null);
    return rows[0] && { clusterId, generation: rows[0].generation, offsets: Object.fromEntries(read.map((row) => [`${row.topic}/${row.partition}`, BigInt(row.next_offset)])) };
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
