import type { ObligationFact, ObligationKind } from '@amends/contracts';
import { DUTIES } from '@amends/principles';

/** How it stands with something that is owed, or was. */
export type ObligationState = 'open' | 'missed' | 'settled' | 'settled-late' | 'waived' | 'cancelled' | 'lapsed';

/** What is owed, or was. */
export interface Obligation {
  readonly id: string;
  readonly kind: ObligationKind;
  readonly round: number;
  readonly state: ObligationState;
  readonly startedAt: string;
  readonly dueAt: string;
  /** The reason why it is due then, in words. */
  readonly allowance: string;
  readonly causedBy: string;
  readonly about?: string;
  readonly reason?: string;
  /** Whoever owes it was warned that it comes near. */
  readonly warned?: true;
  /** Since when its clock stands still. */
  readonly pausedAt?: string;
  /** What was added to the time allowed, by waiting and by extensions. */
  readonly addedMs?: number;
  /** Silence until it is due counts as yes. */
  readonly lapses?: true;
}

/** Still to be done, late or not. */
export const isOwed = ({ state }: Obligation): boolean => state === 'open' || state === 'missed';

/** Owed, and nothing may be closed before it is done or waived. */
export const blocksClosing = (obligation: Obligation): boolean => isOwed(obligation) && DUTIES[obligation.kind].blocksClosing;

/** Obligations after one more event about them, in the order in which they were incurred. Live and rebuilt ledgers fold by it alike. */
export function foldObligation(obligations: readonly Obligation[], fact: ObligationFact, round: number): readonly Obligation[] {
  if (fact.type === 'ObligationIncurred') return [...obligations, incurredBy(fact.data, round)];
  if (fact.type === 'ObligationsDischarged') return obligations;
  const { obligationId } = fact.data;
  return obligations.map((one) => (one.id === obligationId ? changed(one, fact) : one));
}

type Incurred = Extract<ObligationFact, { type: 'ObligationIncurred' }>['data'];
type Change = Exclude<ObligationFact, { type: 'ObligationIncurred' | 'ObligationsDischarged' }>;

const incurredBy = ({ obligationId, kind, startedAt, dueAt, allowance, causedBy, about, reason }: Incurred, round: number): Obligation => ({
  id: obligationId, kind, round, state: 'open', startedAt: startedAt ?? dueAt, dueAt, allowance, causedBy,
  ...(about ? { about } : {}), ...(reason ? { reason } : {}),
});

function changed(one: Obligation, { type, data }: Change): Obligation {
  switch (type) {
    case 'ObligationSettled':
      return { ...one, state: data.late ? 'settled-late' : 'settled' };
    case 'ObligationMissRetracted':
      return { ...one, state: 'settled' };
    case 'ObligationMissed':
      return { ...one, state: 'missed' };
    case 'ObligationWaived':
      return { ...one, state: 'waived' };
    case 'ObligationCancelled':
      return { ...one, state: 'cancelled' };
    case 'ObligationLapsed':
      return { ...one, state: 'lapsed' };
    case 'ObligationNearing':
      return { ...one, warned: true };
    case 'ObligationPaused':
      return { ...one, pausedAt: data.pausedAt };
    case 'ObligationResumed':
      return resumed(one, data.dueAt);
    case 'ObligationExtended':
      return { ...one, dueAt: data.dueAt, addedMs: added(one, data.dueAt) };
    case 'ObligationRevised':
      return { ...one, dueAt: data.dueAt, allowance: data.allowance, ...(data.because === 'follow-up-written' ? { lapses: true } : {}) };
  }
}

function resumed({ pausedAt: _, ...one }: Obligation, dueAt: string): Obligation {
  return { ...one, dueAt, addedMs: added(one, dueAt) };
}

const added = ({ addedMs = 0, dueAt }: Obligation, later: string): number => addedMs + Date.parse(later) - Date.parse(dueAt);
