import { EscalationLifted, fact, ObligationCancelled, type EscalationFact, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import { DUTIES } from '@amends/principles';
import type { Obligation } from './obligation.js';
import type { Page } from './page.js';

type Because = 'reopened' | 'resolved' | 'withdrawn' | 'closed';

/** What is over because of what happened to the complaint; nobody above is needed when it has ended. */
export function cancel(page: Page, event: RecordedEvent): readonly (ObligationFact | EscalationFact)[] {
  const { type, round, origin } = event;
  switch (type) {
    case 'ComplaintReopened':
      return ended(page, event, 'reopened', (one) => one.round <= round && !DUTIES[one.kind].outlivesRound);
    case 'ComplaintResolved':
      return ended(page, event, 'resolved', (one) => one.round === round && DUTIES[one.kind].endsWithResolution === true);
    case 'ComplaintWithdrawn':
      return [...ended(page, event, 'withdrawn', () => true), ...lifted(page)];
    case 'ComplaintClosed':
      // History closes by its file. A live complaint closes by discharge: reviews, improvements and late checks go on.
      return [...ended(page, event, 'closed', ({ kind }) => origin === 'history' || kind === 'acknowledge-escalation'), ...lifted(page)];
    default:
      return [];
  }
}

const ended = ({ owed }: Page, { id: causedBy }: RecordedEvent, because: Because, concerns: (one: Obligation) => boolean): readonly ObligationFact[] =>
  owed.filter(concerns).map(({ id, kind }) => fact(ObligationCancelled, { obligationId: id, kind, because, causedBy }));

const lifted = ({ soFar }: Page): readonly EscalationFact[] =>
  soFar.informed.map(({ escalationId }): EscalationFact => fact(EscalationLifted, { escalationId, because: 'ended' as const }));
