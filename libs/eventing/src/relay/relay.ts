import { TOPICS, type TopicName } from '@amends/contracts';
import type { Clock } from '../clock.js';
import type { Database } from '../database.js';
import { toMessage } from '../log/cloud-event.js';
import type { EventLog } from '../log/event-log.js';
import type { StoredEvent } from '../log/recorded.js';
import { Loop, type Report } from '../loop.js';
import type { EndOffsets, OutgoingMessage, Transport } from '../transport/transport.js';
import { sendsOf } from '../transport/kafka-sends.js';
import { Clusters, shorterThan, type Cluster } from './cluster.js';
import { Handed } from './handed.js';
import { Lead } from './lead.js';

/** So many events at most travel in one send. */
const BATCH = 1000;
/** How long a follower waits before it tries to lead, and a leader before it looks for what nobody handed to it. */
const IDLE_MS = 500;
/** Progress is saved this often: what a crash loses of it is published again and recognised by its versions. */
const SAVE_MS = 250;
/** A leader that was asked to step down leaves the lead to whoever asked for this long. */
const YIELD_MS = 2000;

/** While its own process is in a rush the relay looks again after the first, and goes on publishing after the second. */
const RUSH_MS = [20, 2500] as const;

const PUBLISHED: readonly TopicName[] = ['complaints', 'customers'];

/** A stretch of a partition that holds events of one log only. */
export interface OwnOffsets {
  /** `complaints/7`. */
  readonly partition: string;
  readonly from: bigint;
  /** The offset after the last of them. */
  readonly end: bigint;
}

/** What a relay is doing, for health and operators. */
export type RelayState =
  | { readonly kind: 'following' }
  | { readonly kind: 'leading'; readonly published: bigint }
  /** The cluster is not the one that held our events, or has lost some: `amends republish` repairs it. */
  | { readonly kind: 'on-hold'; readonly reason: string };

/**
 * Publishes one service's log, in position order, with one send in flight. Of several replicas one leads (an advisory lock on a
 * connection of its own). Batches committed in this process are handed over; other replicas wake it; a scan finds the rest.
 */
export class Relay {
  private state: RelayState = { kind: 'following' };
  private cluster: Cluster | undefined;
  private published = 0n;
  private endOffsets: EndOffsets = {};
  private savedAt = 0;
  private savedPosition = 0n;
  private yieldUntil = 0;
  private readonly handed = new Handed();
  private readonly listeners: ((own: readonly OwnOffsets[]) => void)[] = [];
  private isRushing: () => boolean = () => false;
  private restingSince = Infinity;
  private readonly clusters: Clusters;
  private readonly lead: Lead;
  private readonly loop: Loop;

  constructor(
    database: Database,
    private readonly log: EventLog,
    private readonly transport: Transport,
    private readonly clock: Clock,
    url: string,
  ) {
    this.clusters = new Clusters(database);
    this.loop = new Loop(clock, { turn: () => this.turn(), afterTrouble: () => this.afterTrouble() });
    this.lead = new Lead(database, url, {
      lost: () => this.follow(),
      called: () => this.loop.wake(),
      askedToYield: () => {
        this.yieldUntil = this.clock.now() + YIELD_MS;
        this.loop.wake();
      },
    });
    log.onCommitted((events) => this.hear(events));
  }

  /** Hears, after each send, which offsets hold this log's own events: whoever wrote them need not wait until they are read back. */
  onPublished(listener: (own: readonly OwnOffsets[]) => void): void {
    this.listeners.push(listener);
  }

  /** Leaves the processor to its own process while that has thousands of things to say at once, for two and a half seconds at most: all are said sooner. */
  restWhile(isRushing: () => boolean): void {
    this.isRushing = isRushing;
  }

  /** What the relay does now. */
  status(): RelayState {
    return this.state;
  }

  /** Publishes until stopped; trouble is told to `report` and tried again. */
  start(report: Report): void {
    this.loop.start(report);
  }

  /** Stops after the send in flight, saves how far it came and hands leadership on. */
  async stop(): Promise<void> {
    await this.loop.stop();
    await this.stepDown();
    await this.lead.close();
  }

  /** Publishes one batch and returns how many events it held; 0 when there was nothing to do, or another replica leads. */
  async step(): Promise<number> {
    if (this.clock.now() < this.yieldUntil) await this.stepDown();
    else if (this.leads() || (await this.tryToLead())) return this.publish();
    return 0;
  }

  private async publish(): Promise<number> {
    const batch = this.handed.after(this.published, BATCH) ?? (await this.log.after(this.published, BATCH));
    if (batch.length === 0) return 0;
    const messages = batch.map((event) => toMessage(this.log.source, event));
    const acknowledged = await this.transport.publish(messages);
    this.tell(messages, acknowledged);
    // Who lost the lead meanwhile has published for its successor: that one does it again, and readers recognise it.
    if (!this.leads()) return 0;
    await this.holdIfReplaced(acknowledged);
    this.published = batch.at(-1)!.position;
    this.endOffsets = { ...this.endOffsets, ...acknowledged };
    this.state = { kind: 'leading', published: this.published };
    if (this.clock.now() - this.savedAt >= SAVE_MS) await this.save();
    return batch.length;
  }

  /** Only of one request is it certain that nobody else's messages lie between: a partition takes what comes in one as a whole. */
  private tell(messages: readonly OutgoingMessage[], acknowledged: EndOffsets): void {
    if (this.listeners.length === 0) return;
    const [send, second] = sendsOf(messages);
    if (!send || second) return;
    const own = [...send.counts].flatMap(([partition, count]) => {
      const end = acknowledged[partition];
      return end === undefined ? [] : [{ partition, from: end - BigInt(count), end }];
    });
    for (const listener of this.listeners) listener(own);
  }

  /** Offsets only rise: a lower one than was acknowledged before means that the topic was lost while we led. */
  private async holdIfReplaced(acknowledged: EndOffsets): Promise<void> {
    const replaced = Object.entries(acknowledged).find(([name, offset]) => offset <= (this.endOffsets[name] ?? -1n));
    if (!replaced) return;
    await this.lead.release();
    this.follow();
    throw new Error(`${replaced[0]} ended at ${this.endOffsets[replaced[0]]} and now ends at ${replaced[1]}: it has lost messages`);
  }

  private hear(events: readonly StoredEvent[]): void {
    if (!this.leads()) return this.lead.callLeader();
    this.handed.add(events);
    this.loop.wake();
  }

  private async turn(): Promise<number> {
    if (this.rests()) return RUSH_MS[0];
    const count = await this.step();
    // After a batch that was handed over the log need not be asked: what other replicas append wakes us.
    if (this.handed.size > 0 || count >= BATCH) return 0;
    if (this.published > this.savedPosition && this.clock.now() - this.savedAt >= SAVE_MS) await this.save();
    return this.restMs();
  }

  private rests(): boolean {
    const now = this.clock.now();
    this.restingSince = this.isRushing() ? Math.min(this.restingSince, now) : Infinity;
    return now - this.restingSince < RUSH_MS[1] && this.restingSince !== Infinity;
  }

  private async afterTrouble(): Promise<number> {
    await this.lead.close();
    this.follow();
    return this.restMs();
  }

  private restMs(): number {
    return this.published > this.savedPosition ? SAVE_MS : IDLE_MS;
  }

  private leads(): boolean {
    return this.state.kind === 'leading';
  }

  private async tryToLead(): Promise<boolean> {
    if (!(await this.lead.take())) {
      this.follow();
      return false;
    }
    await this.transport.ensureTopics(TOPICS);
    const reason = await this.adopt();
    if (reason) {
      this.state = { kind: 'on-hold', reason };
      await this.lead.release();
    } else if (this.lead.isMine()) {
      this.state = { kind: 'leading', published: this.published };
    }
    return this.leads();
  }

  /** Learns where this cluster stands; the reason to hold when it is not the one that holds what we published. */
  private async adopt(): Promise<string | undefined> {
    const id = await this.transport.clusterId();
    this.cluster = await this.clusters.known(id);
    if (!this.cluster) return `cluster ${id} does not hold this log's past: run \`npx amends republish\``;
    const progress = await this.clusters.progress(this.cluster);
    const short = shorterThan(progress.endOffsets, await this.transport.endOffsets(PUBLISHED));
    if (short) return `${short} is shorter than what cluster ${id} acknowledged: run \`npx amends republish\``;
    this.published = progress.position;
    this.savedPosition = progress.position;
    this.endOffsets = progress.endOffsets;
    return undefined;
  }

  private async save(): Promise<void> {
    if (!this.cluster || !this.leads()) return;
    const position = this.published;
    await this.clusters.save(this.cluster, { position, endOffsets: this.endOffsets });
    this.savedAt = this.clock.now();
    this.savedPosition = position;
  }

  private async stepDown(): Promise<void> {
    await this.save().catch(() => undefined);
    this.follow();
    await this.lead.release();
  }

  private follow(): void {
    this.state = { kind: 'following' };
    this.handed.clear();
  }
}
