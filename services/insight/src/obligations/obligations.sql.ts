import { insertSql } from '../file/set-based.js';
import type { FileTables } from '../file/file.sql.js';
import { OBLIGATION_COLUMNS } from './obligation-columns.js';

/** The seven principles, by number. */
export const PRINCIPLE_NUMBERS = [1, 2, 3, 4, 5, 6, 7] as const;

/**
 * How an obligation counts in the scorecard, the worst first, as a number so that the worst of several is the least: 1 missed, 2 open,
 * 3 late, 4 waived, 5 met; null counts for nothing. `outcomeOf` is the same in TypeScript; a spec holds them together.
 */
const OUTCOME = `case state when 'missed' then 1 when 'open' then 2 when 'settled-late' then 3 when 'waived' then 4 when 'settled' then 5 when 'lapsed' then 5
    when 'cancelled' then case when missed_by is not null and because <> 'retracted' then 1 end end`;

/**
 * One row per obligation. Columns may be null only because a patch travels as an insert. `changed_in` is the transaction of the last change: by it a reader tells what changed since a snapshot.
 */
export function obligationsSql({ obligations }: FileTables, index: (name: string) => string): string {
  return `
create table ${obligations} (
  obligation uuid primary key,
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
  outcome smallint generated always as (${OUTCOME}) stored,
  changed_in xid8 not null default pg_current_xact_id()
) with (fillfactor = 80);
create index ${index('obligations_complaint')} on ${obligations} (complaint);
create index ${index('obligations_changed')} on ${obligations} (changed_in);
create index ${index('owed')} on ${obligations} (due_at, obligation) where state in ('open', 'missed');
`;
}

/** Applies patches: what a patch does not say stays. */
export function patchSql({ obligations }: FileTables): string {
  const alias = obligations.split('.')[1]!;
  const kept = OBLIGATION_COLUMNS.filter(({ name }) => name !== 'obligation').map(({ name }) => `${name} = coalesce(excluded.${name}, ${alias}.${name})`);
  return `${insertSql(obligations, OBLIGATION_COLUMNS)} on conflict (obligation) do update set ${kept.join(', ')}, changed_in = pg_current_xact_id()`;
}

/** Marks the open duties of the complaints of `$1` as changed, because somebody else owns the complaint now. */
export const movedSql = ({ obligations }: FileTables): string =>
  `update ${obligations} set changed_in = pg_current_xact_id() where complaint = any($1) and state in ('open', 'missed') and not named`;
