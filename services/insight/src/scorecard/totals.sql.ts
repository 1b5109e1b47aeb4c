import type { Scope } from '@amends/runtime';
import { visibleSql } from '../complaint/visible.js';
import { utcSql } from '../file/instants.js';
import type { FileTables } from '../file/file-tables.js';
import { PRINCIPLE_NUMBERS } from '../obligations/obligations.sql.js';
import type { Where } from '../search/conditions.js';
import { GROUPS } from './groups.js';
import { OUTCOMES } from './scorecard.js';
import type { TotalsRequest } from './scorecard.requests.js';

/** A row of `totalsSql`: complaints of one group whose sources show the same; for each principle how many have each outcome, in the order of OUTCOMES. */
export interface TotalsRow {
  readonly key: string | null;
  readonly shown: number;
  readonly complaints: number;
  readonly outcomes: readonly (readonly number[])[];
  readonly recordedAt: string;
}

/** Counts complaints by group, and in each group by principle and outcome: one pass, few rows. Duplicates are counted with the complaint that is worked on. */
export function totalsSql({ by, from, to }: TotalsRequest, scope: Scope, { standings }: FileTables): Where {
  const own = visibleSql(scope, 3);
  const key = by === undefined ? 'null::text' : GROUPS[by];
  const counts = PRINCIPLE_NUMBERS.map((number) => `array[${OUTCOMES.map((_, at) => `count(*) filter (where c.p${number} = ${at + 1})`).join(', ')}]`);
  const sql = `select ${key} as key, c.shows as shown, array[${counts.join(', ')}]::int[] as outcomes, count(*)::int as complaints, ${utcSql('max(c.recorded_at)')} as "recordedAt"
    from ${standings} c
    where c.received_at >= coalesce($1::timestamptz, '-infinity') and c.received_at < coalesce($2::timestamptz, 'infinity') and c.status <> 'linked' and ${own.sql}
    group by 1, 2`;
  return { sql, values: [from ?? null, to ?? null, ...own.values] };
}
