import type { RecordedEvent } from '@amends/contracts';
import type { Database, Transaction } from '../database.js';
import { arrayOfJson, joinedJson } from '../json-texts.js';
import type { Attributes } from '../log/cloud-event.js';

/** What a consumer has handled of one subject: the newest version of each stream, by `source/stream kind`. */
export interface HandledSubject {
  readonly versions: Record<string, number>;
  quarantined: boolean;
}

/** The name of a stream among those of one subject. */
export const streamName = (event: Pick<Attributes | RecordedEvent, 'source' | 'streamKind'>): string => `${event.source}/${event.streamKind}`;

/** Reads and writes what a consumer has handled; rows stay locked until the transaction ends. */
export class HandledVersions {
  constructor(
    private readonly database: Database,
    private readonly consumer: string,
  ) {}

  async load(transaction: Transaction, subjects: readonly string[]): Promise<Map<string, HandledSubject>> {
    const { rows } = await transaction.query<{ subject: string; versions: Record<string, number>; quarantined: boolean }>({
      name: `handled-load-${this.database.schema}`,
      text: `select subject, versions, quarantined from ${this.database.schema}.handled
             where consumer = $1 and subject = any($2) order by subject for update`,
      values: [this.consumer, subjects],
    });
    const found = new Map(subjects.map((subject): [string, HandledSubject] => [subject, { versions: {}, quarantined: false }]));
    for (const { subject, versions, quarantined } of rows) found.set(subject, { versions, quarantined });
    return found;
  }

  /** Streams are merged one by one: of a subject's first row two partitions may each know only their own. */
  save(transaction: Transaction, subjects: ReadonlyMap<string, HandledSubject>): void {
    if (subjects.size === 0) return;
    transaction.send({
      name: `handled-save-${this.database.schema}`,
      text: `insert into ${this.database.schema}.handled (consumer, subject, versions, quarantined)
             select $1, s.subject, s.versions, s.quarantined from unnest($2::uuid[], ${arrayOfJson('$3')}::jsonb[], $4::boolean[]) s(subject, versions, quarantined)
             on conflict (consumer, subject) do update
             set versions = handled.versions || excluded.versions, quarantined = excluded.quarantined`,
      values: [
        this.consumer,
        [...subjects.keys()],
        joinedJson([...subjects.values()].map(({ versions }) => JSON.stringify(versions))),
        [...subjects.values()].map(({ quarantined }) => quarantined),
      ],
    });
  }
}
