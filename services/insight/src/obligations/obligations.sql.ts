import { unnested } from '../file/set-based.js';
import type { FileTables } from '../file/file-tables.js';
import { OBLIGATION_COLUMNS } from './obligation-columns.js';
import { LIST, OWED } from './lists.js';

/** The seven principles, by number. */
export const PRINCIPLE_NUMBERS = [1, 2, 3, 4, 5, 6, 7] as const;

/**
 * How an obligation counts in the scorecard, the worst first, as a number so that the worst of several is the least: 1 missed, 2 open,
 * 3 late, 4 waived, 5 met; null counts for nothing. `outcomeOf` is the same in TypeScript; a spec holds them together.
 */
export const OUTCOME = `case state when 'missed' then 1 when 'open' then 2 when 'settled-late' then 3 when 'waived' then 4 when 'settled' then 5 when 'lapsed' then 5
    when 'cancelled' then case when missed_by is not null and because <> 'retracted' then 1 end end`;

/**
 * One row per obligation. Columns may be null only because a patch travels as an insert. `list` is the one list of duties on which it stands
 * (`LIST`), null once nobody has to act on it. `changed_in` is the transaction of the last change: by it a reader tells what changed since a
 * snapshot. It is looked for among the complaints, which have an index by it: an index over all obligations was a quarter of what inserting
 * them cost, and so was the one that a key of the obligation alone made necessary.
 */
export function obligationsSql({ obligations }: FileTables, index: (name: string) => string): string {
  return `
create table ${obligations} (
  obligation uuid not null,
  complaint uuid not null,
  kind text,
  principle smallint,
  round int,
  state text,
  paused boolean,
  due_at timestamptz,
  owed_role text,
  owed_unit text,
  owed_staff text,
  named boolean,
  blocks_closing boolean,
  allowance text,
  pack_version text,
  about uuid,
  caused_by uuid,
  incurred_by uuid,
  incurred_at timestamptz,
  missed_by uuid,
  settled_by uuid,
  ended_by uuid,
  ended_at timestamptz,
  because text,
  list text collate "C",
  changed_in xid8 not null default pg_current_xact_id(),
  primary key (complaint, obligation)
) with (fillfactor = 80);
create index ${index('duties')} on ${obligations} (list, due_at) where list is not null;
`;
}

/** Applies patches: what a patch does not say stays. */
export function patchSql({ obligations, standings }: FileTables): string {
  const row = obligations.split('.')[1]!;
  const said = OBLIGATION_COLUMNS.map(({ name }) => name);
  const kept = said.filter((name) => !KEY.includes(name)).map((name) => `${name} = coalesce(excluded.${name}, ${row}.${name})`);
  const list = `case when coalesce(excluded.state, ${row}.state) in ${OWED} then coalesce(excluded.list, ${row}.list) end`;
  return `insert into ${obligations} (${said.join(', ')}, list) select ${said.map((name) => `o.${name}`).join(', ')}, ${LIST}
    from ${unnested(OBLIGATION_COLUMNS, 'o')} left join (select * from ${standings} where complaint = any($${said.indexOf('complaint') + 1})) c using (complaint)
    on conflict (${KEY.join(', ')}) do update set ${kept.join(', ')}, list = ${list}, changed_in = pg_current_xact_id()`;
}

const KEY = ['complaint', 'obligation'];

/** Moves the open duties of the complaints of `$1` to the list of whoever owns the complaint now. */
export const movedSql = ({ obligations, standings }: FileTables): string =>
  `update ${obligations} o set list = ${LIST}, changed_in = pg_current_xact_id() from ${standings} c where c.complaint = o.complaint and o.complaint = any($1) and o.state in ${OWED} and not o.named`;
