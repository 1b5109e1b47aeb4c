import { fact, ObligationMissRetracted, ObligationSettled, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import { isMeant, type Pack } from '@amends/policy';
import { settles, type Heard } from '@amends/principles';
import type { PackBook } from '../policy/pack-book.js';
import { isOfItsRound, rulesOf, type Obligation } from './obligation.js';
import type { Page } from './page.js';
import { dueAsOf } from './pausing.js';
import { timeOf } from './time-of.js';

/** What an event settles, by its principle or by the rule of its pack: of its own round, and what the house owes across rounds. */
export function settle(page: Page, event: RecordedEvent, _before: Page, packs: PackBook): readonly ObligationFact[] {
  const { owed, soFar, pack } = page;
  const also = pack !== null && packs.of(pack).speaksOf(event.type) ? (one: Obligation): boolean => isSettledByRule(one, event, packs.of(pack), packs) : () => false;
  return owed.filter((one) => isOfItsRound(one, event) && (settles(event as Heard, one, soFar) || also(one))).map((one) => settlement(one, event, page, packs));
}

/** A stage gives another amount of time; what settles stands with the rule before it. */
function isSettledByRule(one: Obligation, event: RecordedEvent, pack: Pack, packs: PackBook): boolean {
  const found = rulesOf(one, pack, packs.named).findLast(({ its, rule }) => its.stageOf(rule) === undefined);
  return (found?.its.ruleOf(found.rule)?.alsoSettledBy ?? []).some((pattern) => isMeant(pattern, event));
}

function settlement(one: Obligation, event: RecordedEvent, page: Page, packs: PackBook): ObligationFact {
  const { id: obligationId, kind, state } = one;
  const time = timeOf(event);
  const inTime = Date.parse(time) <= Date.parse(event.origin === 'history' ? dueAsOf(one, time, page, packs) : one.dueAt);
  if (state === 'missed' && inTime) return fact(ObligationMissRetracted, { obligationId, kind, settledBy: event.id });
  // What the clock had not found by then was in time: live, a settlement that the topic holds is never a miss.
  const late = state === 'missed' || (event.origin === 'history' && !inTime);
  return fact(ObligationSettled, { obligationId, kind, settledBy: event.id, late });
}
