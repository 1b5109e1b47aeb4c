import { fact, ObligationMissRetracted, ObligationSettled, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import { DUTIES, settles, type Heard } from '@amends/principles';
import type { Obligation } from './obligation.js';
import type { Page } from './page.js';

/** What an event settles: of its own round, and what the house owes across rounds. */
export function settle({ owed, soFar }: Page, event: RecordedEvent): readonly ObligationFact[] {
  return owed.filter((one) => isOfItsRound(one, event) && settles(event as Heard, one, soFar)).map((one) => settlement(one, event));
}

/** Whether an event speaks to an obligation by its round. */
export const isOfItsRound = ({ kind, round }: Obligation, event: Pick<RecordedEvent, 'round'>): boolean =>
  round === event.round || (event.round > round && DUTIES[kind].outlivesRound === true);

/** When a fact counts: live as it was recorded, so that nobody can backdate a miss away; of history there is only when it happened. */
export const timeOf = ({ origin, occurredAt, recordedAt }: RecordedEvent): string => (origin === 'history' ? occurredAt : recordedAt);

function settlement({ id: obligationId, kind, state, dueAt }: Obligation, event: RecordedEvent): ObligationFact {
  const inTime = Date.parse(timeOf(event)) <= Date.parse(dueAt);
  if (state === 'missed' && inTime) return fact(ObligationMissRetracted, { obligationId, kind, settledBy: event.id });
  // What the clock had not found by then was in time: live, a settlement that the topic holds is never a miss.
  const late = state === 'missed' || (event.origin === 'history' && !inTime);
  return fact(ObligationSettled, { obligationId, kind, settledBy: event.id, late });
}
