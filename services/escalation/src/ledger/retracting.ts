import { EscalationLifted, fact, ObligationCancelled, type EscalationFact, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import { missOf } from './obligation.js';
import type { Page } from './page.js';

/** What a miss had caused is taken back with it: whoever was told only because of it is told that it was none. */
export function retract(page: Page, event: RecordedEvent): readonly (ObligationFact | EscalationFact)[] {
  const own = event as unknown as ObligationFact | EscalationFact;
  switch (own.type) {
    case 'ObligationMissRetracted':
      return undo(page, missOf(own.data.obligationId), event.id);
    case 'ObligationCancelled':
      // What is taken back may have been missed itself, and somebody higher told of that.
      return own.data.because === 'retracted' || own.data.because === 'fell-away' ? undo(page, missOf(own.data.obligationId), own.data.causedBy) : [];
    case 'EscalationLifted':
      return own.data.because === 'retracted' ? cancelled(page, event.id, ({ kind, about }) => kind === 'acknowledge-escalation' && about === own.data.escalationId) : [];
    default:
      return [];
  }
}

function undo(page: Page, miss: string, because: string | null): readonly (ObligationFact | EscalationFact)[] {
  const inVain = page.soFar.informed.filter(({ causes }) => causes.includes(miss) && causes.every((cause) => page.undone.includes(cause)));
  return [
    ...cancelled(page, because, ({ causedBy }) => causedBy === miss),
    ...inVain.map(({ escalationId }): EscalationFact => fact(EscalationLifted, { escalationId, because: 'retracted' as const })),
  ];
}

function cancelled({ owed }: Page, causedBy: string | null, concerns: (one: Page['owed'][number]) => boolean): readonly ObligationFact[] {
  return owed.filter(concerns).map(({ id, kind }): ObligationFact => fact(ObligationCancelled, { obligationId: id, kind, because: 'retracted' as const, causedBy }));
}
