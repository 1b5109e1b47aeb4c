import { isRole, ROLES, type Role } from './access/staff.js';
import { isCurrency } from './currencies.js';

/** A unit of the company: a team, a department, a region. */
export interface Unit {
  readonly id: string;
  readonly name: string;
  /** The unit above, null at the top. */
  readonly parent: string | null;
}

/** Somebody who works for the company, by id: names stay with the identity provider. */
export interface StaffEntry {
  readonly id: string;
  readonly role: Role;
  readonly unit: string | null;
}

/** The company file as it is written. */
export interface CompanyFile {
  readonly name: string;
  /** The country of phone numbers that are said without a country code, as ISO 3166 writes it: DE. Left out, every number needs one. */
  readonly country?: string;
  readonly units: readonly Unit[];
  readonly staff: readonly StaffEntry[];
  /** Whom to inform, by unit: staff ids, the nearest superior first. A unit without an entry uses that of the unit above. */
  readonly superiors: Readonly<Record<string, readonly string[]>>;
  /**
   * How much a role may give a customer without asking: minor units by ISO 4217 currency. A role that is missing has no limit; one
   * that is there may give nothing in a currency that is not.
   */
  readonly approvalLimits: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What is wrong with a company file, a sentence each that says what to change. Pure. */
export function companyViolations(value: unknown): readonly string[] {
  if (!isRecord(value)) return ['the file must hold one JSON object with name, units, staff and superiors'];
  const violations: string[] = [];
  if (!isName(value['name'])) violations.push('name: give the name of the company');
  if (value['country'] !== undefined && !/^[A-Z]{2}$/.test(String(value['country']))) violations.push('country: write the two letters of ISO 3166, like DE or CN, or leave it out');
  const units = value['units'];
  if (!Array.isArray(units) || units.length === 0) return [...violations, 'units: list at least one unit {id, name, parent}'];
  const ids = new Set<string>();
  units.forEach((unit, at) => violations.push(...unitViolations(unit, `units[${at}]`, ids)));
  units.forEach((unit, at) => violations.push(...parentViolations(unit, `units[${at}]`, units, ids)));
  const staff = listViolations(value['staff'], 'staff', violations);
  const people = new Set(staff.filter(isRecord).map((entry) => entry['id']));
  staff.forEach((entry, at) => violations.push(...staffViolations(entry, `staff[${at}]`, ids)));
  return [...violations, ...superiorViolations(value['superiors'], ids, people), ...limitViolations(value['approvalLimits'])];
}

type Fields = Record<string, unknown>;
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

function listViolations(value: unknown, field: string, violations: string[]): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  violations.push(`${field}: make it a list, or leave it out`);
  return [];
}

function unitViolations(unit: unknown, at: string, ids: Set<string>): string[] {
  if (!isRecord(unit)) return [`${at}: write each unit as {id, name, parent}`];
  const violations: string[] = [];
  const { id, name } = unit;
  if (typeof id !== 'string' || !/^[a-z0-9][a-z0-9-]{0,63}$/.test(id)) violations.push(`${at}.id: use 1 to 64 lower-case letters, digits and hyphens`);
  else if (ids.has(id)) violations.push(`${at}.id: "${id}" is there twice; give each unit its own id`);
  else ids.add(id);
  if (!isName(name)) violations.push(`${at}.name: give the unit a name`);
  return violations;
}

function parentViolations(unit: unknown, at: string, units: readonly unknown[], ids: ReadonlySet<string>): string[] {
  if (!isRecord(unit) || unit['parent'] === null || unit['parent'] === undefined) return [];
  const { parent } = unit;
  if (typeof parent !== 'string' || !ids.has(parent)) return [`${at}.parent: there is no unit "${String(parent)}"; name the id of another unit, or null at the top`];
  const parents = new Map(units.filter(isRecord).map((one) => [one['id'], one['parent']]));
  const passed = new Set<unknown>();
  for (let above: unknown = unit['id']; typeof above === 'string'; above = parents.get(above)) {
    if (passed.has(above)) return [`${at}.parent: "${String(unit['id'])}" is above itself; end the circle with parent null`];
    passed.add(above);
  }
  return [];
}

function staffViolations(entry: unknown, at: string, units: ReadonlySet<string>): string[] {
  if (!isRecord(entry) || !isName(entry['id'])) return [`${at}: write each person as {id, role, unit}`];
  const violations: string[] = [];
  if (!isRole(entry['role'])) violations.push(`${at}.role: choose one of ${ROLES.join(', ')}`);
  const { unit } = entry;
  if (unit !== null && unit !== undefined && !units.has(String(unit))) violations.push(`${at}.unit: there is no unit "${String(unit)}"; name the id of a unit, or null for the whole company`);
  return violations;
}

function superiorViolations(value: unknown, units: ReadonlySet<string>, people: ReadonlySet<unknown>): string[] {
  if (value === undefined) return [];
  if (!isRecord(value)) return ['superiors: map each unit to a list of staff ids'];
  return Object.entries(value).flatMap(([unit, ids]) => {
    if (!units.has(unit)) return [`superiors.${unit}: there is no such unit`];
    if (!Array.isArray(ids)) return [`superiors.${unit}: list staff ids, the nearest superior first`];
    return ids.filter((id) => !people.has(id)).map((id) => `superiors.${unit}: "${String(id)}" is not among the staff`);
  });
}

function limitViolations(value: unknown): string[] {
  if (value === undefined) return [];
  if (!isRecord(value)) return ['approvalLimits: map each role to amounts by currency: {"agent": {"EUR": 5000}}'];
  return Object.entries(value).flatMap(([role, amounts]) => {
    if (!isRole(role)) return [`approvalLimits.${role}: choose one of ${ROLES.join(', ')}`];
    if (!isRecord(amounts)) return [`approvalLimits.${role}: map currencies to amounts in minor units: {"EUR": 5000}`];
    return Object.entries(amounts).flatMap(([currency, amount]) => amountViolations(`approvalLimits.${role}.${currency}`, currency, amount));
  });
}

const amountViolations = (at: string, currency: string, amount: unknown): string[] => [
  ...(isCurrency(currency) ? [] : [`${at}: use an ISO 4217 code such as EUR`]),
  ...(Number.isSafeInteger(amount) && (amount as number) >= 0 ? [] : [`${at}: give a whole number of minor units, 5000 for 50.00`]),
];
