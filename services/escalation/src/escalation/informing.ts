import { fact, SuperiorInformed, type ReasonToInform } from '@amends/contracts';
import { derivedId } from '@amends/eventing';
import type { Informed } from '@amends/principles';
import { sayCaughtUp } from '../ledger/caught-up.js';
import { record } from '../ledger/judge.js';
import { isUpheldHere } from '../ledger/overdue.js';
import type { Judged, Moment } from '../ledger/judged.js';
import type { Obligation } from '../ledger/obligation.js';
import type { Page } from '../ledger/page.js';
import type { Ladder, Rung } from './ladder.js';

/**
 * Upholds what is owed to superiors: all reasons of one moment are told together, to one person, one level above who knows already. Whoever stands at the top and has
 * not acknowledged yet gets further reasons with that escalation: nobody has to say several times that they have seen one complaint.
 */
export function informSuperior(page: Page, ladder: Ladder, moment: Moment): Judged {
  const { known } = page.soFar;
  if (known.origin === 'history' || !page.owed.some(isUpheldHere)) return { page, facts: [] };
  const owed = page.owed.filter(isUpheldHere).slice(0, 50);
  const [first] = owed as [Obligation];
  const rung = ladder.next(page, moment);
  const joined = openAtTop(page, rung);
  const told = fact(SuperiorInformed, {
    escalationId: derivedId(first.id, 'escalation'),
    ...rung,
    ...(joined ? { ...joined, joins: true } : {}),
    reasons: owed.map(({ reason, causedBy }) => ({ reason: reason as ReasonToInform, causedBy })),
    obligations: owed.map(({ id }) => id),
    ...sayCaughtUp(moment),
  });
  // An escalation that is joined is spoken of by several events.
  return record(page, [joined ? { ...told, id: derivedId(first.id, told.type) } : told], moment);
}

/** The escalation of which the one at the top was told and has said nothing yet. */
function openAtTop({ soFar }: Page, { top, person }: Rung): Pick<Informed, 'escalationId' | 'level'> | undefined {
  const open = top ? soFar.informed.find((one) => one.top && !one.acknowledged && one.person === person) : undefined;
  return open && { escalationId: open.escalationId, level: open.level };
}
