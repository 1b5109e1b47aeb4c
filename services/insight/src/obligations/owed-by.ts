import { obligationSelect } from './obligation-select.js';

/**
 * Who owes an obligation `o` of a complaint `c` now. A duty stays with whom the fact named; any other is the owner's, and goes with the
 * complaint: what agents owe to its owner or, without one, to the unit that received it; what superiors owe to those of that unit.
 */
export const OWED_BY = {
  unit: 'case when o.named then o.owed_unit else coalesce(c.owner_unit, c.received_by) end',
  staff: `case when o.named then o.owed_staff when o.owed_role = 'agent' then c.owner_staff end`,
} as const;

/** The columns of an obligation `o` as `Obligation` has them, owed by whoever owes it now. */
export const obligationNow = (): string => `${obligationSelect('o', ['owed_unit', 'owed_staff'])}, ${OWED_BY.unit} as "owedUnit", ${OWED_BY.staff} as "owedStaff"`;
