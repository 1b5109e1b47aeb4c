import type { Role, Staff } from './staff.js';

/** Roles whose work is about the whole company: pseudonymous figures, erasure, settings, imports. */
const COMPANY_WIDE: ReadonlySet<Role> = new Set(['analyst', 'privacy-officer', 'administrator', 'importer', 'operator']);

/** Whose complaints somebody may read: those of some units, or of all. */
export type Scope = { readonly kind: 'company' } | { readonly kind: 'units'; readonly units: readonly string[] };

/** The scope of a role with the units below its own; `units` is `Company.scopeOf(staff.unit)`. */
export function scopeFor(staff: Staff, units: readonly string[]): Scope {
  return COMPANY_WIDE.has(staff.role) ? { kind: 'company' } : { kind: 'units', units };
}

/** Where a complaint is: who owns it, and who received it; null while nobody does. */
export interface Whereabouts {
  readonly ownerUnit: string | null;
  readonly receivedBy: string | null;
}

/**
 * Whether a complaint is visible: its owner is in scope, or the unit that received it is (the first receiver stays
 * accountable), or nobody owns it yet, so that everybody may pick it up.
 */
export function isVisible(scope: Scope, { ownerUnit, receivedBy }: Whereabouts): boolean {
  if (scope.kind === 'company' || ownerUnit === null) return true;
  return scope.units.includes(ownerUnit) || (receivedBy !== null && scope.units.includes(receivedBy));
}

/** A condition for a WHERE clause, with the values of its parameters. */
export interface Predicate {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The same as SQL: `columns` names owner and receiver, parameters are numbered from `first`. */
export function scopePredicate(scope: Scope, columns: { readonly owner: string; readonly receivedBy: string }, first = 1): Predicate {
  if (scope.kind === 'company') return { sql: 'true', values: [] };
  const { owner, receivedBy } = columns;
  return { sql: `(${owner} is null or ${owner} = any($${first}) or ${receivedBy} = any($${first}))`, values: [scope.units] };
}
