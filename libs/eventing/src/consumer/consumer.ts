import type { Clock } from '../clock.js';
import { isOutOfReach, type Database, type Transaction } from '../database.js';
import { Pause } from '../pause.js';
import type { EndOffsets, IncomingBatch, IncomingMessage, Transport } from '../transport/transport.js';
import { HandledVersions, type HandledSubject } from './handled.js';
import type { Handler } from './handler.js';
import { Membership, type ConsumerState } from './membership.js';
import { oneByOne } from './one-by-one.js';
import { Positions } from './positions.js';
import type { Quarantine } from './quarantine.js';
import { redrive, type Redriven } from './redrive.js';
import { Rewind, Rewinds } from './rewinds.js';
import { itemOf, sortItems, type Fresh, type ParkedItem } from './sorting.js';

/** So many messages share a transaction: enough to make a replay fast, few enough to keep the heartbeat. */
const CHUNK = 1000;
/** Batches of several partitions share a transaction up to this many messages: beyond, a partition alone fills one. */
const TOGETHER = 2 * CHUNK;
const WAIT_MS = 500;
/** Between two tries after trouble: doubled up to the second number. */
const BACKOFF_MS = [100, 3000] as const;

type Handle = (fresh: readonly Fresh[], transaction: Transaction, handled: Map<string, HandledSubject>) => Promise<readonly ParkedItem[]>;

/**
 * Reads topics for one handler. Effects, handled versions and position change in one transaction; a repetition is recognised by
 * its versions; what cannot be handled is parked by complaint while the rest flows.
 */
export class Consumer {
  private running: Promise<void> | undefined;
  private stopping = false;
  /** Whether there may be parked messages that the dead-letter topic was not told of: at first, because of a former process. */
  private unmirrored = true;
  private readonly handled: HandledVersions;
  private readonly positions: Positions;
  private readonly membership: Membership;
  private readonly redriven: Redriven;
  private readonly rewinds = new Rewinds();
  private readonly pause: Pause;
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
    this.membership = new Membership(handler, database, transport, this.positions, clock);
    this.pause = new Pause(clock);
    this.redriven = { handler, handled: this.handled, quarantine };
  }

  /** Hears, after each commit, of which subjects something was handled. */
  onHandled(listener: (subjects: readonly string[]) => void): void {
    this.listeners.push(listener);
  }

  /** What the consumer does now. */
  status(): ConsumerState {
    return this.membership.state;
  }

  /** Reads until stopped; trouble is told to `report` and tried again. */
  start(report: (error: unknown) => void): void {
    this.stopping = false;
    this.running ??= this.loop(report);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.pause.wake();
    await this.membership.leave();
    await this.running;
    this.running = undefined;
    // It may just have joined again while it was told to leave.
    await this.membership.leave();
  }

  /** Reads and handles one batch; false when none came within the time. */
  async step(waitMs = WAIT_MS): Promise<boolean> {
    const subscription = await this.membership.join();
    if (!subscription) {
      await this.pause.rest(waitMs);
      return false;
    }
    const batch = await subscription.next(waitMs);
    const filled = batch ? [batch, ...subscription.atHand()].filter(({ messages }) => messages.length > 0) : [];
    if (filled.length > 0) await this.processAll(filled);
    else await this.membership.leaveIfOutdated();
    if (this.unmirrored) await this.mirror();
    return batch !== undefined;
  }

  /** The next offset of each partition, by `topic/partition`. */
  async position(): Promise<EndOffsets> {
    const { clusterId } = this.membership;
    return clusterId ? this.positions.all(clusterId) : {};
  }

  /** Handles what is parked of a subject again, in order. Returns how many messages were handled; throws when it fails again. */
  async redrive(subject: string): Promise<number> {
    const count = await this.database.transaction((transaction) => redrive(this.redriven, transaction, subject, this.clock.now()));
    this.tell([subject]);
    return count;
  }

  private async loop(report: (error: unknown) => void): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      this.pause.forget();
      if (this.stopping) return;
      try {
        await this.step();
        failures = 0;
      } catch (error) {
        if (this.stopping) return;
        failures += 1;
        report(error);
        await this.membership.leave();
        await this.pause.rest(Math.min(BACKOFF_MS[0] * 2 ** failures, BACKOFF_MS[1]));
      }
    }
  }

  /** Small batches of several partitions share a transaction; whatever is unusual is looked at partition by partition. */
  private async processAll(batches: readonly IncomingBatch[]): Promise<void> {
    const size = batches.reduce((sum, { messages }) => sum + messages.length, 0);
    if (batches.length > 1 && size <= TOGETHER && (await this.together(batches))) return;
    const waiting = [...batches];
    try {
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) await this.process(batch);
    } finally {
      for (const batch of waiting) batch.rewind(batch.messages[0]!.offset);
    }
  }

  private async together(batches: readonly IncomingBatch[]): Promise<boolean> {
    try {
      const subjects = await this.database.transaction((transaction) => this.handleTogether(transaction, batches), this.transacting);
      this.tell(subjects);
    } catch {
      // Nothing has happened; what it was shows when each partition is handled by itself.
      return false;
    }
    for (const batch of batches) {
      this.rewinds.movedOn(`${batch.topic}/${batch.partition}`);
      await batch.done(nextOf(batch.messages));
    }
    return true;
  }

  private async handleTogether(transaction: Transaction, batches: readonly IncomingBatch[]): Promise<readonly string[]> {
    const clusterId = this.membership.clusterId!;
    const positions = await this.positions.lockAll(transaction, clusterId, batches);
    const items = batches.flatMap(({ topic, partition, messages }) => {
      const position = positions.get(`${topic}/${partition}`);
      if (position === undefined || messages[0]!.offset > position || nextOf(messages) <= position) throw new Unusual();
      return messages.filter(({ offset }) => offset >= position).map((message) => itemOf(topic, partition, message));
    });
    const handled = await this.handled.load(transaction, [...new Set(items.map(({ subject }) => subject))].sort());
    const sorted = sortItems(items, handled, this.clock.now(), false);
    if (sorted.gap || sorted.parked.length > 0) throw new Unusual();
    if (sorted.fresh.length > 0) await this.handler.handle(sorted.fresh.map(({ event }) => event), transaction);
    await this.handled.save(transaction, handled);
    await this.positions.advanceAll(transaction, clusterId, batches.map(({ topic, partition, messages }) => ({ topic, partition, next: nextOf(messages) })));
    return [...handled.keys()];
  }

  private get transacting() {
    return { durable: this.handler.durable ?? false, first: this.positions.first };
  }

  private async process(batch: IncomingBatch): Promise<void> {
    let next = batch.messages[0]!.offset;
    try {
      for (let start = 0; start < batch.messages.length; start += CHUNK) {
        next = await this.chunk(batch, batch.messages.slice(start, start + CHUNK));
        if (start + CHUNK < batch.messages.length) await batch.heartbeat();
      }
      await batch.done(next);
    } catch (error) {
      batch.rewind(error instanceof Rewind ? error.offset : next);
      if (!(error instanceof Rewind)) throw error;
      await this.membership.leaveIfOutdated();
    }
  }

  private async chunk(batch: IncomingBatch, messages: readonly IncomingMessage[]): Promise<bigint> {
    const together: Handle = (fresh, transaction) => this.handler.handle(fresh.map(({ event }) => event), transaction).then(() => []);
    try {
      return await this.inOneTransaction(batch, messages, together);
    } catch (error) {
      if (error instanceof Rewind || isOutOfReach(error)) throw error;
      return this.inOneTransaction(batch, messages, (fresh, transaction, handled) => oneByOne(this.handler, fresh, handled, transaction));
    }
  }

  /** Locks the position, handles what is new, parks what can't be handled, and moves the position, all or nothing. */
  private async inOneTransaction(batch: IncomingBatch, messages: readonly IncomingMessage[], handle: Handle): Promise<bigint> {
    const { topic, partition } = batch;
    const next = nextOf(messages);
    const { subjects, parked } = await this.database.transaction(
      async (transaction) => {
        const position = await this.lockPosition(transaction, batch, messages[0]!.offset, next);
        const items = messages.filter(({ offset }) => offset >= position).map((message) => itemOf(topic, partition, message));
        const handled = await this.handled.load(transaction, [...new Set(items.map(({ subject }) => subject))].sort());
        const sorted = sortItems(items, handled, this.clock.now(), this.rewinds.wasTried(`${topic}/${partition}`, `versions after ${position}`));
        if (sorted.gap) this.rewinds.readAgain(`${topic}/${partition}`, `versions after ${position}`, position);
        const failed = sorted.fresh.length > 0 ? await handle(sorted.fresh, transaction, handled) : [];
        const toPark = [...sorted.parked, ...failed].sort((a, b) => Number(a.message.offset - b.message.offset));
        await this.quarantine.park(transaction, this.handler.name, toPark);
        await this.handled.save(transaction, handled);
        await this.positions.advance(transaction, this.membership.clusterId!, topic, partition, next);
        return { subjects: [...handled.keys()], parked: toPark.length > 0 };
      },
      this.transacting,
    );
    this.rewinds.movedOn(`${topic}/${partition}`);
    this.unmirrored ||= parked;
    this.tell(subjects);
    return next;
  }

  /** The position, with these messages lying at or across it; throws Rewind when they lie before or after. */
  private async lockPosition(transaction: Transaction, { topic, partition }: IncomingBatch, first: bigint, next: bigint): Promise<bigint> {
    const { clusterId } = this.membership;
    const position = await this.positions.lock(transaction, clusterId!, topic, partition);
    if (position === undefined) throw new Error(`cluster ${clusterId} is no longer known`);
    const name = `${topic}/${partition}`;
    // What is gone even the second time (never ours to lose) is passed over.
    if (first > position && !this.rewinds.wasTried(name, `offset ${position}`)) this.rewinds.readAgain(name, `offset ${position}`, position);
    if (next <= position) {
      if (this.rewinds.wasTried(name, `behind ${position}`)) await this.membership.refuseLoss();
      this.rewinds.readAgain(name, `behind ${position}`, position);
    }
    return position;
  }

  /** Tells the dead-letter topic what was parked, at least once; its trouble holds nothing up and is tried again at the next step. */
  private async mirror(): Promise<void> {
    try {
      const letters = await this.quarantine.unmirrored();
      if (letters.length > 0) {
        await this.transport.publish(letters.map(({ letter }) => letter));
        await this.quarantine.markMirrored(letters.map(({ id }) => id));
      }
      this.unmirrored = letters.length > 0;
    } catch {
      this.unmirrored = true;
    }
  }

  private tell(subjects: readonly string[]): void {
    for (const listener of this.listeners) listener(subjects);
  }
}

/** Batches cannot be handled together: one of them needs a closer look. */
class Unusual extends Error {}

const nextOf = (messages: readonly IncomingMessage[]): bigint => messages.at(-1)!.offset + 1n;
