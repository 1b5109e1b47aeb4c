import type { TopicName } from '@amends/contracts';
import pg from 'pg';
import type { EndOffsets, Headers, IncomingBatch, IncomingMessage, StartAt, Subscription } from './transport.js';

const BATCH = 1000;

/** What the local transport is told to do wrong, so that a simulation meets what Kafka does now and then. */
export interface Faults {
  /** Called when a batch is done; true delivers it again, as after a crash before the acknowledgement. */
  repeat?(): boolean;
  /** Called before each delivery; true keeps all partitions silent this time. */
  delay?(): boolean;
  /** Called before each publish; throwing loses the call before anything is stored. */
  publish?(): void;
}

/** A member of a group over the table. One member of a group reads at a time (an advisory lock says which); others stand by. */
export class LocalSubscription implements Subscription {
  private readonly offsets = new Map<string, bigint>();
  private session: pg.Client | undefined;
  private owner = false;
  private closed = false;
  private woken = false;
  private hungry: (() => void) | undefined;
  private turn = 0;
  /** What was read together with the batch that was handed over last. */
  private hand: IncomingBatch[] = [];

  constructor(
    private readonly url: string,
    private readonly pool: pg.Pool,
    private readonly faults: Faults,
    private readonly group: string,
    private readonly topics: readonly TopicName[],
    private readonly startAt: StartAt | undefined,
    private readonly listen: () => Promise<void>,
    private readonly onClose: () => void,
  ) {}

  wake(): void {
    this.woken = true;
    this.hungry?.();
  }

  async next(waitMs: number): Promise<IncomingBatch | undefined> {
    if (this.closed) throw new Error(`the subscription of ${this.group} is closed`);
    await this.listen();
    this.woken = false;
    const found = (await this.own()) && (await this.fetch());
    if (found || waitMs === 0) return found || undefined;
    // Woken while we looked: what was published may lie in a partition that we had passed already.
    if (!this.woken) await this.wait(waitMs);
    return this.closed || !(await this.own()) ? undefined : this.fetch();
  }

  atHand(): readonly IncomingBatch[] {
    return this.hand.splice(0);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.onClose();
    this.hungry?.();
    const session = this.session;
    this.lose();
    // By word, not only by going: PostgreSQL notices a closed connection a moment later, and a successor would wait for it.
    await session?.query('select pg_advisory_unlock_all()').catch(() => undefined);
    await session?.end().catch(() => undefined);
  }

  private async own(): Promise<boolean> {
    if (this.owner) return true;
    const session = this.session ?? (await this.connect());
    const { rows } = await session.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtext($1), 1) as mine', [this.group]);
    if (!rows[0]!.mine || this.closed) return false;
    for (const [name, offset] of Object.entries((await this.startAt?.()) ?? {})) this.offsets.set(name, offset);
    // The connection may have broken, and the lock with it, while the positions were looked up.
    return (this.owner = this.session === session && !this.closed);
  }

  private async connect(): Promise<pg.Client> {
    const session = new pg.Client({ connectionString: this.url, application_name: `amends ${this.group}`.slice(0, 63), keepAlive: true });
    session.on('error', () => this.lose());
    session.on('end', () => this.session === session && this.lose());
    try {
      await session.connect();
    } catch (error) {
      await session.end().catch(() => undefined);
      throw error;
    }
    if (this.closed) {
      await session.end().catch(() => undefined);
      throw new Error(`the subscription of ${this.group} was closed while it joined`);
    }
    return (this.session = session);
  }

  private lose(): void {
    this.session = undefined;
    this.owner = false;
    this.hand = [];
    this.offsets.clear();
  }

  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.hungry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** The next batch; those of other partitions, as long as they are small, come to hand with it. */
  private async fetch(): Promise<IncomingBatch | undefined> {
    if (this.hand.length === 0 && !this.faults.delay?.()) this.hand = await this.readPartitions();
    return this.hand.shift();
  }

  private async readPartitions(): Promise<IncomingBatch[]> {
    const { rows: partitions } = await this.pool.query<{ topic: TopicName; partition: number; next_offset: string }>({
      name: 'transport-ends',
      text: 'select topic, partition, next_offset from transport.partitions where topic = any($1) order by topic, partition',
      values: [this.topics],
    });
    const found: IncomingBatch[] = [];
    // Partitions take turns, so that a busy one does not starve the others.
    const inTurn = partitions.map((_, index) => (this.turn + index) % partitions.length);
    for (let size = 0; size < BATCH && inTurn.length > 0; ) {
      const index = inTurn.shift()!;
      const { topic, partition, next_offset } = partitions[index]!;
      const from = this.offsets.get(`${topic}/${partition}`) ?? 0n;
      const messages = from < BigInt(next_offset) ? await this.read(topic, partition, from) : [];
      if (messages.length === 0) continue;
      found.push(this.batch(topic, partition, messages));
      size += messages.length;
      this.turn = (index + 1) % partitions.length;
    }
    // Who lost the lead while it read has nothing.
    return this.owner ? found : [];
  }

  private async read(topic: TopicName, partition: number, from: bigint): Promise<readonly IncomingMessage[]> {
    const { rows } = await this.pool.query<{ offset: string; key: string | null; headers: Headers; value: Buffer | null }>({
      name: 'transport-read',
      text: 'select "offset", key, headers, value from transport.messages where topic = $1 and partition = $2 and "offset" >= $3 order by "offset" limit $4',
      values: [topic, partition, String(from), BATCH],
    });
    return rows.map(({ offset, key, headers, value }) => ({ offset: BigInt(offset), key: key === null ? null : Buffer.from(key), headers, value }));
  }

  private batch(topic: TopicName, partition: number, messages: readonly IncomingMessage[]): IncomingBatch {
    const name = `${topic}/${partition}`;
    const move = (offset: bigint): void => {
      if (this.owner) this.offsets.set(name, offset);
    };
    return {
      topic,
      partition,
      messages,
      done: async (nextOffset) => {
        if (!this.faults.repeat?.()) move(nextOffset);
      },
      rewind: move,
      heartbeat: async () => {
        if (!this.owner) throw new Error(`partition ${name} was taken away`);
      },
    };
  }
}

/** Offsets of every partition of some topics, from the table. */
export async function localEndOffsets(pool: pg.Pool, topics: readonly TopicName[]): Promise<EndOffsets> {
  const { rows } = await pool.query<{ topic: string; partition: number; next_offset: string }>(
    'select topic, partition, next_offset from transport.partitions where topic = any($1)',
    [topics],
  );
  return Object.fromEntries(rows.map((row) => [`${row.topic}/${row.partition}`, BigInt(row.next_offset)]));
}
