import type { ObligationFact, RecordedEvent } from '@amends/contracts';
import type { PackBook } from '../policy/pack-book.js';
import { circumstancesOf, packOf } from './circumstances.js';
import { canMove, under } from './moving.js';
import { isOfItsRound } from './obligation.js';
import type { Page } from './page.js';

/** A fact may begin a second stage, such as a holding reply: what it concerns has another amount of time, once, before its time is over. */
export function beginStage(page: Page, event: RecordedEvent, _before: Page, packs: PackBook): readonly ObligationFact[] {
  if (page.pack === null || !packs.of(page.pack).speaksOf(event.type)) return [];
  const pack = packOf(page, event, packs);
  return pack.stagesOf(event, circumstancesOf(page.soFar)).flatMap(({ id, obligations }) =>
    page.owed
      .filter((one) => canMove(one) && obligations.includes(one.kind) && isOfItsRound(one, event) && !(one.changes ?? []).some(({ rule }) => rule === id))
      .map((one) => under(pack.ruleOf(id)!, one, event, { because: 'stage', pack, packs, customer: page.soFar.known.standing })),
  );
}
