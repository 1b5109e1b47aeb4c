import { fact, SuperiorInformed, type ReasonToInform } from '@amends/contracts';
import { derivedId } from '@amends/eventing';
import { sayCaughtUp } from '../ledger/caught-up.js';
import { record } from '../ledger/judge.js';
import type { Judged, Moment } from '../ledger/judged.js';
import type { Page } from '../ledger/page.js';
import type { Ladder } from './ladder.js';

/** Upholds what is owed to superiors: all reasons of one moment are told together, to one person, one level above who knows already. */
export function informSuperior(page: Page, ladder: Ladder, moment: Moment): Judged {
  const { known } = page.soFar;
  const owed = page.owed.filter(({ kind }) => kind === 'inform-superior').slice(0, 50);
  if (owed.length === 0 || known.origin === 'history') return { page, facts: [] };
  const told = fact(SuperiorInformed, {
    escalationId: derivedId(owed[0]!.id, 'escalation'),
    ...ladder.next(page, moment),
    reasons: owed.map(({ reason, causedBy }) => ({ reason: reason as ReasonToInform, causedBy })),
    obligations: owed.map(({ id }) => id),
    ...sayCaughtUp(moment),
  });
  return record(page, [told], moment);
}
