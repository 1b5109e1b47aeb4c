import { type Dice } from '../support/dice.js';

/** Something that goes wrong on purpose. */
export class Struck extends Error {}

/** Decides by the seed what goes wrong at one service, and counts it; nothing does while it is switched off. */
export class Trouble {
  isOn = false;
  private readonly times = new Map<string, number>();

  constructor(private readonly dice: Dice) {}

  /** Whether this goes wrong now. */
  strikes(what: string, part: number): boolean {
    if (!this.isOn || this.dice.next() >= part) return false;
    this.times.set(what, (this.times.get(what) ?? 0) + 1);
    return true;
  }

  /** Throws when this goes wrong now. */
  mayThrow(what: string, part: number): void {
    if (this.strikes(what, part)) throw new Struck(what);
  }

  /** What went wrong so far, and how often. */
  counts(): ReadonlyMap<string, number> {
    return this.times;
  }
}
