import { STATUSES } from '../complaint/complaint-answer.js';
import { visibleSql } from '../complaint/visible.js';
import type { FileTables } from '../file/file-tables.js';
import { whereOf, type Asking, type Where } from './conditions.js';
import type { CountsAnswer } from './search-answer.js';
import type { ChosenRequest } from './search.requests.js';

/** So many complaints with one word of one kind; `what` says the kind. */
export interface CountsRow {
  readonly what: 'status' | 'owed' | 'overdue' | 'grave';
  readonly word: string;
  readonly complaints: number;
}

/** Counts over the narrow rows; complaints themselves are read only where the search asks for what these do not have. */
export function countsSql(request: ChosenRequest, asking: Asking, tables: FileTables): Where {
  const { sql, values } = isAnythingAsked(request) ? amongFound(request, asking, tables) : all(asking);
  const now = `$${values.length + 1}::timestamptz`;
  return {
    sql: `with chosen as materialized (
        select c.status, c.owed, c.grave, coalesce(c.next_due <= ${now}, false) as overdue, count(*)::int as complaints
        from ${tables.standings} c where c.received_at is not null and ${sql} group by 1, 2, 3, 4
      )
      select 'status' as what, status as word, sum(complaints)::int as complaints from chosen group by status
      union all select 'owed', kind, sum(complaints)::int from chosen, unnest(owed) kind group by kind
      union all select 'overdue', '', sum(complaints)::int from chosen where overdue having count(*) > 0
      union all select 'grave', '', sum(complaints)::int from chosen where grave having count(*) > 0`,
    values: [...values, asking.now],
  };
}

const isAnythingAsked = (request: ChosenRequest): boolean => Object.values(request).some((value) => value !== undefined);

const all = ({ scope }: Asking): Where => visibleSql(scope);

function amongFound(request: ChosenRequest, asking: Asking, tables: FileTables): Where {
  const { sql, values } = whereOf(request, asking, tables);
  return { sql: `c.complaint in (select c.complaint from ${tables.complaints} c where ${sql})`, values };
}

/** The answer from its rows; every status is named, and what is owed by the most first. Pure. */
export function countsOf(rows: readonly CountsRow[]): CountsAnswer {
  const of = (what: CountsRow['what']): readonly CountsRow[] => rows.filter((row) => row.what === what);
  const count = (what: CountsRow['what'], word = ''): number => of(what).find((row) => row.word === word)?.complaints ?? 0;
  const owed = of('owed').map(({ word, complaints }) => ({ kind: word, complaints })).sort((one, other) => other.complaints - one.complaints || (one.kind < other.kind ? -1 : 1));
  return {
    complaints: of('status').reduce((sum, { complaints }) => sum + complaints, 0),
    byStatus: STATUSES.map((status) => ({ status, complaints: count('status', status) })),
    owed, overdue: count('overdue'), grave: count('grave'),
  };
}
