import { Database } from '@amends/eventing';
import { zoneOf, type Caller } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { answeringOf } from '../escalation/answering.js';
import { Policies } from '../policy/policies.js';
import type { Entry } from './entry.js';
import { entryAnswerOf, type Asking, type CountsAnswer, type InboxAnswer } from './inbox-answer.js';
import type { InboxRequest, WatchInboxRequest } from './inbox.requests.js';
import { Places } from './slots.js';
import { readerOf, wanted, type Sight } from './whose.js';

/** So many entries a page unless told. */
const PAGE = 50;
/** More changes than this are not told one by one: the client reads the inbox again. */
export const MOST_CHANGED = 1000;

/** A row that changed: its entry, unless that is over, and who may see it, or could. */
export interface ChangedRow {
  readonly complaint: string;
  readonly entry: Entry | null;
  readonly whose: readonly string[];
  /** The transaction in which each of those who could lost sight of it. */
  readonly formerly: Readonly<Record<string, string>>;
  /** The transaction that changed it last. */
  readonly changedIn: string;
}

/** Rows that changed, and the snapshot that shows them so. */
export interface ChangedRows {
  readonly rows: readonly ChangedRow[];
  readonly snapshot: string;
}

/** Reads inboxes: what was told to somebody, to their units, or all that they may see. */
@Injectable()
export class Inbox {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
    private readonly places: Places,
  ) {}

  /** A page of an inbox, the nearest duty first; it begins after the last entry of the one before. */
  async read(request: InboxRequest, caller: Caller): Promise<InboxAnswer> {
    const asking = await this.asking(request, caller);
    const sight = request.of ?? 'units';
    const limit = request.limit ?? PAGE;
    const [{ entries, snapshot }, counts] = await Promise.all([this.entries(request, asking, sight, limit + 1), request.after === undefined ? this.count(asking, sight) : null]);
    const page = entries.slice(0, limit);
    const last = page.at(-1);
    return {
      entries: page.map((entry) => entryAnswerOf(entry, asking)),
      counts,
      next: entries.length > limit ? `${last!.dueAt ?? 'infinity'}_${last!.complaint}` : null,
      position: snapshot,
    };
  }

  /** Whom it is answered, with what is theirs. */
  async asking(request: WatchInboxRequest, caller: Caller): Promise<Asking> {
    const { staff, now } = caller;
    const at = Date.parse(now);
    return {
      staff, now, zone: zoneOf(request.zone), packs: await this.policies.current(), reader: readerOf(caller, this.places.of(staff.id, at)), answering: (of) => answeringOf(staff, of, this.places, at),
    };
  }

  /** What the database shows now. */
  async snapshot(): Promise<string> {
    const { rows } = await this.database.pool.query<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot');
    return rows[0]!.snapshot;
  }

  /** Entries of anybody that transactions from `xmin` on have changed; rows and snapshot in one statement, because two would leave a gap between them. */
  async changedSince(xmin: bigint): Promise<ChangedRows> {
    const { rows } = await this.database.pool.query<{ snapshot: string; rows: readonly ChangedRow[] | null }>({
      name: 'inbox-changed',
      text: `select pg_current_snapshot()::text as snapshot, (select json_agg(c) from (
          select complaint, entry, whose, formerly, changed_in::text as "changedIn" from escalation.inbox where changed_in >= $1::text::xid8 order by due_at, complaint limit ${MOST_CHANGED + 1}) c) as rows`,
      values: [String(xmin)],
    });
    return { snapshot: rows[0]!.snapshot, rows: rows[0]!.rows ?? [] };
  }

  private async entries(request: InboxRequest, { reader }: Asking, sight: Sight, limit: number): Promise<{ entries: readonly Entry[]; snapshot: string }> {
    const values: unknown[] = [];
    const conditions = ['entry is not null', ...among(wanted(reader, sight), values), ...chosen(request, values)];
    const { rows } = await this.database.pool.query<{ snapshot: string; entries: readonly Entry[] | null }>(
      `select pg_current_snapshot()::text as snapshot, (select json_agg(e.entry) from (
          select entry from escalation.inbox where ${conditions.join(' and ')} order by due_at, complaint limit ${limit}) e) as entries`,
      values,
    );
    return { entries: rows[0]!.entries ?? [], snapshot: rows[0]!.snapshot };
  }

  private async count({ reader, now }: Asking, sight: Sight): Promise<CountsAnswer> {
    const values: unknown[] = [now, reader.mine];
    const conditions = ['entry is not null', ...among(wanted(reader, sight), values)];
    const { rows } = await this.database.pool.query<{ counts: CountsAnswer }>(
      `with seen as materialized (select due_at, level, acknowledged, reasons, whose from escalation.inbox where ${conditions.join(' and ')})
       select json_build_object('entries', count(*), 'mine', count(*) filter (where whose && $2::text[]), 'unacknowledged', count(*) filter (where not acknowledged),
           'overdue', count(*) filter (where due_at <= $1::timestamptz),
           'byReason', (select coalesce(json_agg(r), '[]') from (select reason, count(*) as entries from seen, unnest(reasons) reason group by reason order by reason) r),
           'byLevel', (select coalesce(json_agg(l), '[]') from (select level, count(*) as entries from seen group by level order by level) l)) as counts from seen`,
      values,
    );
    return rows[0]!.counts;
  }
}

const among = (labels: readonly string[] | undefined, values: unknown[]): readonly string[] => (labels === undefined ? [] : [`whose && $${values.push(labels)}::text[]`]);

function chosen({ unacknowledged, level, reason, after }: InboxRequest, values: unknown[]): readonly string[] {
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const [dueAt, complaint] = after?.split('_') ?? [];
  return [
    ...(unacknowledged === undefined ? [] : [`acknowledged = ${bind(!unacknowledged)}`]),
    ...(level === undefined ? [] : [`level = ${bind(level)}`]),
    ...(reason === undefined ? [] : [`reasons && ${bind(reason)}::text[]`]),
    ...(after === undefined ? [] : [`(due_at, complaint) > (${bind(dueAt)}::timestamptz, ${bind(complaint)}::uuid)`]),
  ];
}
