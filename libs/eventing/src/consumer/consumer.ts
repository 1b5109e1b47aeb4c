import type { RecordedEvent } from '@amends/contracts';
import type { Clock } from '../clock.js';
import { isOutOfReach, type Database, type Transaction } from '../database.js';
import { Clusters } from '../relay/cluster.js';
import type { EndOffsets, IncomingBatch, IncomingMessage, Subscription, Transport } from '../transport/transport.js';
import { HandledVersions, type HandledSubject } from './handled.js';
import type { Handler } from './handler.js';
import { Positions } from './positions.js';
import type { Quarantine } from './quarantine.js';
import { itemOf, reasonOf, sortItems, type Item, type Sorted } from './sorting.js';

/** So many messages share a transaction: enough to make a replay fast, few enough to keep the heartbeat. */
const CHUNK = 1000;
const TRIES = 3;
const WAIT_MS = 500;

/** The partition moved on without us, or has to be read again from another offset. */
class Rewind extends Error {
  constructor(readonly offset: bigint) {
    super('read again');
  }
}

/**
 * Reads topics for one handler. Effects, handled versions and position change in one transaction; a repetition is recognised by
 * its versions; what cannot be handled is parked by complaint while the rest flows.
 */
export class Consumer {
  private running: Promise<void> | undefined;
  private stopping = false;
  private subscription: Subscription | undefined;
  private clusterId: string | undefined;
  private readonly handled: HandledVersions;
  private readonly positions: Positions;
  private readonly rewound = new Set<string>();
  private readonly listeners: ((subjects: readonly string[]) => void)[] = [];

  constructor(
    readonly handler: Handler,
    private readonly database: Database,
    private readonly transport: Transport,
    private readonly quarantine: Quarantine,
    private readonly clock: Clock,
  ) {
    this.handled = new HandledVersions(database, handler.name);
    this.positions = new Positions(database, handler.name);
  }

  /** Hears, after each commit, of which subjects something was handled. */
  onHandled(listener: (subjects: readonly string[]) => void): void {
    this.listeners.push(listener);
  }

  /** Reads until stopped; trouble is told to `report` and tried again. */
  start(report: (error: unknown) => void): void {
    this.stopping = false;
    this.running ??= this.loop(report);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const subscription = this.subscription;
    this.subscription = undefined;
    await Promise.all([subscription?.close(), this.running]);
    this.running = undefined;
  }

  /** Reads and handles one batch; false when none came within the time. */
  async step(waitMs = WAIT_MS): Promise<boolean> {
    this.subscription ??= await this.subscribe();
    const batch = await this.subscription?.next(waitMs);
    if (!batch) return false;
    await this.process(batch);
    return true;
  }

  /** The next offset of each partition, by `topic/partition`. */
  async position(): Promise<EndOffsets> {
    return this.clusterId ? this.positions.all(this.clusterId) : {};
  }

  /** Handles what is parked of a subject again, in order. Returns how many messages were handled; throws when it fails again. */
  async redrive(subject: string): Promise<number> {
    const count = await this.database.transaction(async (transaction) => {
      const handled = await this.handled.load(transaction, [subject]);
      const parked = await this.quarantine.open(transaction, this.handler.name, subject);
      handled.get(subject)!.quarantined = false;
      const items = parked.map(({ topic, partition, message }) => itemOf(topic, partition, message));
      const sorted = sortItems(items, handled, this.clock.now(), true);
      const [still] = sorted.parked;
      if (still) throw new Error(`message ${parked[items.findIndex((item) => item.message === still.message)]?.id ?? ''}: ${still.reason}`);
      await this.handler.handle(sorted.fresh.map(({ event }) => event), transaction);
      await this.quarantine.remove(transaction, parked.map(({ id }) => id));
      await this.handled.save(transaction, handled);
      return parked.length;
    });
    this.tell([subject]);
    return count;
  }

  private async loop(report: (error: unknown) => void): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      try {
        await this.step();
        failures = 0;
      } catch (error) {
        if (this.stopping) return;
        failures += 1;
        report(error);
        await this.subscription?.close().catch(() => undefined);
        this.subscription = undefined;
        await this.clock.sleep(Math.min(100 * 2 ** failures, 3000));
      }
    }
  }

  private async subscribe(): Promise<Subscription | undefined> {
    this.clusterId = await this.transport.clusterId();
    if (!(await new Clusters(this.database).known(this.clusterId))) {
      // Another cluster than ours: nothing is read until the logs have been republished into it.
      await this.clock.sleep(WAIT_MS);
      return undefined;
    }
    return this.transport.subscribe(`amends.${this.handler.name}`, this.handler.topics);
  }

  private async process(batch: IncomingBatch): Promise<void> {
    let next = batch.messages[0]?.offset ?? 0n;
    try {
      for (let start = 0; start < batch.messages.length; start += CHUNK) {
        next = await this.chunk(batch, batch.messages.slice(start, start + CHUNK));
        if (start + CHUNK < batch.messages.length) await batch.heartbeat();
      }
      await batch.done(next);
    } catch (error) {
      if (!(error instanceof Rewind)) {
        batch.rewind(next);
        throw error;
      }
      batch.rewind(error.offset);
    }
  }

  private async chunk(batch: IncomingBatch, messages: readonly IncomingMessage[]): Promise<bigint> {
    try {
      return await this.inOneTransaction(batch, messages, (events, transaction) => this.handler.handle(events, transaction).then(() => []));
    } catch (error) {
      if (error instanceof Rewind || isOutOfReach(error)) throw error;
      return this.inOneTransaction(batch, messages, (_events, transaction, fresh, handled) => this.oneByOne(fresh, handled, transaction));
    }
  }

  /** Locks the position, handles what is new, parks what can't be handled, and moves the position, all or nothing. */
  private async inOneTransaction(
    batch: IncomingBatch,
    messages: readonly IncomingMessage[],
    handle: (
      events: readonly RecordedEvent[],
      transaction: Transaction,
      fresh: Sorted['fresh'],
      handled: Map<string, HandledSubject>,
    ) => Promise<readonly (Item & { reason: string })[]>,
  ): Promise<bigint> {
    const { topic, partition } = batch;
    const next = messages.at(-1)!.offset + 1n;
    const work = async (transaction: Transaction): Promise<{ subjects: string[]; parked: boolean }> => {
      const position = await this.positions.lock(transaction, this.clusterId!, topic, partition);
      if (position === undefined) throw new Error(`cluster ${this.clusterId} is no longer known`);
      this.refuseGap(`${topic}/${partition}@${position}`, messages[0]!.offset, position);
      if (next <= position) throw new Rewind(position);
      const items = messages.filter(({ offset }) => offset >= position).map((message) => itemOf(topic, partition, message));
      const subjects = [...new Set(items.map(({ subject }) => subject))].sort();
      const handled = await this.handled.load(transaction, subjects);
      const gapName = `${topic}/${partition}@${position} versions`;
      const sorted = sortItems(items, handled, this.clock.now(), this.rewound.has(gapName));
      if (sorted.gap) {
        this.rewound.add(gapName);
        throw new Rewind(position);
      }
      const failed = sorted.fresh.length > 0 ? await handle(sorted.fresh.map(({ event }) => event), transaction, sorted.fresh, handled) : [];
      const parked = [...sorted.parked, ...failed];
      await this.quarantine.park(transaction, this.handler.name, parked);
      await this.handled.save(transaction, handled);
      await this.positions.advance(transaction, this.clusterId!, topic, partition, next);
      return { subjects, parked: parked.length > 0 };
    };
    const { subjects, parked } = await this.database.transaction(work, { durable: this.handler.durable ?? false });
    this.rewound.clear();
    this.tell(subjects);
    if (parked) await this.mirror();
    return next;
  }

  /** A first message beyond the position: read again from there once; what is gone then (never ours to lose) is passed over. */
  private refuseGap(name: string, first: bigint, position: bigint): void {
    if (first <= position || this.rewound.has(name)) return;
    this.rewound.add(name);
    throw new Rewind(position);
  }

  /** After a failure: each complaint by itself, so that only those that fail three times are quarantined. */
  private async oneByOne(
    fresh: Sorted['fresh'],
    handled: Map<string, HandledSubject>,
    transaction: Transaction,
  ): Promise<readonly (Item & { reason: string })[]> {
    const failed: (Item & { reason: string })[] = [];
    const bySubject = Map.groupBy(fresh, ({ item }) => item.subject);
    for (const [subject, group] of bySubject) {
      const trouble = await this.tryThrice(group.map(({ event }) => event), transaction);
      if (!trouble) continue;
      const known = handled.get(subject)!;
      known.quarantined = true;
      for (const { item } of group) {
        const stream = `${item.attributes!.source}/${item.attributes!.streamKind}`;
        known.versions[stream] = Math.min(known.versions[stream]!, item.attributes!.version - 1);
        failed.push({ ...item, reason: trouble });
      }
    }
    return failed;
  }

  private async tryThrice(events: readonly RecordedEvent[], transaction: Transaction): Promise<string | undefined> {
    let trouble: string | undefined;
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const actions: (() => void)[] = [];
      await transaction.query('savepoint complaint');
      try {
        await this.handler.handle(events, { query: transaction.query, afterCommit: (action) => actions.push(action) });
        await transaction.query('release savepoint complaint');
        for (const action of actions) transaction.afterCommit(action);
        return undefined;
      } catch (error) {
        if (isOutOfReach(error)) throw error;
        await transaction.query('rollback to savepoint complaint');
        trouble = reasonOf(error);
      }
    }
    return trouble;
  }

  /** Tells the dead-letter topic what was parked; at least once. */
  private async mirror(): Promise<void> {
    const letters = await this.quarantine.unmirrored();
    if (letters.length === 0) return;
    await this.transport.publish(letters.map(({ letter }) => letter));
    await this.quarantine.markMirrored(letters.map(({ id }) => id));
  }

  private tell(subjects: readonly string[]): void {
    for (const listener of this.listeners) listener(subjects);
  }
}
