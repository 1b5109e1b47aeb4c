import type { TopicName } from '@amends/contracts';
import type { Vault } from '@amends/vault';
import type { Database, Transaction } from '../database.js';
import type { IncomingMessage, OutgoingMessage } from '../transport/transport.js';

/** Quarantined originals are kept for so long; what nobody redrove by then is gone from here, never from the log. */
const KEPT_DAYS = 30;

/** A message that waits in quarantine, as an operator sees it: never its content. */
export interface Parked {
  readonly id: string;
  readonly consumer: string;
  readonly subject: string;
  readonly topic: TopicName;
  readonly partition: number;
  readonly offset: string;
  readonly reason: string;
  readonly parkedAt: string;
  readonly setAside: boolean;
}

/** What of one consumer waits in quarantine for an operator; what was set aside waits for nobody. */
export interface Waiting {
  /** Subjects, so complaints where the consumer reads events: later ones of them park behind. */
  readonly complaints: number;
  readonly messages: number;
  /** When the oldest was parked, RFC 3339. */
  readonly since: string;
}

/** A message to be parked, and why. */
export interface ToPark {
  readonly subject: string;
  readonly topic: TopicName;
  readonly partition: number;
  readonly message: IncomingMessage;
  readonly reason: string;
}

/** Messages that could not be handled, by complaint, in order: they wait here so that all others flow. */
export class Quarantine {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** Parks messages, original bytes sealed, in the transaction that moves the position past them. */
  async park(transaction: Transaction, consumer: string, messages: readonly ToPark[]): Promise<void> {
    for (const { subject, topic, partition, message, reason } of messages) {
      await transaction.query(
        `insert into ${this.database.schema}.quarantine (consumer, subject, topic, partition, "offset", reason, message, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, now() + interval '${KEPT_DAYS} days')`,
        [consumer, subject, topic, partition, String(message.offset), reason.slice(0, 500), await this.vault.sealBytes(subject, pack(message), KEPT_DAYS)],
      );
    }
  }

  /** What is parked, oldest first; at most 1,000 rows. */
  async list(filter: { consumer?: string; subject?: string } = {}): Promise<readonly Parked[]> {
    const { rows } = await this.database.pool.query<Parked>(
      `select id::text, consumer, subject, topic, partition, "offset"::text, reason, parked_at as "parkedAt", set_aside as "setAside"
       from ${this.database.schema}.quarantine
       where ($1::text is null or consumer = $1) and ($2::uuid is null or subject = $2) order by quarantine.id limit 1000`,
      [filter.consumer ?? null, filter.subject ?? null],
    );
    return rows;
  }

  /** What waits for an operator, by consumer; a consumer without any is not in it. */
  async waiting(): Promise<ReadonlyMap<string, Waiting>> {
    const { rows } = await this.database.pool.query<{ consumer: string; complaints: number; messages: number; since: Date }>(
      `select consumer, count(distinct subject)::int complaints, count(*)::int messages, min(parked_at) since
       from ${this.database.schema}.quarantine where not set_aside group by consumer`,
    );
    return new Map(rows.map(({ consumer, since, ...counts }) => [consumer, { ...counts, since: since.toISOString() }]));
  }

  /** Keeps a message out of every later redrive: for one that is wrong in itself. Its row stays as evidence until it expires. */
  async setAside(id: string): Promise<boolean> {
    const { rowCount } = await this.database.pool.query(`update ${this.database.schema}.quarantine set set_aside = true where id = $1`, [id]);
    return rowCount === 1;
  }

  /** The parked messages of a subject, as they came, opened; locks nothing: the caller holds the subject's row. */
  async open(transaction: Transaction, consumer: string, subject: string) {
    const { rows } = await transaction.query<{ id: string; topic: TopicName; partition: number; setAside: boolean; message: Buffer }>(
      `select id::text, topic, partition, set_aside as "setAside", message from ${this.database.schema}.quarantine
       where consumer = $1 and subject = $2 order by quarantine.id`,
      [consumer, subject],
    );
    return Promise.all(rows.map(async (row) => ({ ...row, message: unpack(await this.vault.openBytes(subject, row.message)) })));
  }

  async remove(transaction: Transaction, ids: readonly string[]): Promise<void> {
    await transaction.query(`delete from ${this.database.schema}.quarantine where id = any($1)`, [ids]);
  }

  /** The messages that the dead-letter topic has not been told of yet, at most 100; content stays sealed. */
  async unmirrored(): Promise<readonly { id: string; letter: OutgoingMessage }[]> {
    const { rows } = await this.database.pool.query<Parked & { message: Buffer }>(
      `select id::text, consumer, subject, topic, partition, "offset"::text, reason, message from ${this.database.schema}.quarantine
       where not mirrored order by quarantine.id limit 100`,
    );
    return rows.map((row) => ({
      id: row.id,
      letter: {
        topic: 'dead-letter',
        key: row.subject,
        headers: {
          'content-type': 'application/octet-stream',
          origin_topic: row.topic,
          origin_partition: String(row.partition),
          origin_offset: row.offset,
          consumer: row.consumer,
          error: row.reason,
        },
        value: row.message.toString('base64'),
      },
    }));
  }

  async markMirrored(ids: readonly string[]): Promise<void> {
    await this.database.pool.query(`update ${this.database.schema}.quarantine set mirrored = true where id = any($1)`, [ids]);
  }

  /** Drops what has been kept long enough. */
  async purge(): Promise<void> {
    await this.database.pool.query(`delete from ${this.database.schema}.quarantine where expires_at < now()`);
  }
}

function pack({ offset, key, headers, value }: IncomingMessage): Buffer {
  return Buffer.from(JSON.stringify({ offset: String(offset), key: key?.toString('base64') ?? null, headers, value: value?.toString('base64') ?? null }));
}

function unpack(bytes: Buffer): IncomingMessage {
  const packed = JSON.parse(bytes.toString('utf8')) as { offset: string; key: string | null; headers: Record<string, string>; value: string | null };
  return {
    offset: BigInt(packed.offset),
    key: packed.key === null ? null : Buffer.from(packed.key, 'base64'),
    headers: packed.headers,
    value: packed.value === null ? null : Buffer.from(packed.value, 'base64'),
  };
}
