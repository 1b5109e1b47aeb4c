import type { ObligationFact, RecordedEvent } from '@amends/contracts';
import type { AllowanceRule } from '@amends/policy';
import type { PackBook } from '../policy/pack-book.js';
import { circumstancesOf } from './circumstances.js';
import { canMove, ruleOf, under } from './moving.js';
import type { Obligation } from './obligation.js';
import type { Page } from './page.js';

/** A repinning gives every clock that runs the rule of the other pack: what was used stays used, the start stays, and a miss stays a miss. */
export function repin(page: Page, event: RecordedEvent, _before: Page, packs: PackBook): readonly ObligationFact[] {
  if (event.type !== 'ObligationsRepinned') return [];
  const pack = packs.of(page.pack!);
  // A stage that has begun goes on where the other pack has it, too.
  const ruleFor = (one: Obligation): AllowanceRule => (pack.stageOf(ruleOf(one) ?? '') ? pack.ruleOf(ruleOf(one)!)! : pack.applying(one.kind, circumstancesOf(page.soFar, one.about)));
  return page.owed.filter(canMove).map((one) => under(ruleFor(one), one, event, { because: 'repinned', pack, packs, customer: page.soFar.known.standing }));
}
