import { PARTITIONS, type LogName, type RecordedEvent } from '@amends/contracts';
import { partitionOf } from '@amends/eventing';
import type { Dice } from '../../support/dice.js';
import type { Timeline } from './timeline.js';

/** What lies in a partition: a fact, or an event of the ledger's own, which it does not read. */
export type Message = RecordedEvent | 'own';

const MINUTE = 60_000;

/** The topic in memory, and the relays that bring each service's events to it: in order, late, now and then twice, after a while away. */
export class Topic {
  readonly partitions: readonly Message[][] = Array.from({ length: PARTITIONS }, () => []);
  /** When each event was first in the topic. */
  readonly publishedAt = new Map<string, number>();
  private readonly busyUntil = new Map<LogName, number>();
  private readonly listeners: ((event: RecordedEvent) => void)[] = [];

  constructor(
    private readonly timeline: Timeline,
    private readonly dice: Dice,
  ) {}

  /** Hears of each message when it is there. */
  onPublished(listener: (event: RecordedEvent) => void): void {
    this.listeners.push(listener);
  }

  /** The service's relay takes an event on its way. */
  send(source: LogName, event: RecordedEvent): void {
    const { dice, timeline } = this;
    const delay = dice.oneIn(3000) ? dice.whole(MINUTE, 180 * MINUTE) : dice.oneIn(20) ? dice.whole(40, 900) : dice.whole(1, 40);
    const at = Math.max(timeline.now + delay, this.busyUntil.get(source) ?? 0);
    this.busyUntil.set(source, at);
    timeline.at(at, () => this.publish(event));
    if (dice.oneIn(150)) timeline.at(at, () => this.publish(event));
  }

  /** The end of each partition, by `topic/partition`. */
  ends(): Readonly<Record<string, bigint>> {
    return Object.fromEntries(this.partitions.map(({ length }, partition) => [`complaints/${partition}`, BigInt(length)]));
  }

  private publish(event: RecordedEvent): void {
    this.partitions[partitionOf(event.subject)]!.push(event.source === 'escalation' ? 'own' : event);
    if (!this.publishedAt.has(event.id)) this.publishedAt.set(event.id, this.timeline.now);
    for (const listener of this.listeners) listener(event);
  }
}
