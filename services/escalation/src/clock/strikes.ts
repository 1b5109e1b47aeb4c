import { isOutOfReach, type Clock, type Database, type Report, type Standing, type Transaction } from '@amends/eventing';
import type { Punctuality } from '@amends/runtime';
import type { Ladder } from '../escalation/ladder.js';
import type { Pages } from '../ledger/pages.js';
import type { ReadyPage } from '../ledger/ready-page.js';
import type { TurnedPage } from '../ledger/turned-page.js';
import type { Policies } from '../policy/policies.js';
import type { Armed, Taken } from './armed.js';
import type { Foresight } from './foresight.js';
import type { HeardUpTo } from './heard-up-to.js';
import { GRACE_MS, struck, type Due, type Striking } from './striking.js';

/** So many deadlines share a transaction. */
const BATCH = 500;
/** Where so many are due at once, superiors are told after all that was missed is said. */
const MANY = 100;
/** A complaint that could not be struck is tried again after this; meanwhile it shows as overdue. */
const APART_MS = 60_000;

/** What it takes to strike a deadline. */
export interface StrikeParts {
  readonly database: Database;
  readonly pages: Pages;
  readonly ladder: Ladder;
  readonly policies: Pick<Policies, 'current'>;
  readonly clock: Clock;
  readonly punctuality: Punctuality;
}

/** How many deadlines were taken, and of how many complaints something was recorded. */
interface Batch {
  readonly due: number;
  readonly recorded: number;
}

/** Strikes what is due, batch by batch: pages are locked, looked at, and turned in the transaction of what is said. */
export class Strikes {
  /** Complaints that could not be struck, and until when nobody tries. */
  private readonly apart = new Map<string, number>();
  private rushing = false;

  constructor(
    private readonly parts: StrikeParts,
    private readonly armed: Armed,
    private readonly heard: HeardUpTo,
    private readonly foresight: Foresight,
  ) {}

  /** Many were due when it was looked last. */
  get isRushing(): boolean {
    return this.rushing;
  }

  /** Nothing is due any more. */
  rest(): void {
    this.rushing = false;
  }

  /** When the first deadline has to be looked at, Infinity when none has. */
  async first(): Promise<number> {
    return (await this.armed.first(this.setApart())) ?? Infinity;
  }

  /**
   * One batch; where that was not all of it, more of them two side by side, so that one is judged while the other is written. `look` finds
   * out what more is certain by then.
   */
  async all(standing: Standing, look: () => Promise<unknown>, report: Report): Promise<number> {
    const first = await this.batch(standing, report);
    return first.due < BATCH ? first.recorded : first.recorded + (await this.others(standing, look, report));
  }

  private async others(standing: Standing, look: () => Promise<unknown>, report: Report): Promise<number> {
    const more = async (): Promise<number> => {
      const { due, recorded } = await this.batch(standing, report);
      if (due < BATCH) return recorded;
      await look();
      return recorded + (await more());
    };
    const [one, other] = await Promise.all([more(), more()]);
    return one + other;
  }

  /** Where a batch fails, its deadlines are struck one by one, and what fails again is set apart: it must not keep the others waiting. */
  private async batch(standing: Standing, report: Report): Promise<Batch> {
    try {
      return await this.strike(standing, BATCH);
    } catch (error) {
      if (!(error instanceof NotStruck)) throw error;
      return this.oneByOne(standing, report);
    }
  }

  private async oneByOne(standing: Standing, report: Report): Promise<Batch> {
    const sum = { due: 0, recorded: 0 };
    for (let tries = 0; tries < BATCH; tries++) {
      try {
        const { due, recorded } = await this.strike(standing, 1);
        if (recorded === 0) break;
        sum.due += due;
        sum.recorded += recorded;
      } catch (error) {
        if (!(error instanceof NotStruck)) throw error;
        this.apart.set(error.complaint, this.parts.clock.now() + APART_MS);
        report(error);
      }
    }
    return sum;
  }

  private async strike({ clusterId, generation }: Standing, limit: number): Promise<Batch> {
    const { database, clock, punctuality } = this.parts;
    const upTo = this.heard.all().map((instant) => Math.max(instant - GRACE_MS, 0));
    let taken: Taken = { due: [], writings: new Map() };
    try {
      const complaints = await database.transaction(async (transaction) => {
        taken = await this.armed.take(transaction, { clusterId, generation, upTo, apart: this.setApart() }, limit);
        this.rushing = taken.due.length >= MANY;
        return this.turn(transaction, taken, this.rushing);
      });
      const committed = clock.now();
      for (const { complaint, at } of taken.due) if (complaints.has(complaint)) punctuality.struck((committed - at) / 1000);
      return { due: taken.due.length, recorded: complaints.size };
    } catch (error) {
      throw isOutOfReach(error) || taken.due.length === 0 ? error : new NotStruck(taken.due[0]!.complaint, error);
    }
  }

  /** Turns the pages of what was taken, and returns the complaints of which something was recorded. */
  private async turn(transaction: Transaction, taken: Taken, hasToHurry: boolean): Promise<ReadonlySet<string>> {
    const { due } = taken;
    if (due.length === 0) return new Set();
    const { policies, clock, pages } = this.parts;
    const packs = await policies.current();
    const now = new Date(clock.now()).toISOString();
    const recalled = new Map<string, ReadyPage>();
    const others = new Map<string, readonly Due[]>();
    for (const [complaint, its] of Map.groupBy(due, (one) => one.complaint)) {
      const page = hasToHurry ? this.foresight.recall(its, taken, packs) : undefined;
      if (page) recalled.set(complaint, page);
      else others.set(complaint, its);
    }
    const judged = await this.judge(transaction, others, { now, packs, hasToHurry });
    const ready = [...recalled.values(), ...(await pages.ready(judged, now))];
    if (ready.length > 0) await pages.write(transaction, ready, now);
    return new Set(ready.map(({ complaint }) => complaint));
  }

  private async judge(transaction: Transaction, due: ReadonlyMap<string, readonly Due[]>, when: Omit<Striking, 'heardUpTo'>): Promise<readonly TurnedPage[]> {
    const pages = await this.parts.pages.lock(transaction, [...due.keys()]);
    return [...due].flatMap(([complaint, its]) => struck(its, pages.get(complaint)!, this.parts.ladder, { ...when, heardUpTo: this.heard.of(its[0]!.partition) }) ?? []);
  }

  private setApart(): readonly string[] {
    const now = this.parts.clock.now();
    for (const [complaint, until] of this.apart) if (until <= now) this.apart.delete(complaint);
    return [...this.apart.keys()];
  }
}

/** Something of a batch could not be struck; of a batch of one it is known what. */
class NotStruck extends Error {
  override readonly name = 'NotStruck';

  constructor(
    readonly complaint: string,
    cause: unknown,
  ) {
    super(`what is due of complaint ${complaint} could not be struck`, { cause });
  }
}
