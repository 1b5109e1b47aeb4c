import { fact, ObligationCancelled, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import type { PackBook } from '../policy/pack-book.js';
import { circumstancesOf } from './circumstances.js';
import type { Page } from './page.js';

/** What is owed by no rule any more falls away, missed or not: other circumstances or another pack came to say that it is not. */
export function release({ owed, pack: pinned, soFar }: Page, event: RecordedEvent, _before: Page, packs: PackBook): readonly ObligationFact[] {
  // What the ledger itself says follows from a fact that was looked at; only a repinning brings another pack.
  const mayMatter = event.source !== 'escalation' || event.type === 'ObligationsRepinned';
  const pack = mayMatter && pinned !== null ? packs.of(pinned) : undefined;
  if (!pack?.mayRelease) return [];
  return owed.flatMap(({ id: obligationId, kind, about }) => {
    const rule = pack.notOwedBy(kind, circumstancesOf(soFar, about));
    return rule ? [fact(ObligationCancelled, { obligationId, kind, because: 'fell-away' as const, causedBy: event.id, rule: rule.id })] : [];
  });
}
