import { inMemory } from '@amends/escalation';
import type { Dice } from '../../support/dice.js';
import { Outages } from './outages.js';
import type { Bench, Reader } from './reader.js';
import type { LedgerStore } from './store.js';
import type { Timeline } from './timeline.js';
import type { Topic } from './topic.js';

const { GRACE_MS, struck } = inMemory;
const BATCH = 500;
const MANY = 100;
const AGAIN_MS = [5, 250] as const;
/** What the other replica armed is found within this. */
const LOOK_MS = 1000;

/** One of the replicas of the deadline clock: its real parts over pages in memory; it now and then dies before or after a commit. */
export class ClockReplica {
  readonly outages = new Outages();
  private plannedFor = Infinity;
  private awayUntil = 0;
  private inVain = 0;

  constructor(
    private readonly timeline: Timeline,
    private readonly dice: Dice,
    private readonly topic: Topic,
    private readonly store: LedgerStore,
    private readonly reader: Reader,
    private readonly bench: Bench,
    private readonly heard: inMemory.HeardUpTo,
  ) {
    store.onArmed((instant) => this.plan(instant + GRACE_MS + dice.whole(0, LOOK_MS / 4)));
    reader.onRead(() => this.inVain > 0 && this.plan(timeline.now));
  }

  /** Nothing is struck until an instant, and what was known to be heard is forgotten. */
  away(until: number): void {
    this.outages.add(this.timeline.now, until);
    this.awayUntil = Math.max(this.awayUntil, until);
    this.heard.forget();
    this.plan(until);
  }

  private plan(instant: number): void {
    const at = Math.max(instant, this.timeline.now, this.awayUntil);
    if (at >= this.plannedFor) return;
    this.plannedFor = at;
    this.timeline.at(at, () => {
      if (this.plannedFor !== at) return;
      this.plannedFor = Infinity;
      this.step();
    });
  }

  private step(): void {
    const { now } = this.timeline;
    if (now < this.awayUntil) return this.plan(this.awayUntil);
    const first = this.store.first();
    if (first === Infinity) return;
    if (first + GRACE_MS > now) {
      this.inVain = 0;
      return this.plan(first + GRACE_MS);
    }
    this.heard.look({ clusterId: 'memory', generation: 1, offsets: this.reader.offsets() }, this.topic.ends(), now);
    const due = this.store.take(this.heard.all().map((instant) => instant - GRACE_MS), BATCH);
    if (due.length === 0) {
      this.inVain += 1;
      return this.plan(now + Math.min(AGAIN_MS[0] * 2 ** Math.min(this.inVain, 10), AGAIN_MS[1]));
    }
    this.inVain = 0;
    this.strike(due);
  }

  /** Judges now and commits a little later, unless it dies in between; pages stay locked until then. */
  private strike(due: readonly inMemory.Due[]): void {
    const moment = this.bench.moment();
    const byComplaint = Map.groupBy(due, ({ complaint }) => complaint);
    const turned = [...byComplaint].flatMap(([complaint, all]) => {
      const page = struck(all, this.store.page(complaint), this.bench.ladder, { ...moment, heardUpTo: this.heard.of(all[0]!.partition), hasToHurry: due.length >= MANY });
      return page ? [page] : [];
    });
    const [diesBefore, diesAfter] = [this.dice.oneIn(3000), this.dice.oneIn(3000)];
    this.timeline.after(this.dice.whole(1, 20), () => {
      if (!diesBefore) this.store.turn(turned);
      this.store.unlock(byComplaint.keys());
      if (diesBefore || diesAfter) this.away(this.timeline.now + this.dice.whole(500, 3000));
      else this.plan(this.timeline.now);
    });
  }
}
