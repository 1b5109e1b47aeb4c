import type { ObligationKind, RecordedEvent } from '@amends/contracts';
import type { ComplaintSoFar } from './complaint-so-far.js';

/** What a fact makes us owe: the kind, who owes it, and whether the complaint may close without it. */
export interface Owed {
  readonly kind: ObligationKind;
  readonly role: string;
  readonly blocksClosing: boolean;
}

/** One of the seven principles as the ledger runs it: pure, and the same for every complaint. */
export interface Principle {
  readonly number: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  readonly name: { readonly en: string; readonly zh: string };
  /** The rule as an agent would say it. */
  readonly rule: string;
  /** What this fact makes us owe, given the complaint before it. */
  owes(fact: RecordedEvent, soFar: ComplaintSoFar): readonly Owed[];
  /** The event types that settle each of its obligations. */
  readonly settledBy: Readonly<Partial<Record<ObligationKind, readonly string[]>>>;
}
