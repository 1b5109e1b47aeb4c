import type { ObligationKind, RecordedEvent } from '@amends/contracts';
import type { AllowanceRule, Pack } from '@amends/policy';
import { DUTIES } from '@amends/principles';
import { pausesUpTo } from './obligation.js';
import type { FormerClock, Page } from './page.js';
import { timeOf } from './time-of.js';

/** Where a clock begins: with its fact, with the receipt of the complaint or when it was sent to us, or where that of the round before began. */
export function beginningOf(kind: ObligationKind, rule: AllowanceRule, event: RecordedEvent, { soFar }: Page, before: Page, pack: Pack): FormerClock {
  if (event.type === 'ComplaintReopened') return continued(kind, event, before, pack) ?? { startedAt: timeOf(event) };
  const from = soFar.known.round === 1 ? { fact: null, received: soFar.receivedAt, sent: soFar.sentAt ?? soFar.receivedAt }[rule.startsAt ?? 'fact'] : null;
  return { startedAt: from ?? timeOf(event) };
}

/** Whether the pack lets clocks run again after a reopening; superiors hear of it whatever it says. */
export const runsAgain = (kind: ObligationKind, { type }: Pick<RecordedEvent, 'type'>, pack: Pack): boolean =>
  type !== 'ComplaintReopened' || pack.data.reopening !== 'none' || DUTIES[kind].principle !== 1;

/** To put it right there is what was left of the time when it was put right as the policy means it: from then to the reopening the clock stood still. */
function continued(kind: ObligationKind, event: RecordedEvent, { owed, former, soFar }: Page, pack: Pack): FormerClock | undefined {
  if (kind !== 'resolve' || pack.data.reopening !== 'continue') return undefined;
  const time = timeOf(event);
  const open = owed.find((one) => one.kind === kind && one.round === soFar.known.round);
  if (open) return { startedAt: open.startedAt, pauses: pausesUpTo(open, time) };
  if (!former) return undefined;
  const { startedAt, pauses = [], settledAt } = former;
  return { startedAt, pauses: settledAt === undefined ? pauses : [...pauses, [settledAt, time]] };
}
