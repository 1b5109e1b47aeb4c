import type { Actor, EscalationFact, ObligationFact, RecordedEvent } from '@amends/contracts';
import type { PackBook } from '../policy/pack-book.js';
import type { Page } from './page.js';

/** What escalation itself records: about obligations, and about superiors. */
export type OwnFact = ObligationFact | EscalationFact;

/** Something that has to be recorded, as it was folded. */
export type Said = OwnFact & {
  readonly round: number;
  /** Only where something may follow from it. */
  readonly id?: string;
  /** Whoever decided it; without one, the ledger itself. */
  readonly actor?: Actor;
  /** The own event from which it follows, where it is not the fact that was heard. */
  readonly causation?: string | null;
};

/** A page after something was judged, with what has to be recorded because of it. */
export interface Judged {
  readonly page: Page;
  readonly facts: readonly Said[];
}

/** What follows from an event, given the page with it and before it. */
export type Rule = (page: Page, event: RecordedEvent, before: Page, packs: PackBook) => readonly OwnFact[];

/** When something is judged, and by which policies. */
export interface Moment {
  readonly now: string;
  readonly packs: PackBook;
  /** The clock was down when this fell due, and catches up. */
  readonly caughtUp?: true;
}
