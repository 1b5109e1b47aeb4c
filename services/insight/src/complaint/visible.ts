import { scopePredicate, type Predicate, type Scope } from '@amends/runtime';

/** `isVisible` as SQL over the complaints `c`; parameters are numbered from `first`. */
export const visibleSql = (scope: Scope, first = 1): Predicate =>
  scopePredicate(scope, { ownerUnit: 'c.owner_unit', receivedBy: 'c.received_by', offeredTo: 'c.offered_to' }, first);
