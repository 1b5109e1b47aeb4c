import { Database } from '@amends/eventing';
import { isUuid } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import type { TimelineRow } from '../file/file-entities.js';
import { ReadModels } from '../models/read-models.js';
import { entryOf, type Cause, type EntryAnswer } from './timeline-answer.js';

/** Tells what happened and what it followed from. */
@Injectable()
export class Causes {
  constructor(
    private readonly models: ReadModels,
    private readonly database: Database,
  ) {}

  /** Events of one complaint as its readers see them, times of sentences in an IANA zone. */
  async entriesOf(rows: readonly TimelineRow[], zone: string): Promise<readonly EntryAnswer[]> {
    const causes = await this.find(rows[0]?.complaint, [...new Set(rows.flatMap(causeOf))]);
    return rows.map((row) => entryOf(row, causes.get(causeOf(row)[0] ?? ''), zone));
  }

  private async find(complaint: string | undefined, events: readonly string[]): Promise<ReadonlyMap<string, Cause>> {
    if (events.length === 0) return new Map();
    const { tables } = await this.models.serving('file');
    const { rows } = await this.database.pool.query<Cause>({
      name: `causes ${tables.timeline}`,
      text: `select event_id as "eventId", type, source, version from ${tables.timeline} where complaint = $1 and event_id = any($2)`,
      values: [complaint, events],
    });
    return new Map(rows.map((cause) => [cause.eventId, cause]));
  }
}

/** The event that one followed from: what the ledger says of it, or else what its writer heard. */
function causeOf({ streamKind, data, causation }: Pick<TimelineRow, 'streamKind' | 'data' | 'causation'>): readonly string[] {
  const { settledBy, causedBy } = (streamKind === 'obligations' ? data : {}) as { readonly settledBy?: string; readonly causedBy?: string | null };
  const cause = settledBy ?? causedBy ?? causation;
  return cause !== null && isUuid(cause) ? [cause] : [];
}
