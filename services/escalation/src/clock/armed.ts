import type { Database, Standing, Transaction } from '@amends/eventing';
import type { Overdue } from '@amends/runtime';
import { storedPage, type PageRow, type StoredPage } from '../ledger/turned-page.js';
import type { Due } from './striking.js';

/** Deadlines of complaints whose pages are locked. */
export interface Taken {
  readonly due: readonly Due[];
  /** Which writing of its page each complaint has: another one after anything was written there. */
  readonly writings: ReadonlyMap<string, string>;
}

/** Deadlines with the pages that they stand on. */
export interface Ahead extends Taken {
  readonly pages: ReadonlyMap<string, StoredPage>;
}

/** A place in the order in which deadlines are taken; `at` in milliseconds since 1970. */
export type Place = Pick<Due, 'at' | 'obligation'>;

/** What must hold for a deadline to be taken: the generation in which the ledger was found to have heard so far. */
export type Certain = Pick<Standing, 'clusterId' | 'generation'> & {
  /** The latest deadline that may be struck, partition by partition, milliseconds since 1970. */
  readonly upTo: readonly number[];
  /** Complaints that could not be struck lately, and must not keep the others waiting. */
  readonly apart: readonly string[];
};

/** When a deadline has to be looked at: to warn of it, then because it is due. */
const AT = 'coalesce(d.warn_at, d.due_at)';
/** The transaction that wrote a row, which no other writing of it shares. */
const WRITING = 'l.xmin::text as writing';
interface Written {
  readonly writing: string;
}
const MILLIS = (instant: string): string => `(extract(epoch from ${instant}) * 1000)::float8`;

/** Reads and locks the deadlines that are armed; complaints in quarantine wait for their operator. */
export class Armed {
  constructor(
    private readonly database: Database,
    private readonly ledger: string,
  ) {}

  /** When the first deadline has to be looked at, milliseconds since 1970; undefined when none is armed. */
  async first(apart: readonly string[] = []): Promise<number | undefined> {
    const { rows } = await this.database.pool.query<{ at: number }>({
      name: 'deadlines-first',
      text: `select ${MILLIS(AT)} as at from escalation.deadlines d
             left join escalation.handled h on h.consumer = $1 and h.subject = d.complaint
             where h.quarantined is not true and d.complaint <> all($2::uuid[]) order by ${AT}, d.obligation limit 1`,
      values: [this.ledger, apart],
    });
    return rows[0]?.at;
  }

  /**
   * Takes deadlines from the front and locks their pages, so that several clocks share the work and none waits: what another one, or the
   * ledger, holds just now is passed over. Partitions that are not read so far are passed over too, and keep nobody else waiting.
   */
  async take(transaction: Transaction, { clusterId, generation, upTo, apart }: Certain, limit: number): Promise<Taken> {
    const instants = upTo.map((instant) => new Date(instant).toISOString());
    const { rows } = await transaction.query<Due & Written>({
      name: 'deadlines-take',
      text: `select d.obligation, d.complaint, d.partition, ${MILLIS(AT)} as at, ${WRITING}
             from escalation.deadlines d
             join escalation.ledger l on l.complaint = d.complaint
             left join escalation.handled h on h.consumer = $1 and h.subject = d.complaint
             where ${AT} <= $2 and ${AT} <= ($3::timestamptz[])[d.partition + 1] and h.quarantined is not true
               and d.complaint <> all($7::uuid[])
               and exists (select from escalation.clusters c where c.cluster_id = $4 and c.generation = $5)
             order by ${AT}, d.obligation limit $6 for update of l skip locked`,
      values: [this.ledger, new Date(Math.max(...upTo)).toISOString(), instants, clusterId, generation, limit, apart],
    });
    return { due: rows, writings: writingsOf(rows) };
  }

  /**
   * The deadlines that come next after a place and until an instant, of the first stretch in which so many come within a second; none where
   * they never do. Locks nothing: whatever is worked out from them holds for their pages' writings only.
   */
  async ahead({ at, obligation }: Place, until: number, many: number): Promise<Ahead> {
    const { rows } = await this.database.pool.query<Due & Written & PageRow>({
      name: 'deadlines-ahead',
      text: `with ahead as (
               select d.obligation, d.complaint, d.partition, ${AT} as at, lead(${AT}, $4 - 1) over (order by ${AT}, d.obligation) as nth
               from escalation.deadlines d where (${AT}, d.obligation) > ($1, $2) and ${AT} <= $3),
             crowd as (select at, obligation from ahead where nth - at <= interval '1 second' order by at, obligation limit 1)
             select a.obligation, a.complaint, a.partition, ${MILLIS('a.at')} as at, ${WRITING}, l.page, l.obligations_version, l.heard_at
             from crowd c join ahead a on (a.at, a.obligation) >= (c.at, c.obligation) join escalation.ledger l on l.complaint = a.complaint
             order by a.at, a.obligation limit $4`,
      values: [new Date(at).toISOString(), obligation, new Date(until).toISOString(), many],
    });
    return { due: rows, writings: writingsOf(rows), pages: new Map(rows.map((row) => [row.complaint, storedPage(row)])) };
  }

  /** What should have been struck before an instant and was not. */
  async overdue(before: number): Promise<Overdue> {
    const { rows } = await this.database.pool.query<{ waiting: number; quarantined: number; oldest: Date | null }>({
      name: 'deadlines-overdue',
      text: `select count(*) filter (where h.quarantined is not true)::int as waiting, count(*) filter (where h.quarantined)::int as quarantined, min(${AT}) as oldest
             from escalation.deadlines d left join escalation.handled h on h.consumer = $1 and h.subject = d.complaint
             where ${AT} < $2`,
      values: [this.ledger, new Date(before).toISOString()],
    });
    const { waiting, quarantined, oldest } = rows[0]!;
    return { waiting, quarantined, oldest: oldest?.toISOString() ?? null };
  }
}

const writingsOf = (rows: readonly (Due & Written)[]): ReadonlyMap<string, string> => new Map(rows.map(({ complaint, writing }) => [complaint, writing]));
