import { rolesFor, type Caller, type RouteName } from '@amends/runtime';
import { isInformedOnly } from '../escalation/decide.js';
import type { PackBook } from '../policy/pack-book.js';
import type { Entry, Telling } from './entry.js';

/** What somebody may do about a superior who was told, and about the complaint. */
export const DEEDS_OF_TELLING = ['acknowledge', 'step-down'] as const;
export const DEEDS = ['advise', 'take-over'] as const;

type Asker = Pick<Caller, 'staff'> & { readonly packs: PackBook };

const isPermitted = ({ staff }: Pick<Asker, 'staff'>, deed: (typeof DEEDS_OF_TELLING)[number] | (typeof DEEDS)[number]): boolean => rolesFor(`escalation.${deed}` satisfies RouteName).includes(staff.role);

/** What may be done now about one superior who was told, as the commands will judge it. */
export const mayOfTelling = ({ acknowledged }: Telling, asker: Pick<Asker, 'staff'>): readonly (typeof DEEDS_OF_TELLING)[number][] =>
  DEEDS_OF_TELLING.filter((deed) => isPermitted(asker, deed) && (deed !== 'acknowledge' || acknowledged === undefined));

/** What may be done now about the complaint, as the commands will judge it. */
export const mayOf = (entry: Entry, asker: Asker): readonly (typeof DEEDS)[number][] => DEEDS.filter((deed) => isPermitted(asker, deed) && (deed !== 'take-over' || mayTakeOver(entry, asker)));

/** Whoever is only to be informed leaves the complaint to its owner. */
function mayTakeOver({ owner, told, pack }: Entry, { staff, packs }: Asker): boolean {
  const own = told.filter(({ person }) => person === staff.id);
  return owner?.staff !== staff.id && (own.length === 0 || own.some(({ level }) => !isInformedOnly(level, { pack }, packs)));
}
