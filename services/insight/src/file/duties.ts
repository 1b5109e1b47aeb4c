import type { ObligationFact } from '@amends/contracts';

/** An obligation that is still owed: not yet settled, or missed and still to be done. */
export interface Duty {
  readonly obligationId: string;
  readonly kind: string;
  readonly principle: number;
  readonly owedBy: { readonly role: string; readonly unit: string | null; readonly staff: string | null };
  readonly dueAt: string;
  readonly blocksClosing: boolean;
  /** The allowance in its own words. */
  readonly allowance: string;
  readonly state: 'open' | 'missed';
}

/** What is owed after one event of the obligations stream, in the order in which it was incurred. Pure. */
export function dutiesAfter(duties: readonly Duty[], fact: ObligationFact): readonly Duty[] {
  if (fact.type === 'ObligationsDischarged') return duties;
  const { obligationId } = fact.data;
  const changed = (change: Partial<Duty>): readonly Duty[] => duties.map((duty) => (duty.obligationId === obligationId ? { ...duty, ...change } : duty));
  switch (fact.type) {
    case 'ObligationIncurred': {
      const { kind, principle, owedBy, dueAt, blocksClosing, allowance } = fact.data;
      return [...duties, { obligationId, kind, principle, owedBy, dueAt, blocksClosing, allowance, state: 'open' }];
    }
    case 'ObligationMissed':
      return changed({ state: 'missed' });
    case 'ObligationResumed':
    case 'ObligationExtended':
      return changed({ dueAt: fact.data.dueAt });
    case 'ObligationRevised':
      return changed({ dueAt: fact.data.dueAt, allowance: fact.data.allowance });
    case 'ObligationSettled':
    case 'ObligationMissRetracted':
    case 'ObligationCancelled':
    case 'ObligationWaived':
    case 'ObligationLapsed':
      return duties.filter((duty) => duty.obligationId !== obligationId);
    default:
      return duties;
  }
}
