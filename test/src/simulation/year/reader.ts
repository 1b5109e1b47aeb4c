import { PARTITIONS, type RecordedEvent } from '@amends/contracts';
import { inMemory } from '@amends/escalation';
import type { Dice } from '../../support/dice.js';
import { Outages } from './outages.js';
import type { LedgerStore } from './store.js';
import type { Timeline } from './timeline.js';
import type { Topic } from './topic.js';

type TurnedPage = inMemory.TurnedPage;

/** What judges in this simulation: time, packs in force, and who is above whom. */
export interface Bench {
  readonly ladder: inMemory.Ladder;
  moment(): inMemory.Moment;
}

/** A fact that was judged, and when. */
export interface Heard {
  readonly id: string;
  readonly at: number;
}

const BATCH = 200;

/** The ledger's consumer: it reads partitions in order, and now and then dies before or after a commit, or reads again what it knows. */
export class Reader {
  readonly outages = new Outages();
  /** The facts of each complaint, in the order in which they were judged. */
  readonly heard = new Map<string, Heard[]>();
  private readonly position = Array.from({ length: PARTITIONS }, () => 0);
  /** From where the broker delivers: after a crash, somewhat before the position. */
  private readonly delivered = Array.from({ length: PARTITIONS }, () => 0);
  private readonly listeners: (() => void)[] = [];
  private planned = false;
  private awayUntil = 0;

  constructor(
    private readonly timeline: Timeline,
    private readonly dice: Dice,
    private readonly topic: Topic,
    private readonly store: LedgerStore,
    private readonly bench: Bench,
  ) {
    topic.onPublished(() => this.plan(dice.oneIn(10) ? dice.whole(100, 600) : dice.whole(1, 30)));
  }

  onRead(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Where it stands in each partition. */
  offsets(): Readonly<Record<string, bigint>> {
    return Object.fromEntries(this.position.map((offset, partition) => [`complaints/${partition}`, BigInt(offset)]));
  }

  /** Nothing is read until an instant. */
  away(until: number): void {
    this.outages.add(this.timeline.now, until);
    this.awayUntil = Math.max(this.awayUntil, until);
    this.position.forEach((offset, partition) => (this.delivered[partition] = Math.max(0, offset - this.dice.whole(0, 5))));
    this.plan(until - this.timeline.now);
  }

  private plan(ms: number): void {
    if (this.planned) return;
    this.planned = true;
    this.timeline.at(Math.max(this.timeline.now + ms, this.awayUntil), () => {
      this.planned = false;
      this.step();
    });
  }

  private step(): void {
    if (this.timeline.now < this.awayUntil) return this.plan(1);
    const behind = this.position.flatMap((_, partition) => (this.delivered[partition]! < this.topic.partitions[partition]!.length ? [partition] : []));
    for (const partition of behind) if (!this.readPartition(partition)) return;
    this.listeners.forEach((listener) => listener());
  }

  /** Reads a batch of a partition; false when it died of it. */
  private readPartition(partition: number): boolean {
    const from = this.delivered[partition]!;
    const messages = this.topic.partitions[partition]!.slice(from, from + BATCH);
    const facts = messages.filter((message) => message !== 'own');
    const bySubject = Map.groupBy(facts, ({ subject }) => subject);
    if ([...bySubject.keys()].some((complaint) => this.store.isLocked(complaint))) return this.plan(3), true;
    const turned = [...bySubject].map(([complaint, events]) => this.judged(complaint, events));
    if (this.dice.oneIn(4000)) return this.away(this.timeline.now + this.dice.whole(200, 1500)), false;
    this.store.turn(turned);
    this.note(facts);
    this.delivered[partition] = from + messages.length;
    this.position[partition] = Math.max(this.position[partition]!, from + messages.length);
    if (this.dice.oneIn(4000)) return this.away(this.timeline.now + this.dice.whole(200, 1500)), false;
    if (from + messages.length < this.topic.partitions[partition]!.length) this.plan(1);
    return true;
  }

  private judged(complaint: string, events: readonly RecordedEvent[]): TurnedPage {
    const stored = this.store.page(complaint);
    const moment = this.bench.moment();
    let { page, heardAt } = stored;
    const facts: TurnedPage['facts'][number][] = [];
    for (const event of events) {
      const judged = inMemory.judge(page, event, moment);
      page = judged.page;
      heardAt = heardAt && heardAt > event.recordedAt ? heardAt : event.recordedAt;
      facts.push(...inMemory.broughtBy({ causation: event.id, correlation: complaint, traceparent: null }, judged.facts));
    }
    const concluded = inMemory.conclude({ page, facts: [] }, this.bench.ladder, moment);
    const after = inMemory.broughtBy({ causation: events.at(-1)!.id, correlation: complaint, traceparent: null }, concluded.facts);
    return { ...stored, complaint, before: stored.page, page: concluded.page, heardAt, facts: [...facts, ...after] };
  }

  private note(facts: readonly RecordedEvent[]): void {
    for (const { subject, id } of facts) {
      const known = this.heard.get(subject) ?? [];
      if (!known.some((one) => one.id === id)) known.push({ id, at: this.timeline.now });
      this.heard.set(subject, known);
    }
  }
}
