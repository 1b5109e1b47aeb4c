import type { Book } from './book.js';
import { acceptedExists, keysAreKept } from './invariants/accepted.js';
import { chainsHold } from './invariants/chain.js';
import { closedByDischarge, upheldOnce } from './invariants/closing.js';
import { effectsHappenedOnce } from './invariants/effects.js';
import { everythingIsHandled, logsHaveNoGaps, topicsAreInOrder } from './invariants/order.js';
import { publishedIsCommitted } from './invariants/published.js';
import { onlyPoisonIsParked } from './invariants/quarantine.js';
import type { Snapshot } from './snapshot.js';

/** Checks every invariant; a sentence for each violation. */
export async function checkAll(snapshot: Snapshot, book: Book, consumers: readonly string[]): Promise<readonly string[]> {
  return [
    ...acceptedExists(snapshot, book),
    ...keysAreKept(snapshot, book),
    ...publishedIsCommitted(snapshot),
    ...effectsHappenedOnce(snapshot),
    ...upheldOnce(snapshot),
    ...closedByDischarge(snapshot),
    ...logsHaveNoGaps(snapshot),
    ...topicsAreInOrder(snapshot, book),
    ...everythingIsHandled(snapshot, consumers),
    ...onlyPoisonIsParked(snapshot, consumers),
    ...(await chainsHold(snapshot)),
  ];
}
