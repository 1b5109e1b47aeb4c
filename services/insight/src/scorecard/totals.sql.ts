import { scopePredicate, type Scope } from '@amends/runtime';
import { utcSql } from '../file/instants.js';
import type { FileTables } from '../file/file.sql.js';
import { PRINCIPLE_NUMBERS } from '../obligations/obligations.sql.js';
import type { Where } from '../search/conditions.js';
import type { TotalsRequest } from './scorecard.requests.js';

/** What complaints are grouped by. */
export const GROUPS = {
  unit: 'c.owner_unit',
  category: 'c.category[1]',
  month: `to_char(c.received_at at time zone 'utc', 'YYYY-MM')`,
} as const;
export type GroupBy = keyof typeof GROUPS;

/** A row of `totalsSql`. */
export interface TotalsRow extends Readonly<Record<`p${(typeof PRINCIPLE_NUMBERS)[number]}`, number | null>> {
  readonly key: string | null;
  readonly shown: number;
  readonly complaints: number;
  readonly recorded_at: string;
}

/**
 * Counts complaints by group and by the seven outcomes together: many complaints share the same seven, so that a few hundred rows come
 * out of any number of complaints. Duplicates are counted with the complaint that is worked on.
 */
export function totalsSql({ by, from, to }: TotalsRequest, scope: Scope, { complaints, scores }: FileTables): Where {
  const own = scopePredicate(scope, { owner: 'c.owner_unit', receivedBy: 'c.received_by' }, 3);
  const outcomes = PRINCIPLE_NUMBERS.map((number) => `s.p${number}`).join(', ');
  const key = by === undefined ? 'null::text' : GROUPS[by];
  const sql = `select ${key} as key, c.shows as shown, ${outcomes}, count(*)::int as complaints, ${utcSql('max(c.recorded_at)')} as recorded_at
    from ${complaints} c left join ${scores} s using (complaint)
    where c.received_at >= coalesce($1::timestamptz, '-infinity') and c.received_at < coalesce($2::timestamptz, 'infinity') and c.status <> 'linked' and ${own.sql}
    group by 1, 2, ${outcomes}`;
  return { sql, values: [from ?? null, to ?? null, ...own.values] };
}
