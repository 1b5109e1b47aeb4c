import type { ObligationFact, RecordedEvent } from '@amends/contracts';
import type { PackBook } from '../policy/pack-book.js';
import { circumstancesOf } from './incurring.js';
import { canMove, under } from './moving.js';
import type { Page } from './page.js';

/** A repinning gives every clock that runs the rule of the other pack: what was used stays used, the start stays, and a miss stays a miss. */
export function repin(page: Page, event: RecordedEvent, _before: Page, packs: PackBook): readonly ObligationFact[] {
  if (event.type !== 'ObligationsRepinned') return [];
  const pack = packs.of(page.pack!);
  return page.owed.filter(canMove).map((one) => under(pack.choose(one.kind, circumstancesOf(page.soFar)).rule, one, event, { because: 'repinned', pack, packs }));
}
