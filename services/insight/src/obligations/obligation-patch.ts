import type { FactOf, IncurredObligation, ObligationFact, ObligationIncurred, RecordedEvent } from '@amends/contracts';
import { micros } from '../file/instants.js';

/** The last that the ledger said of an obligation. A late settlement is `settled-late`; a retracted miss is `settled`. */
export type ObligationState = 'open' | 'missed' | 'settled' | 'settled-late' | 'waived' | 'cancelled' | 'lapsed';

/** One obligation as the ledger's events amount to it; instants have six decimals. */
export interface Obligation {
  readonly obligation: string;
  readonly complaint: string;
  readonly kind: string;
  readonly principle: number;
  readonly round: number;
  readonly state: ObligationState;
  /** Its clock stands still. */
  readonly paused: boolean;
  readonly dueAt: string;
  readonly owedRole: string;
  readonly owedUnit: string | null;
  readonly owedStaff: string | null;
  /** It stays with whom it was owed by, whoever owns the complaint. */
  readonly named: boolean;
  readonly blocksClosing: boolean;
  /** Why it is due then, in the words of the allowance. */
  readonly allowance: string;
  readonly packVersion: string;
  readonly about: string | null;
  /** The fact that made it owed, and the ledger's event that said so. */
  readonly causedBy: string;
  readonly incurredBy: string;
  readonly incurredAt: string;
  /** The ledger's event that said it was missed; stays when it is done late, or when the miss was none. */
  readonly missedBy: string | null;
  /** The fact that settled it. */
  readonly settledBy: string | null;
  /** The ledger's event that ended it, and when that happened. */
  readonly endedBy: string | null;
  readonly endedAt: string | null;
  /** Why it was cancelled. */
  readonly because: string | null;
}

/** What changes of one obligation; what is missing stays as it is. */
export type ObligationPatch = Pick<Obligation, 'obligation' | 'complaint'> & Partial<Obligation>;

/** What a batch of events changes of each obligation that it is about, in the order of the first one. Pure: any batch size has the same end. */
export function patchesOf(events: readonly RecordedEvent[]): readonly ObligationPatch[] {
  const patches = new Map<string, ObligationPatch>();
  for (const event of events) {
    for (const [obligation, change] of changesOf(event)) patches.set(obligation, { ...patches.get(obligation), obligation, complaint: event.subject, ...change });
  }
  return [...patches.values()];
}

type Change = Partial<Obligation>;

/** What an event changes, by obligation. */
function changesOf(event: RecordedEvent): readonly (readonly [string, Change])[] {
  const fact = event as unknown as ObligationFact;
  if (fact.type === 'ObligationsDischarged' || fact.type === 'ObligationsRepinned') return [];
  if (fact.type !== 'ObligationIncurred') return [[fact.data.obligationId, changeOf(fact, event)]];
  const { id: incurredBy, occurredAt, round } = event;
  return fact.data.obligations.map((one) => [one.obligationId, { ...incurred(one, fact.data), round, incurredBy, incurredAt: micros(occurredAt) }]);
}

function changeOf(fact: Exclude<ObligationFact, { type: 'ObligationsDischarged' | 'ObligationsRepinned' | 'ObligationIncurred' }>, { id, occurredAt }: RecordedEvent): Change {
  const ended = { endedBy: id, endedAt: micros(occurredAt), paused: false };
  switch (fact.type) {
    case 'ObligationSettled':
      return { ...ended, state: fact.data.late ? 'settled-late' : 'settled', settledBy: fact.data.settledBy };
    case 'ObligationMissed':
      return { state: 'missed', dueAt: micros(fact.data.dueAt), missedBy: id };
    case 'ObligationMissRetracted':
      return { ...ended, state: 'settled', settledBy: fact.data.settledBy };
    case 'ObligationWaived':
      return { ...ended, state: 'waived' };
    case 'ObligationCancelled':
      return { ...ended, state: 'cancelled', because: fact.data.because };
    case 'ObligationLapsed':
      return { ...ended, state: 'lapsed' };
    case 'ObligationPaused':
      return { paused: true };
    case 'ObligationResumed':
      return { paused: false, dueAt: micros(fact.data.dueAt) };
    case 'ObligationExtended':
      return { dueAt: micros(fact.data.dueAt) };
    case 'ObligationRevised':
      return { dueAt: micros(fact.data.dueAt), allowance: fact.data.allowance, packVersion: fact.data.packVersion };
    case 'ObligationNearing':
      return {};
  }
}

type Incurring = Pick<FactOf<typeof ObligationIncurred>['data'], 'causedBy' | 'packVersion'>;

const incurred = ({ kind, principle, owedBy, named = false, dueAt, blocksClosing, allowance, about }: IncurredObligation, { causedBy, packVersion }: Incurring): Change => ({
  kind, principle, state: 'open', paused: false, dueAt: micros(dueAt), owedRole: owedBy.role, owedUnit: owedBy.unit, owedStaff: owedBy.staff, named, blocksClosing,
  packVersion, allowance, causedBy, ...(about === undefined ? {} : { about }),
});
