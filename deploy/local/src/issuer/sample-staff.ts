import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The company that a fresh installation starts with. */
export const SAMPLE_COMPANY = resolve(__dirname, '../../sample-company.json');

/** The company file in use. */
export function companyFile(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env['AMENDS_COMPANY_FILE'] || SAMPLE_COMPANY);
}

/** Somebody of the company file. */
export interface StaffMember {
  id: string;
  role: string;
  unit: string | null;
  /** What the sample company calls them; a company's own file names nobody. */
  name?: string;
}

/** The staff that the company file names. */
export function readStaff(file: string): StaffMember[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { staff?: StaffMember[] }).staff ?? [];
}

/** The units that the company file has, by id. */
export function readUnits(file: string): string[] {
  return ((JSON.parse(readFileSync(file, 'utf8')) as { units?: { id: string }[] }).units ?? []).map(({ id }) => id);
}

/** Who to be: the given person, or the first one with that role (and unit, if given) in the company file. */
export function chooseStaff(staff: StaffMember[], role: string, id?: string, unit?: string): StaffMember | undefined {
  const chosen = staff.find((one) => (id ? one.id === id : one.role === role && (!unit || one.unit === unit)));
  const named = chosen ?? (id ? { id, role, unit: null } : staff.find((one) => one.role === role));
  return named && { id: named.id, role, unit: unit ?? named.unit };
}

/** Names by id; whoever has none is named by the id. */
export type Names = ReadonlyMap<string, string>;

/** The names that a company file gives its staff, for showing them only. */
export const namesIn = (file: string): Names => new Map(readStaff(file).flatMap(({ id, name }) => (name === undefined ? [] : [[id, name] as const])));
