import type { Role, Staff } from './staff.js';

/** Roles whose work is about the whole company: pseudonymous figures, erasure, settings, imports. */
const COMPANY_WIDE: ReadonlySet<Role> = new Set(['analyst', 'privacy-officer', 'administrator', 'importer', 'operator']);

/** Whose complaints somebody may read: those of some units and those of which they were told, or all. */
export type Scope = { readonly kind: 'company' } | { readonly kind: 'units'; readonly units: readonly string[]; readonly staff: string };

/** The scope of a role with the units below its own; `units` is `Company.scopeOf(staff.unit)`. */
export function scopeFor(staff: Staff, units: readonly string[]): Scope {
  return COMPANY_WIDE.has(staff.role) ? { kind: 'company' } : { kind: 'units', units, staff: staff.id };
}

/** Where a complaint is: the unit that owns it, that received it, and that it is offered to, null where there is none; and which superiors were told. */
export interface Whereabouts {
  readonly ownerUnit: string | null;
  readonly receivedBy: string | null;
  readonly offeredTo: string | null;
  readonly told?: readonly string[] | undefined;
}

/**
 * Whether a complaint is visible: its owner is in scope, or the unit that received it is (the first receiver stays
 * accountable), or the one that has to answer whether it takes it over, or nobody owns it yet, so that everybody may pick it up; or they
 * were told of it, because a rota or a deputy may stand outside of its units.
 */
export function isVisible(scope: Scope, { ownerUnit, receivedBy, offeredTo, told }: Whereabouts): boolean {
  if (scope.kind === 'company' || ownerUnit === null || told?.includes(scope.staff)) return true;
  return [ownerUnit, receivedBy, offeredTo].some((unit) => unit !== null && scope.units.includes(unit));
}

/** A condition for a WHERE clause, with the values of its parameters. */
export interface Predicate {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The columns that say where a complaint is. */
export type WhereaboutsColumns = Readonly<Record<'ownerUnit' | 'receivedBy' | 'offeredTo', string>>;

/** The same as SQL over those columns, for lists: what somebody was told of stands in their inbox. Parameters are numbered from `first`. */
export function scopePredicate(scope: Scope, { ownerUnit, receivedBy, offeredTo }: WhereaboutsColumns, first = 1): Predicate {
  if (scope.kind === 'company') return { sql: 'true', values: [] };
  const own = [ownerUnit, receivedBy, offeredTo].map((column) => `${column} = any($${first})`);
  return { sql: `(${[`${ownerUnit} is null`, ...own].join(' or ')})`, values: [scope.units] };
}
