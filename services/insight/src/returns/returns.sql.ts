import type { Scope } from '@amends/runtime';
import { visibleSql } from '../complaint/visible.js';
import type { FileTables } from '../file/file-tables.js';
import type { Where } from '../search/conditions.js';

/** What returns need besides the complaints themselves: which customers are one person or erased, and up to when activity is known. */
export const returnsSql = (schema: string): string => `
create table ${schema}.customers_v1 (
  customer uuid primary key,
  survivor uuid,
  erased_at timestamptz
);
create table ${schema}.activity_sources (
  source text primary key,
  until timestamptz not null
);`;

/** Up to when a source of activity has told everything; it only ever rises, so that a replay changes nothing. */
export const completedSql = (schema: string): string => `
insert into ${schema}.activity_sources (source, until) select source, max(until) from unnest($1::text[], $2::timestamptz[]) c(source, until) group by source
on conflict (source) do update set until = greatest(activity_sources.until, excluded.until)`;

/** A complaint with what its customer did afterwards; instants are seconds since 1970. */
export interface ReturnRow {
  readonly source: string;
  /** The customer, whichever record the complaint stands under; null where nobody gave a name. */
  readonly person: string | null;
  readonly received: number;
  readonly returned: number | null;
  readonly lost: number | null;
  readonly erased: number | null;
}

/** A name of a source of activity, and up to when it has told everything. */
export interface Completed {
  readonly source: string;
  readonly until: string;
  readonly seconds: number;
  /** Whether complaints of a history have this name too. */
  readonly history: boolean;
}

/** All complaints that count as such, oldest first; one that was registered by mistake or is the same as another does not. */
export function returnRowsSql(source: string | undefined, scope: Scope, schema: string, { complaints }: FileTables): Where {
  const own = visibleSql(scope, 2);
  const seconds = (instant: string): string => `extract(epoch from ${instant})::float8`;
  const sql = `
with recursive person(customer, root) as (
  select c.customer, c.survivor from ${schema}.customers_v1 c
  where c.survivor is not null and not exists (select from ${schema}.customers_v1 s where s.customer = c.survivor and s.survivor is not null)
  union select c.customer, p.root from person p join ${schema}.customers_v1 c on c.survivor = p.customer
)
select c.source, coalesce(p.root, c.customer_id) as person, ${seconds('c.received_at')} as received,
  ${seconds(`(c.file->'returned'->>'happenedAt')::timestamptz`)} as returned, ${seconds(`(c.file->'lost'->>'happenedAt')::timestamptz`)} as lost,
  ${seconds('e.erased_at')} as erased
from ${complaints} c
left join person p on p.customer = c.customer_id
left join ${schema}.customers_v1 e on e.customer = c.customer_id
where c.received_at is not null and c.status <> 'linked' and (c.file->'withdrawn'->>'because') is distinct from 'registered-by-mistake'
  and ($1::text is null or c.source = $1) and ${own.sql}
order by c.source, c.received_at, c.complaint`;
  return { sql, values: [source ?? null, ...own.values] };
}

/** Every source of activity. */
export const completedSourcesSql = (schema: string, { complaints }: FileTables): string => `
select source, to_char(until at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as until, extract(epoch from until)::float8 as seconds,
  exists (select from ${complaints} c where c.source = a.source) as history
from ${schema}.activity_sources a order by source`;
