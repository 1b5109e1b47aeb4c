import { OWED_BY } from './owed-by.js';

/** The states in which something is still owed, as SQL. */
export const OWED = `('open', 'missed')`;

/** The list of what one person in particular owes. */
export const listOfStaff = (staff: string): string => `staff:${staff}`;

/** The list of what a role owes in a unit, and nobody in particular; without a unit, in all. */
export const listOfRole = (role: string, unit: string | null): string => `${role}@${unit ?? ''}`;

/**
 * The one list on which an obligation `o` of a complaint placed at `c` stands: of a person, or of a role in a unit. Null when nobody has to act
 * on it, because it is no longer owed or was imported. `listOfStaff` and `listOfRole` are the same in TypeScript.
 */
export const LIST = `case when o.state in ${OWED} and c.source = 'live' then coalesce('staff:' || (${OWED_BY.staff}), o.owed_role || '@' || coalesce(${OWED_BY.unit}, '')) end`;
