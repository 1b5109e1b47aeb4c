import type { Caller } from '@amends/runtime';
import { visibleSql } from '../complaint/visible.js';
import { OWED_BY } from '../obligations/owed-by.js';

/** Binds a value and returns its placeholder. */
export type Bind = (value: unknown) => string;

/** Nobody is asked to act on what was imported. */
export const ACTED_ON = `c.source = 'live'`;

/** At least those that were the caller's while the complaint was another's: `wasMine` looks closer. */
export function formerlyMineSql({ staff, scope }: Caller, values: unknown[]): string {
  const bind: Bind = (value) => `$${values.push(value)}`;
  const units = scope.kind === 'company' ? 'true' : `w.unit = any(${bind(scope.units)})`;
  const owners = `select unit, staff from json_to_recordset(coalesce(c.file -> 'owners', '[]')) w(unit text, staff text) union all select c.received_by, null`;
  return `(not o.named and ${ACTED_ON} and exists (select from (${owners}) w where w.staff = ${bind(staff.id)} or ${units}))`;
}

/** `isMine` as SQL over obligations `o` of complaints `c`; scope and unit tree are the token's. */
export function mineSql({ staff, scope }: Caller, values: unknown[]): string {
  const bind: Bind = (value) => `$${values.push(value)}`;
  const own = visibleSql(scope, values.length + 1);
  values.push(...own.values);
  const units = scope.kind === 'company' ? 'true' : `coalesce(${OWED_BY.unit} = any(${bind(scope.units)}), true)`;
  return `(${OWED_BY.staff} = ${bind(staff.id)} or (${OWED_BY.staff} is null and o.owed_role = ${bind(staff.role)} and ${units})) and ${ACTED_ON} and ${own.sql}`;
}
