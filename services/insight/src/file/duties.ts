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
  const { obligationId } = fact.data;
  switch (fact.type) {
    case 'ObligationIncurred': {
      const { kind, principle, owedBy, dueAt, blocksClosing, allowance } = fact.data;
      return [...duties, { obligationId, kind, principle, owedBy, dueAt, blocksClosing, allowance, state: 'open' }];
    }
    case 'ObligationMissed':
      return duties.map((duty) => (duty.obligationId === obligationId ? { ...duty, state: 'missed' as const } : duty));
    case 'ObligationSettled':
    case 'ObligationMissRetracted':
    case 'ObligationCancelled':
      return duties.filter((duty) => duty.obligationId !== obligationId);
  }
}
