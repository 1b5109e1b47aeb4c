import { readFileSync } from 'node:fs';
import { companyViolations, type CompanyFile, type StaffEntry, type Unit } from './company-file.js';

/** A unit that the company does not have. */
export class UnknownUnit extends Error {
  override readonly name = 'UnknownUnit';

  constructor(readonly unit: string) {
    super(`the company has no unit "${unit}"`);
  }
}

/** An amount in minor units of an ISO 4217 currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** The company: its tree of units, who works there, and who is above whom. */
export class Company {
  private readonly units: ReadonlyMap<string, Unit>;
  private readonly scopes: ReadonlyMap<string, readonly string[]>;
  private readonly people: ReadonlyMap<string, StaffEntry>;

  private constructor(private readonly file: CompanyFile) {
    this.units = new Map(file.units.map((unit) => [unit.id, unit]));
    this.people = new Map(file.staff.map((entry) => [entry.id, entry]));
    this.scopes = scopesOf(file.units);
  }

  /** Reads the company file; throws one error with a line for each violation. */
  static fromFile(path: string): Company {
    let value: unknown;
    try {
      value = JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
      throw new Error(`the company file ${path} cannot be read: ${(error as Error).message}`);
    }
    return Company.from(value, path);
  }

  /** The same from a parsed value; `origin` names it in errors. */
  static from(value: unknown, origin = 'the company file'): Company {
    const violations = companyViolations(value);
    if (violations.length > 0) throw new Error(`${origin} is not usable:\n${violations.map((line) => `  - ${line}`).join('\n')}`);
    const file = value as Partial<CompanyFile> & Pick<CompanyFile, 'name' | 'units'>;
    return new Company({ staff: [], superiors: {}, approvalLimits: {}, ...file, units: file.units.map((unit) => ({ ...unit, parent: unit.parent ?? null })) });
  }

  get name(): string {
    return this.file.name;
  }

  /** The country of phone numbers that are said without a country code; undefined: there is none. */
  get country(): string | undefined {
    return this.file.country;
  }

  /** The unit and all below it, the unit itself first; null = the whole company. Throws `UnknownUnit`. */
  scopeOf(unit: string | null): readonly string[] {
    const scope = this.scopes.get(unit ?? '');
    if (!scope) throw new UnknownUnit(String(unit));
    return scope;
  }

  /** Whether there is such a unit. */
  has(unit: string): boolean {
    return this.units.has(unit);
  }

  /** A unit by id. Throws `UnknownUnit`. */
  unit(id: string): Unit {
    const unit = this.units.get(id);
    if (!unit) throw new UnknownUnit(id);
    return unit;
  }

  /** All units, as written in the file. */
  allUnits(): readonly Unit[] {
    return this.file.units;
  }

  /** A staff member by id, undefined when the file does not name them. */
  staff(id: string): StaffEntry | undefined {
    return this.people.get(id);
  }

  /** All staff, as written in the file. */
  allStaff(): readonly StaffEntry[] {
    return this.file.staff;
  }

  /** Whom a unit names itself, the nearest first. */
  ownSuperiorsOf(unit: string): readonly string[] {
    return this.file.superiors[unit] ?? [];
  }

  /** Whom to inform about what happens in a unit, the nearest first, up to the top of the tree. Throws `UnknownUnit`. */
  superiorsOf(unit: string): readonly string[] {
    const chain: string[] = [];
    for (let at: string | null = unit; at !== null; at = this.unit(at).parent) chain.push(...(this.file.superiors[at] ?? []));
    return [...new Set(chain)];
  }

  /** Whether somebody in this role may give a customer so much without asking. */
  mayGive({ role }: { readonly role: string }, { amount, currency }: Money): boolean {
    const limits = this.file.approvalLimits[role];
    return limits === undefined || amount <= (limits[currency] ?? 0);
  }

  /** Whether somebody may agree to so much for a complaint of a unit: within the limit of the role, or from further up. */
  mayApprove(approver: { readonly role: string; readonly unit: string | null }, ofUnit: string | null, cost: Money): boolean {
    return this.mayGive(approver, cost) || this.isFurtherUp(approver.unit, ofUnit);
  }

  /** Whether a unit lies above another one; nobody lies above the top, so the top is further up than every unit, itself too. */
  private isFurtherUp(unit: string | null, below: string | null): boolean {
    if (unit === null || this.units.get(unit)?.parent === null) return true;
    return below !== null && below !== unit && (this.scopes.get(unit)?.includes(below) ?? false);
  }
}

function scopesOf(units: readonly Unit[]): ReadonlyMap<string, readonly string[]> {
  const below = new Map<string, string[]>();
  for (const unit of units) if (unit.parent !== null) below.set(unit.parent, [...(below.get(unit.parent) ?? []), unit.id]);
  const scope = (id: string): string[] => [id, ...(below.get(id) ?? []).flatMap(scope)];
  return new Map([['', units.map((unit) => unit.id)], ...units.map((unit) => [unit.id, scope(unit.id)] as const)]);
}
