import { chooseStaff, companyFile, readStaff, readUnits, type StaffMember } from '../../issuer/sample-staff.js';
import { secondsOf, signToken } from '../../issuer/token.js';
import { Home } from '../../launcher/index.js';
import { Refused, WrongUse } from '../refused.js';
import type { Verb } from '../verb.js';

const ROLES = ['agent', 'supervisor', 'analyst', 'privacy-officer', 'administrator', 'importer', 'operator'];

interface TokenOptions {
  as: string;
  staff?: string;
  unit?: string;
  ttl: string;
}

/** `amends token`: a token of the development issuer, to call the API by hand. */
export const token: Verb<TokenOptions> = {
  name: 'token',
  summary: 'Print a token of the development issuer for a role; by default for the first person with it in the company file.',
  example: 'curl -H "Authorization: Bearer $(npx amends token --as agent)" http://127.0.0.1:4370/api/insight/…',
  declare: (command) =>
    command
      .requiredOption('--as <role>', ROLES.join(', '))
      .option('--staff <id>', 'staff id (UUID) to be')
      .option('--unit <unit>', 'unit that bounds what they see')
      .option('--ttl <span>', 'how long it is valid: 90s, 30m, 12h, 7d', '12h'),
  async run({ as: role, staff, unit, ttl }, output) {
    if (!ROLES.includes(role)) throw new WrongUse(`There is no role "${role}". Roles are ${ROLES.join(', ')}.`);
    const seconds = secondsOf(ttl);
    if (!seconds) throw new WrongUse(`"${ttl}" is no span of time. Write it like 30m, 12h or 7d.`);
    const whom = person(role, staff, unit);
    const jwt = await developmentToken(role, whom, seconds);
    output.result({ token: jwt, role, staff: whom.id, unit: whom.unit, expiresIn: seconds }, jwt);
  },
};

/** A token for this person, refused in production: there, the company's identity provider signs them. */
export async function developmentToken(role: string, { id, unit }: StaffMember, seconds: number, home = Home.fromEnvironment()): Promise<string> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Refused('The development issuer does not sign tokens in production.', "Get a token from the company's identity provider (AMENDS_ISSUER, AMENDS_JWKS_URL).");
  }
  return signToken(home, { role, staff: id, unit, seconds });
}

/** Who to be in this role, from the company file; throws Refused when nobody has it, and WrongUse for what can be no staff id or is no unit. */
export function person(role: string, staff?: string, unit?: string): StaffMember {
  const file = companyFile();
  if (staff !== undefined && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(staff)) throw new WrongUse(`"${staff}" is no staff id: staff ids are UUIDs.`);
  const units = readUnits(file);
  if (unit !== undefined && !units.includes(unit)) throw new WrongUse(`There is no unit "${unit}" in ${file}: choose ${units.join(', ')}.`);
  const whom = chooseStaff(readStaff(file), role, staff, unit);
  if (!whom) throw new Refused(`Nobody in ${file} is ${role}.`, 'Name somebody with --staff ID, or add them to the company file.');
  return whom;
}
