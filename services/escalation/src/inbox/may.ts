import { rolesFor, type Caller, type RouteName } from '@amends/runtime';
import { mayAnswer, type Answering } from '../escalation/answering.js';
import { isOnlyInformed } from '../escalation/decide.js';
import type { PackBook } from '../policy/pack-book.js';
import type { Entry, Telling } from './entry.js';

/** What somebody may do about a superior who was told, and about the complaint. */
export const DEEDS_OF_TELLING = ['acknowledge', 'step-down'] as const;
export const DEEDS = ['advise', 'take-over'] as const;

/** Who asks, and how they stand to the complaint. */
type Asker = Pick<Caller, 'staff'> & { readonly by: Answering; readonly packs: PackBook };

const isPermitted = ({ staff }: Pick<Asker, 'staff'>, deed: (typeof DEEDS_OF_TELLING)[number] | (typeof DEEDS)[number]): boolean => rolesFor(`escalation.${deed}` satisfies RouteName).includes(staff.role);

/** What may be done now about one superior who was told, as the commands will judge it. */
export const mayOfTelling = (one: Telling, { told }: Pick<Entry, 'told'>, asker: Pick<Asker, 'staff' | 'by'>): readonly (typeof DEEDS_OF_TELLING)[number][] =>
  DEEDS_OF_TELLING.filter((deed) => isPermitted(asker, deed) && mayAnswer(asker.by, one, told) && (deed !== 'acknowledge' || one.acknowledged === undefined));

/** What may be done now about the complaint, as the commands will judge it. */
export const mayOf = (entry: Entry, asker: Asker): readonly (typeof DEEDS)[number][] => DEEDS.filter((deed) => isPermitted(asker, deed) && (deed !== 'take-over' || mayTakeOver(entry, asker)));

/** Whoever is only to be informed leaves the complaint to its owner. */
const mayTakeOver = ({ owner, told, pack }: Entry, { staff, by, packs }: Asker): boolean => owner?.staff !== staff.id && !isOnlyInformed(by, told, { pack }, packs);
