import type { EndOffsets } from '../transport/transport.js';
import type { Database } from '../database.js';

/** A cluster that holds our topics; the generation rises each time the logs are published into it anew. */
export interface Cluster {
  readonly id: string;
  readonly generation: number;
}

/** How far a log has been published into a cluster. */
export interface Progress {
  readonly position: bigint;
  /** The offset after the last message that the cluster acknowledged, by `topic/partition`. */
  readonly endOffsets: EndOffsets;
}

/** The advisory lock, as SQL, that consumers share while they handle, and that a change of generation takes alone. */
export const generationLock = (database: Database): string => `hashtext('${database.schema}'), 3`;

/** The first partition that ends before an offset that was reached in it; undefined when there is none. */
export function shorterThan(reached: EndOffsets, ends: EndOffsets): string | undefined {
  return Object.entries(reached).find(([name, offset]) => (ends[name] ?? 0n) < offset)?.[0];
}

/** What a service knows of clusters: which one holds its events, and how far. */
export class Clusters {
  constructor(private readonly database: Database) {}

  /**
   * The generation of this cluster. The first cluster ever is adopted; any other one is unknown until the logs are republished
   * into it, because it lacks what the former one held.
   */
  async known(id: string): Promise<Cluster | undefined> {
    return (await this.find(id)) ?? ((await this.adoptFirst(id)) ? this.find(id) : undefined);
  }

  private async find(id: string): Promise<Cluster | undefined> {
    const { rows } = await this.database.pool.query<{ generation: number }>(
      `select generation from ${this.database.schema}.clusters where cluster_id = $1`,
      [id],
    );
    return rows[0] && { id, generation: rows[0].generation };
  }

  /** False when another one was adopted before; the lock keeps two that come at once from both being the first. */
  private async adoptFirst(id: string): Promise<boolean> {
    const { schema } = this.database;
    const { rowCount } = await this.database.transaction(
      (transaction) =>
        transaction.query(
          `insert into ${schema}.clusters (cluster_id, generation)
           select $1, 1 where not exists (select from ${schema}.clusters where cluster_id <> $1) on conflict do nothing`,
          [id],
        ),
      { first: { text: `select pg_advisory_xact_lock(${generationLock(this.database)})` } },
    );
    return rowCount === 1 || (await this.find(id)) !== undefined;
  }

  /** How far this log has been published into the cluster. */
  async progress(cluster: Cluster): Promise<Progress> {
    const { rows } = await this.database.pool.query<{ position: string; end_offsets: Record<string, string> }>(
      `select position, end_offsets from ${this.database.schema}.relay_progress where cluster_id = $1 and generation = $2`,
      [cluster.id, cluster.generation],
    );
    const offsets = Object.entries(rows[0]?.end_offsets ?? {}).map(([name, offset]) => [name, BigInt(offset)] as const);
    return { position: BigInt(rows[0]?.position ?? 0), endOffsets: Object.fromEntries(offsets) };
  }

  /** Remembers how far this log has been published; may be lost in a crash, then some events are published twice. */
  async save(cluster: Cluster, progress: Progress): Promise<void> {
    const offsets = Object.fromEntries(Object.entries(progress.endOffsets).map(([name, offset]) => [name, String(offset)]));
    await this.database.transaction(
      (transaction) =>
        transaction.query(
          `insert into ${this.database.schema}.relay_progress (cluster_id, generation, position, end_offsets) values ($1, $2, $3, $4)
           on conflict (cluster_id, generation) do update set position = excluded.position, end_offsets = excluded.end_offsets
           where relay_progress.position <= excluded.position`,
          [cluster.id, cluster.generation, String(progress.position), JSON.stringify(offsets)],
        ),
      { durable: false },
    );
  }

  /**
   * Starts a new generation of this cluster, with the log published up to a position. Waits for consumers' transactions of the
   * former generation, so that no two of them ever handle the same events side by side.
   */
  async startGeneration(id: string, generation: number, progress: Progress): Promise<void> {
    await this.save({ id, generation }, progress);
    await this.database.transaction(
      (transaction) =>
        transaction.query(
          `insert into ${this.database.schema}.clusters (cluster_id, generation) values ($1, $2)
           on conflict (cluster_id) do update set generation = excluded.generation, adopted_at = now()`,
          [id, generation],
        ),
      { first: { text: `select pg_advisory_xact_lock(${generationLock(this.database)})` } },
    );
  }

  /** The highest generation of any cluster; 0 when there is none yet. */
  async newestGeneration(): Promise<number> {
    const { rows } = await this.database.pool.query<{ newest: number }>(
      `select coalesce(max(generation), 0) as newest from ${this.database.schema}.clusters`,
    );
    return rows[0]!.newest;
  }
}
