import type { Role, Staff } from './staff.js';

/** Roles whose work is about the whole company: pseudonymous figures, erasure, settings, imports. */
const COMPANY_WIDE: ReadonlySet<Role> = new Set(['analyst', 'privacy-officer', 'administrator', 'importer', 'operator']);

/** Whose complaints somebody may read: those of some units, or of all. */
export type Scope = { readonly kind: 'company' } | { readonly kind: 'units'; readonly units: readonly string[] };

/** The scope of a role with the units below its own; `units` is `Company.scopeOf(staff.unit)`. */
export function scopeFor(staff: Staff, units: readonly string[]): Scope {
  return COMPANY_WIDE.has(staff.role) ? { kind: 'company' } : { kind: 'units', units };
}

/** Where a complaint is: the unit that owns it, that received it, and that it is offered to; null where there is none. */
export interface Whereabouts {
  readonly ownerUnit: string | null;
  readonly receivedBy: string | null;
  readonly offeredTo: string | null;
}

/**
 * Whether a complaint is visible: its owner is in scope, or the unit that received it is (the first receiver stays
 * accountable), or the one that has to answer whether it takes it over, or nobody owns it yet, so that everybody may pick it up.
 */
export function isVisible(scope: Scope, { ownerUnit, receivedBy, offeredTo }: Whereabouts): boolean {
  if (scope.kind === 'company' || ownerUnit === null) return true;
  return [ownerUnit, receivedBy, offeredTo].some((unit) => unit !== null && scope.units.includes(unit));
}

/** A condition for a WHERE clause, with the values of its parameters. */
export interface Predicate {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The columns that say where a complaint is. */
export type WhereaboutsColumns = { readonly [Name in keyof Whereabouts]: string };

/** The same as SQL over those columns; parameters are numbered from `first`. */
export function scopePredicate(scope: Scope, { ownerUnit, receivedBy, offeredTo }: WhereaboutsColumns, first = 1): Predicate {
  if (scope.kind === 'company') return { sql: 'true', values: [] };
  const own = [ownerUnit, receivedBy, offeredTo].map((column) => `${column} = any($${first})`);
  return { sql: `(${[`${ownerUnit} is null`, ...own].join(' or ')})`, values: [scope.units] };
}
