import type { EscalationFact, ReasonToInform } from '@amends/contracts';
import { also, changed, type Folds } from './fold.js';

/** Somebody above who knows of the complaint. */
export interface Informed {
  readonly escalationId: string;
  readonly level: number;
  readonly person: string | null;
  readonly rota: string | null;
  readonly reasons: readonly ReasonToInform[];
  readonly state: 'informed' | 'acknowledged' | 'lifted';
  readonly at: string;
}

/** Who above knows, and what they did. */
export interface Escalation {
  readonly escalations?: readonly Informed[];
  readonly advices?: number;
  readonly takenOver?: { readonly unit: string | null; readonly staff: string; readonly at: string };
}

/** What joins an escalation is one more reason of it. */
function told(escalations: readonly Informed[] | undefined, one: Informed): readonly Informed[] {
  const former = escalations?.find(({ escalationId }) => escalationId === one.escalationId);
  return former ? changed(escalations, (each) => each === former, { reasons: [...former.reasons, ...one.reasons] }) : also(escalations, one);
}

/** What escalation says of superiors. */
export const ESCALATION: Folds<EscalationFact> = {
  SuperiorInformed: ({ escalations }, { escalationId, level, person, rota, reasons }, at) => ({
    escalations: told(escalations, { escalationId, level, person, rota, reasons: reasons.map(({ reason }) => reason), state: 'informed', at }),
  }),
  EscalationAcknowledged: ({ escalations }, { escalationId }) => ({
    escalations: changed(escalations, (one) => one.escalationId === escalationId, { state: 'acknowledged' }),
  }),
  EscalationLifted: ({ escalations }, { escalationId }) => ({ escalations: changed(escalations, (one) => one.escalationId === escalationId, { state: 'lifted' }) }),
  AdviceGiven: ({ advices = 0 }) => ({ advices: advices + 1 }),
  ComplaintTakenOver: (_, { unit, staff }, at) => ({ takenOver: { unit, staff, at } }),
};
