import type pg from 'pg';
import type { TopicMessage } from '../support/topic-messages.js';
import { toldBy, type ToldEvent } from './told-event.js';

interface Row {
  topic: string;
  partition: number;
  offset: string;
  key: string | null;
  headers: Record<string, string>;
  value: string | null;
}

/** Reads the topics of the local transport straight from their table; independent of Amends' own transport. */
export class TopicReader {
  private readonly read = new Map<string, number>();

  constructor(private readonly database: pg.Client) {}

  /** What is new since the last time, in an order that a seed repeats. */
  async news(): Promise<readonly ToldEvent[]> {
    const { rows } = await this.database.query<Row>(
      `select m.topic, m.partition, m."offset"::text, m.headers, convert_from(m.value, 'UTF8') as value from transport.messages m
       left join unnest($1::text[], $2::bigint[]) r(name, next) on r.name = m.topic || '/' || m.partition
       where m.topic = 'complaints' and m."offset" >= coalesce(r.next, 0) order by m.topic, m.partition, m."offset"`,
      [[...this.read.keys()], [...this.read.values()]],
    );
    for (const { topic, partition, offset } of rows) this.read.set(`${topic}/${partition}`, Number(offset) + 1);
    return rows.map(({ headers, value }) => toldBy(headers, value!));
  }

  /** Everything that was ever published. */
  async all(): Promise<readonly TopicMessage[]> {
    const { rows } = await this.database.query<Row>(
      `select m.topic, m.partition, m."offset"::text, m.key, m.headers, convert_from(m.value, 'UTF8') as value from transport.messages m order by m.topic, m.partition, m."offset"`,
    );
    return rows.map((row) => ({ ...row, offset: Number(row.offset) }));
  }
}
