import { Loop, type Clock, type Report } from '@amends/eventing';
import type { Company, Worker } from '@amends/runtime';
import { referenceOf } from './from-company.js';
import { Superiors } from './superiors.js';
import type { Change, SuperiorsStore, StoredSuperiors } from './superiors-store.js';
import { referenceFrom, type Row } from './tables.js';

/** What another replica changed is known here after this. */
const REFRESH_MS = 500;

/**
 * Who is above whom as this process knows it: a snapshot that is asked without waiting, and replaced soon after anybody changed
 * something. Judging asks it for every escalation, so nothing is read then.
 */
export class SuperiorsInForce implements Worker {
  private checkedAt: number;
  private readonly loop: Loop;

  private constructor(
    private readonly store: SuperiorsStore,
    private readonly clock: Clock,
    private readonly isStaff: (person: string) => boolean,
    private stored: StoredSuperiors,
    private snapshot: Superiors,
  ) {
    this.checkedAt = clock.now();
    this.loop = new Loop(clock, { turn: async () => ((await this.step()), REFRESH_MS), afterTrouble: () => REFRESH_MS });
  }

  /** Reads what is stored, filled from the company file at the first start. Throws when nobody is there to be told at last. */
  static async open(store: SuperiorsStore, company: Company, clock: Clock): Promise<SuperiorsInForce> {
    await store.seed(() => referenceOf(company), company.allUnits().map(({ id }) => id), new Date(clock.now()));
    const stored = await store.read();
    const isStaff = (person: string): boolean => company.staff(person) !== undefined;
    const superiors = new Superiors(referenceFrom(stored.rows), { isStaff });
    if (!isStaff(superiors.fallback)) throw new Error(fallbackLeft(superiors.fallback));
    return new SuperiorsInForce(store, clock, isStaff, stored, superiors);
  }

  /** The superiors as of a moment ago. */
  get current(): Superiors {
    return this.snapshot;
  }

  /** The rows with their versions, as of a moment ago. */
  get rows(): readonly Row[] {
    return this.stored.rows;
  }

  /** Changes rows, and knows of it at once. */
  async change(decide: (rows: readonly Row[]) => readonly Change[], by: string): Promise<void> {
    await this.store.change(decide, by, new Date(this.clock.now()));
    await this.refresh();
  }

  start(report: Report): void {
    this.loop.start(report);
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Looks whether something changed, at most every half second; returns 1 when it did. */
  async step(): Promise<number> {
    if (this.clock.now() - this.checkedAt < REFRESH_MS) return 0;
    this.checkedAt = this.clock.now();
    if ((await this.store.version()) === this.stored.version) return 0;
    await this.refresh();
    return 1;
  }

  private async refresh(): Promise<void> {
    const stored = await this.store.read();
    if (stored.version < this.stored.version) return;
    this.snapshot = new Superiors(referenceFrom(stored.rows), { former: this.snapshot, isStaff: this.isStaff });
    this.stored = stored;
  }
}

const fallbackLeft = (person: string): string =>
  `nobody can be told when nobody else is there: the fallback ${person} is not among the staff of the company file; add them to it, start, name somebody else (npx amends superiors import fallback FILE), and take them out again`;
