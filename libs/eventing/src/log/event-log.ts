import { SERVICES, type LogName, type RecordedEvent } from '@amends/contracts';
import { instantOfMicros, type Clock } from '../clock.js';
import { isOutOfReach, type Database, type Transaction } from '../database.js';
import { appendBatchSql, batchParameters, withoutRivals } from './append-batch.js';
import { toRecorded, type Append, type Appended, type StoredEvent, type StreamId } from './recorded.js';

/** So many commands at most share a statement: beyond this a batch only gets slower (measured with 256 connections). */
const BATCH = 512;

interface Waiting {
  readonly append: Append;
  resolve(appended: Appended): void;
  reject(error: unknown): void;
}

interface OutcomeRow {
  command: number;
  outcome: 'appended' | 'replayed' | 'conflicting' | 'mismatched';
  appended_after: string;
  recorded_after: string;
  response: string | null;
}

interface EventRow {
  position: string;
  stream_kind: StreamId['kind'];
  stream_id: string;
  version: number;
  type: string;
  schema_version: number;
  event_id: string;
  data: string;
  sealed: string | null;
  metadata: string;
  micros: string;
}

const COLUMNS = `position, stream_kind, stream_id, version, type, schema_version, event_id, data, sealed, metadata,
  (extract(epoch from recorded_at) * 1000000)::bigint as micros`;

/**
 * One service's log: the only place where it writes what happened. Positions rise in commit order without gaps.
 * Concurrent appends share a statement; a lone one waits for nobody.
 */
export class EventLog {
  private waiting: Waiting[] = [];
  private flushing = false;
  private readonly listeners: ((events: readonly StoredEvent[]) => void)[] = [];

  constructor(
    private readonly database: Database,
    readonly source: LogName,
    private readonly clock: Clock,
  ) {
    if (!SERVICES.includes(source)) throw new Error(`no service is called ${String(source)}`);
  }

  /** Hears of every batch that this process commits, in the order of commits of this process. */
  onCommitted(listener: (events: readonly StoredEvent[]) => void): void {
    this.listeners.push(listener);
  }

  /** Appends when all expected versions hold; durable when it returns. */
  append(append: Append): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ append, resolve, reject });
      if (this.flushing) return;
      this.flushing = true;
      // One turn of the event loop: commands of requests that arrived together travel together.
      setImmediate(() => void this.flush());
    });
  }

  /** Appends within a transaction of the caller; call it last, because it holds the log's lock until the commit. */
  async appendWithin(transaction: Transaction, appends: readonly Append[]): Promise<readonly Appended[]> {
    if (appends.length === 0) return [];
    const results = new Map<Append, Appended>();
    // Two that touch the same stream or key go one after the other, as they would by themselves.
    let waiting = appends.map((append) => ({ append }));
    while (waiting.length > 0) {
      const { batch, rest } = withoutRivals(waiting, Infinity);
      const written = await this.write(transaction, batch.map(({ append }) => append));
      written.forEach((result, index) => results.set(batch[index]!.append, result));
      waiting = rest;
    }
    transaction.afterCommit(() => this.announce([...results.values()]));
    return appends.map((append) => results.get(append)!);
  }

  /** Appends together with other work of the caller, in one transaction; the work is undone when the append is not accepted. */
  async appendWith(append: Append, work: (transaction: Transaction) => Promise<void>): Promise<Appended> {
    try {
      return await this.database.transaction(async (transaction) => {
        await work(transaction);
        const [appended] = await this.appendWithin(transaction, [append]);
        if (appended!.outcome !== 'appended') throw new NotAppended(appended!);
        return appended!;
      });
    } catch (error) {
      if (error instanceof NotAppended) return error.appended;
      throw error;
    }
  }

  /** All events of a stream, oldest first. */
  async read(stream: StreamId): Promise<readonly RecordedEvent[]> {
    const { rows } = await this.database.pool.query<EventRow>({
      name: `read-${this.database.schema}`,
      text: `select ${COLUMNS} from ${this.database.schema}.events where stream_id = $1 and stream_kind = $2 order by version`,
      values: [stream.id, stream.kind],
    });
    return rows.map((row) => toRecorded(this.source, storedEvent(row)));
  }

  /** All events of several streams of one kind, by stream id. */
  async readMany(kind: StreamId['kind'], ids: readonly string[]): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
    const { rows } = await this.database.pool.query<EventRow>({
      name: `read-many-${this.database.schema}`,
      text: `select ${COLUMNS} from ${this.database.schema}.events where stream_id = any($1) and stream_kind = $2 order by stream_id, version`,
      values: [ids, kind],
    });
    const streams = new Map<string, RecordedEvent[]>(ids.map((id) => [id, []]));
    for (const row of rows) streams.get(row.stream_id)?.push(toRecorded(this.source, storedEvent(row)));
    return streams;
  }

  /** Up to `limit` events after a position, in order. */
  async after(position: bigint, limit: number): Promise<readonly StoredEvent[]> {
    const { rows } = await this.database.pool.query<EventRow>({
      name: `after-${this.database.schema}`,
      text: `select ${COLUMNS} from ${this.database.schema}.events where position > $1 order by position limit $2`,
      values: [String(position), limit],
    });
    return rows.map(storedEvent);
  }

  /** The position of the newest event, 0 when there is none. */
  async head(): Promise<bigint> {
    const { rows } = await this.database.pool.query<{ position: string }>(`select position from ${this.database.schema}.log_head`);
    return BigInt(rows[0]!.position);
  }

  /** What an idempotency key was answered with before, or undefined when it is new. */
  async answered(key: string): Promise<{ fingerprint: string; response: unknown } | undefined> {
    const { rows } = await this.database.pool.query<{ fingerprint: string; response: string }>(
      `select fingerprint, response from ${this.database.schema}.command_keys where key = $1`,
      [key],
    );
    return rows[0] && { fingerprint: rows[0].fingerprint, response: JSON.parse(rows[0].response) };
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      const { batch, rest } = withoutRivals(this.waiting, BATCH);
      this.waiting = rest;
      await this.commit(batch);
    }
    this.flushing = false;
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    let results: readonly Appended[];
    try {
      results = await this.write(this.database.pool, batch.map((waiting) => waiting.append));
    } catch (error) {
      return this.commitHalves(batch, error);
    }
    results.forEach((result, index) => batch[index]!.resolve(result));
    this.announce(results);
  }

  /** A statement that PostgreSQL refuses must fail its own command, never its neighbours: halving finds it in few statements. */
  private async commitHalves(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (batch.length === 1 || isOutOfReach(error)) return batch.forEach((waiting) => waiting.reject(error));
    const middle = Math.ceil(batch.length / 2);
    await this.commit(batch.slice(0, middle));
    await this.commit(batch.slice(middle));
  }

  private async write(connection: Pick<Transaction, 'query'>, appends: readonly Append[]): Promise<readonly Appended[]> {
    const { rows } = await connection.query<OutcomeRow>({
      name: `append-${this.database.schema}`,
      text: appendBatchSql(this.database.schema),
      values: batchParameters(appends, new Date(this.clock.now()).toISOString()),
    });
    return outcomes(appends, rows);
  }

  private announce(results: readonly Appended[]): void {
    const events = results.flatMap((result) => (result.outcome === 'appended' ? result.events : []));
    if (events.length > 0) for (const listener of this.listeners) listener(events);
  }
}

class NotAppended extends Error {
  constructor(readonly appended: Appended) {
    super('not appended');
  }
}

function outcomes(appends: readonly Append[], rows: readonly OutcomeRow[]): readonly Appended[] {
  let ordinal = 0n;
  return rows.map((row, index): Appended => {
    if (row.outcome === 'replayed') return { outcome: 'replayed', response: JSON.parse(row.response!) };
    if (row.outcome !== 'appended') return { outcome: row.outcome };
    const versions = new Map(appends[index]!.expected.map((stream) => [`${stream.kind}:${stream.id}`, stream.version]));
    const events = appends[index]!.events.map((event): StoredEvent => {
      const stream = `${event.stream.kind}:${event.stream.id}`;
      const version = versions.get(stream)! + 1;
      versions.set(stream, version);
      ordinal += 1n;
      return {
        position: BigInt(row.appended_after) + ordinal,
        recordedAt: instantOfMicros(BigInt(row.recorded_after) + ordinal),
        stream: event.stream,
        version,
        type: event.type,
        schemaVersion: event.schemaVersion,
        id: event.id,
        data: event.data,
        sealed: event.sealed,
        metadata: event.metadata,
      };
    });
    return { outcome: 'appended', events };
  });
}

function storedEvent(row: EventRow): StoredEvent {
  return {
    position: BigInt(row.position),
    stream: { kind: row.stream_kind, id: row.stream_id },
    version: row.version,
    type: row.type,
    schemaVersion: row.schema_version,
    id: row.event_id,
    data: row.data,
    sealed: row.sealed,
    metadata: JSON.parse(row.metadata) as StoredEvent['metadata'],
    recordedAt: instantOfMicros(BigInt(row.micros)),
  };
}
