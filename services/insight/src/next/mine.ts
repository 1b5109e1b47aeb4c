import { scopePredicate, type Caller } from '@amends/runtime';

/** Binds a value and returns its placeholder. */
export type Bind = (value: unknown) => string;

/** Nobody is asked to act on what was imported. */
export const ACTED_ON = `c.source = 'live'`;

/** `isMine` as SQL over obligations `o` of complaints `c`; scope and unit tree are the token's. */
export function mineSql({ staff, scope }: Caller, values: unknown[]): string {
  const bind: Bind = (value) => `$${values.push(value)}`;
  const own = scopePredicate(scope, { owner: 'c.owner_unit', receivedBy: 'c.received_by' }, values.length + 1);
  values.push(...own.values);
  const units = scope.kind === 'company' ? 'true' : `(o.owed_unit is null or o.owed_unit = any(${bind(scope.units)}))`;
  return `(o.owed_staff = ${bind(staff.id)} or (o.owed_staff is null and o.owed_role = ${bind(staff.role)} and ${units})) and ${ACTED_ON} and ${own.sql}`;
}
