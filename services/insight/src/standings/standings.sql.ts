import type { FileTables } from '../file/file-tables.js';
import { insertSql, overwrite } from '../file/set-based.js';
import { OUTCOME, PRINCIPLE_NUMBERS } from '../obligations/obligations.sql.js';
import { PLACE_COLUMNS } from './place-columns.js';

const OUTCOMES = PRINCIPLE_NUMBERS.map((number) => `p${number}`);

/**
 * One narrow row per complaint for everything that counts over all of them: where it is and stands, the outcome of each principle over all
 * rounds, the kinds that are owed (null when none), and the earliest deadline of those whose clock runs or that were missed; `changed_in` is
 * the transaction that last changed any of it, or one of its obligations. Counting over
 * the complaints themselves reads their files too: of 100,000 complaints 33,000 pages against 2,000, the seven principles by unit
 * 1,024 ms against 189 ms of a busy machine.
 */
export const standingsSql = ({ standings }: FileTables, index: (name: string) => string): string => `
create table ${standings} (
  complaint uuid primary key,
  status text,
  source text,
  owner_unit text,
  owner_staff text,
  received_by text,
  offered_to text,
  category text,
  grave boolean,
  shows smallint,
  received_at timestamptz,
  recorded_at timestamptz,
  ${OUTCOMES.map((outcome) => `${outcome} smallint`).join(',\n  ')},
  owed text[],
  next_due timestamptz,
  changed_in xid8 not null default pg_current_xact_id()
) with (fillfactor = 70);
create index ${index('changed')} on ${standings} (changed_in);
`;

const CHANGED = 'changed_in = pg_current_xact_id()';

/** Writes where complaints are and stand. */
export const placeSql = ({ standings }: FileTables): string =>
  `${insertSql(standings, PLACE_COLUMNS)} on conflict (complaint) do update set ${overwrite(PLACE_COLUMNS, 'complaint')}, ${CHANGED}`;

/** Scores the complaints of `$1` again from all of their obligations. */
export function scoreSql({ obligations, standings }: FileTables): string {
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(PRINCIPLE_NUMBERS.map((number) => [`p${number}`, `min(outcome) filter (where principle = ${number})`])),
    owed: `array_agg(distinct kind order by kind) filter (where state in ('open', 'missed'))`,
    next_due: `min(due_at) filter (where state = 'missed' or (state = 'open' and not paused))`,
  };
  const columns = Object.keys(values);
  return `insert into ${standings} (complaint, ${columns.join(', ')}) select complaint, ${Object.values(values).join(', ')}
    from (select complaint, principle, kind, state, paused, due_at, ${OUTCOME} as outcome from ${obligations} where complaint = any($1)) o group by complaint
    on conflict (complaint) do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}, ${CHANGED}`;
}
