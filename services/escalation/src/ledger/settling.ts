import { fact, isAfter, ObligationMissRetracted, ObligationSettled, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import { isMeant, type AllowanceRule, type FactPattern, type Pack } from '@amends/policy';
import { settles, type Heard } from '@amends/principles';
import type { PackBook } from '../policy/pack-book.js';
import { isOfItsRound, rulesOf, type Obligation } from './obligation.js';
import type { Page } from './page.js';
import { dueAsOf } from './pausing.js';
import { timeOf } from './time-of.js';

/** What an event settles, by its principle or by the rule of its pack: of its own round, and what the house owes across rounds. */
export function settle(page: Page, event: RecordedEvent, _before: Page, packs: PackBook): readonly ObligationFact[] {
  const { owed, pack } = page;
  const isOfPack = pack !== null && packs.of(pack).speaksOf(event.type);
  return owed.filter((one) => isOfItsRound(one, event) && isSettled(one, event, page, isOfPack, packs)).map((one) => settlement(one, event, page, packs));
}

/** Rules are looked at only where the pack speaks of such facts, or the principle alone would not do. */
function isSettled(one: Obligation, event: RecordedEvent, { soFar, pack }: Page, isOfPack: boolean, packs: PackBook): boolean {
  const byPrinciple = settles(event as Heard, one, soFar);
  const rule = pack !== null && (byPrinciple || isOfPack) ? settlingRule(one, packs.of(pack), packs) : undefined;
  const among = (patterns: readonly FactPattern[]): boolean => patterns.some((pattern) => isMeant(pattern, event));
  return rule?.settledOnlyBy ? among(rule.settledOnlyBy) : byPrinciple || among(rule?.alsoSettledBy ?? []);
}

/** A stage gives another amount of time; what settles stands with the rule before it. */
function settlingRule(one: Obligation, pack: Pack, packs: PackBook): AllowanceRule | undefined {
  const found = rulesOf(one, pack, packs.named).findLast(({ its, rule }) => its.stageOf(rule) === undefined);
  return found?.its.ruleOf(found.rule);
}

function settlement(one: Obligation, event: RecordedEvent, page: Page, packs: PackBook): ObligationFact {
  const { id: obligationId, kind, state } = one;
  const time = timeOf(event);
  const inTime = !isAfter(time, event.origin === 'history' ? dueAsOf(one, time, page, packs) : one.dueAt);
  const settled = { obligationId, kind, settledBy: event.id, settledAt: time };
  if (state === 'missed' && inTime) return fact(ObligationMissRetracted, settled);
  // What the clock had not found by then was in time: live, a settlement that the topic holds is never a miss.
  const late = state === 'missed' || (event.origin === 'history' && !inTime);
  return fact(ObligationSettled, { ...settled, late });
}
