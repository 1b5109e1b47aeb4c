import type { Scope } from '@amends/runtime';
import { visibleSql } from '../complaint/visible.js';
import type { FileTables } from '../file/file-tables.js';
import type { Where } from '../search/conditions.js';

/** How many hand-overs are told apart; that many and more count as one. */
export const MOST_HAND_OVERS = 5;

/** One group of complaints of one source. Durations are big-endian doubles, seconds, one after the other. */
export interface ResolveRow {
  readonly source: string;
  readonly complete: boolean;
  readonly data_cut: string | null;
  readonly priority: number | null;
  readonly hand_overs: number;
  readonly complaints: number;
  readonly withdrawn: number;
  readonly linked: number;
  readonly reopened: number;
  readonly waited: number;
  readonly resolved_after: Buffer | null;
  readonly resolved_without: Buffer | null;
  readonly open_after: Buffer | null;
  readonly open_without: Buffer | null;
}

/**
 * Groups by source, priority and hand-overs in one statement, so that every figure is of one instant; a source without
 * complaints has one row without. Durations come as bytes: a million of them are 8 MB, and no objects.
 */
export function resolveSql(source: string | undefined, scope: Scope, { complaints, sources }: FileTables): Where {
  const own = visibleSql(scope, 2);
  const seconds = (expression: string, kind: string): string => `string_agg(float8send(${expression}), ''::bytea) filter (where state = '${kind}')`;
  const sql = `
with heard as (
  select source, max(recorded_at) as recorded_at, max(occurred_at) as occurred_at from ${complaints} group by source
), cuts as (
  select source, data_cut, complete from ${sources} where source <> 'live'
  union all select 'live', (select max(recorded_at) from heard), true
  union all select source, occurred_at, false from heard h where source <> 'live' and not exists (select from ${sources} s where s.source = h.source)
), standing as (
  -- Erasing withdraws what was open, but it takes no complaint out of a figure: it stands as it stood, watched up to that instant.
  select c.*, case when e.erased_at is null then c.status when (c.file->'known'->>'resolvedRound')::int = (c.file->'known'->>'round')::int then 'resolved' else 'open' end as stood, e.erased_at
  from ${complaints} c
  cross join lateral (select case when c.status = 'withdrawn' and c.file->'withdrawn'->>'because' = 'erased' then (c.file->'withdrawn'->>'at')::timestamptz end as erased_at) e
  where c.received_at is not null and ${own.sql}
), timed as (
  select cuts.source, cuts.complete, cuts.data_cut, c.complaint, c.priority, c.hand_overs, c.reopenings, c.questions, c.waited, c.waiting_since, c.received_at,
    case when c.stood in ('withdrawn', 'linked') then c.stood
      when c.stood <> 'open' and c.resolved_at is not null then 'resolved' when c.complaint is not null then 'open' end as state,
    greatest(c.received_at, case when c.stood <> 'open' then coalesce(c.resolved_at, cuts.data_cut) else least(cuts.data_cut, c.erased_at) end) as until
  from cuts left join standing c on c.source = cuts.source
  where $1::text is null or cuts.source = $1
), measured as (
  select *, date_part('epoch', until - received_at) as after,
    case when questions = 0 then 0 else (
      select coalesce(sum(date_part('epoch', upper(stretch) - lower(stretch))), 0)
      from unnest((waited + case when waiting_since < until then tstzmultirange(tstzrange(waiting_since, until)) else '{}' end)
        * tstzmultirange(tstzrange(received_at, until))) stretch) end as waiting
  from timed
)
select source, complete, to_char(data_cut at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as data_cut, priority,
  least(hand_overs, ${MOST_HAND_OVERS}) as hand_overs, count(complaint)::int as complaints,
  (count(*) filter (where state = 'withdrawn'))::int as withdrawn, (count(*) filter (where state = 'linked'))::int as linked,
  (count(*) filter (where reopenings > 0))::int as reopened, (count(*) filter (where questions > 0))::int as waited,
  ${seconds('after', 'resolved')} as resolved_after, ${seconds('greatest(after - waiting, 0)', 'resolved')} as resolved_without,
  ${seconds('after', 'open')} as open_after, ${seconds('greatest(after - waiting, 0)', 'open')} as open_without
from measured group by source, complete, measured.data_cut, priority, least(hand_overs, ${MOST_HAND_OVERS})`;
  return { sql, values: [source ?? null, ...own.values] };
}
