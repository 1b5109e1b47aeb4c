import { Database } from '@amends/eventing';
import type { Caller, Whereabouts } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { utcSql } from '../file/instants.js';
import type { TimelineRow } from '../file/file-entities.js';
import { ReadModels } from '../models/read-models.js';
import { dutiesSql, type DutyRow } from '../next/duty-row.js';
import { ACTED_ON, formerlyMineSql, mineSql } from '../next/mine.js';
import { Causes } from '../timeline/causes.js';
import type { EntryAnswer } from '../timeline/timeline-answer.js';
import type { Versions } from './versions.js';

/** More changed duties than this are not told one by one: the client reads its list again. */
export const MOST_CHANGED = 1000;
/** More events than this come in several looks. */
export const MOST_EVENTS = 50;

/** Duties that changed, and the snapshot that shows them so. */
export interface ChangedDuties {
  readonly rows: readonly DutyRow[];
  readonly snapshot: string;
}

/** Reads what has changed since a position; a position is what the reader could see, never a clock or a sequence, so that nothing falls between. */
@Injectable()
export class Changes {
  constructor(
    private readonly models: ReadModels,
    private readonly causes: Causes,
    private readonly database: Database,
  ) {}

  /** How far a complaint's file goes now. */
  async newest(complaint: string): Promise<Versions> {
    const { tables } = await this.models.serving('file');
    const { rows } = await this.database.pool.query<{ stream: string; version: number }>(
      `select source || '/' || stream_kind as stream, max(version)::int as version from ${tables.timeline} where complaint = $1 group by source, stream_kind order by 1`,
      [complaint],
    );
    return Object.fromEntries(rows.map(({ stream, version }) => [stream, version]));
  }

  /** Of these complaints those of which something was handled, with how far. */
  async handled(complaints: readonly string[]): Promise<ReadonlyMap<string, Versions>> {
    const { name } = await this.models.serving('file');
    const { rows } = await this.database.pool.query<{ subject: string; versions: Versions }>({
      name: 'live-handled',
      text: `select subject, versions from ${this.database.schema}.handled where consumer = $1 and subject = any($2)`,
      values: [name, complaints],
    });
    return new Map(rows.map(({ subject, versions }) => [subject, versions]));
  }

  /** Where the complaint is, so that who may no longer see it hears no more. */
  async whereabouts(complaint: string): Promise<Whereabouts | undefined> {
    const { tables } = await this.models.serving('file');
    const { rows } = await this.database.pool.query<Whereabouts>(
      `select owner_unit as "ownerUnit", received_by as "receivedBy", offered_to as "offeredTo", file #> '{known,told}' as told from ${tables.complaints} where complaint = $1`,
      [complaint],
    );
    return rows[0];
  }

  /** Events of a complaint beyond those versions, causes before effects, as the timeline has them. */
  async eventsAfter(complaint: string, versions: Versions, zone: string): Promise<readonly EntryAnswer[]> {
    const { tables } = await this.models.serving('file');
    const { rows } = await this.database.pool.query<TimelineRow>({
      name: `live-events ${tables.timeline}`,
      text: `select t.complaint, t.source, t.stream_kind as "streamKind", t.version, t.event_id as "eventId", t.type, t.round, ${utcSql('t.occurred_at')} as "occurredAt",
          ${utcSql('t.recorded_at')} as "recordedAt", t.origin, t.causation, t.actor_id as "actorId", t.actor_role as "actorRole", t.actor_unit as "actorUnit", t.data, t.has_sealed as "hasSealed"
        from ${tables.timeline} t left join unnest($2::text[], $3::int[]) s(stream, seen) on s.stream = t.source || '/' || t.stream_kind
        where t.complaint = $1 and t.version > coalesce(s.seen, 0) order by t.recorded_at, t.event_id limit ${MOST_EVENTS}`,
      values: [complaint, Object.keys(versions), Object.values(versions)],
    });
    return this.causes.entriesOf(rows, zone);
  }

  /** What the database shows now. */
  async snapshot(): Promise<string> {
    const { rows } = await this.database.pool.query<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot');
    return rows[0]!.snapshot;
  }

  /** Duties of anybody that transactions from `xmin` on have changed. */
  changedSince(xmin: bigint): Promise<ChangedDuties> {
    return this.changed('$1::text::xid8', ACTED_ON, [String(xmin)]);
  }

  /** Duties that are or were one person's and were not so in a snapshot. */
  changedOf(caller: Caller, since: string): Promise<ChangedDuties> {
    const values: unknown[] = [since];
    const mine = `(${mineSql(caller, values)} or ${formerlyMineSql(caller, values)})`;
    return this.changed('pg_snapshot_xmin($1::text::pg_snapshot)', `not pg_visible_in_snapshot(o.changed_in, $1::text::pg_snapshot) and ${mine}`, values);
  }

  /** Rows and snapshot in one statement: two would leave a gap between them. A complaint is marked with each of its obligations. */
  private async changed(since: string, which: string, values: readonly unknown[]): Promise<ChangedDuties> {
    const { tables } = await this.models.serving('file');
    const condition = `o.complaint in (select s.complaint from ${tables.standings} s where s.changed_in >= ${since}) and o.changed_in >= ${since} and ${which}`;
    const { rows } = await this.database.pool.query<{ rows: readonly DutyRow[] | null; snapshot: string }>(
      `select pg_current_snapshot()::text as snapshot, (select json_agg(d) from (${dutiesSql(tables, condition, MOST_CHANGED + 1)}) d) as rows`,
      [...values],
    );
    return { rows: rows[0]!.rows ?? [], snapshot: rows[0]!.snapshot };
  }
}
