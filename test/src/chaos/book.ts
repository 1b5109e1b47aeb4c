import type { Step } from './life.js';

/** A command that Amends has accepted, and the key under which it was sent. */
export interface Accepted {
  readonly key: string;
  readonly step: Step;
}

/** What was asked of Amends and what it promised: the other side of what the invariants compare. */
export class Book {
  readonly accepted: Accepted[] = [];
  /** Keys of everything that was ever sent; an event of any other is nobody's. */
  readonly asked = new Set<string>();
  /** Sentences about answers that no client may get. */
  readonly wrongs: string[] = [];
  /** How often a request had to be sent again, by why. */
  readonly retries = new Map<string, number>();

  accept(key: string, step: Step): void {
    this.accepted.push({ key, step });
  }

  retry(why: string): void {
    this.retries.set(why, (this.retries.get(why) ?? 0) + 1);
  }

  /** How often anything was sent again. */
  get retried(): number {
    return [...this.retries.values()].reduce((sum, times) => sum + times, 0);
  }
}
