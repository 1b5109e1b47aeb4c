import type { TopicName } from '@amends/contracts';
import type { Clock } from '../clock.js';
import { derivedId } from '../commands/ids.js';
import { isOutOfReach, type Database, type Transaction } from '../database.js';
import { backOff, Loop, type Report } from '../loop.js';
import { atSavepoint } from '../savepoint.js';
import type { EndOffsets, IncomingBatch, IncomingMessage, Transport } from '../transport/transport.js';
import { DeadLetters } from './dead-letters.js';
import { Membership, type ConsumerState } from './membership.js';
import { Positions } from './positions.js';
import type { Quarantine, ToPark } from './quarantine.js';
import { reasonOf } from './sorting.js';

/** A message of somebody else's system, with the partition that it came on. */
export interface InboundMessage extends IncomingMessage {
  readonly partition: number;
}

/** A message that says something that cannot be taken, and why; never content of it. */
export interface Misread {
  readonly message: InboundMessage;
  readonly reason: string;
}

/** What a service does with messages that are no events of Amends. They may come again, and in any order. */
export interface InboundHandler {
  readonly name: string;
  readonly topics: readonly TopicName[];
  /** Takes messages within the transaction that moves the position past them; returns those that it cannot take. */
  handle(messages: readonly InboundMessage[], transaction: Transaction): Promise<readonly Misread[]>;
}

const CHUNK = 1000;
const WAIT_MS = 500;
const TRIES = 3;
/** Between two tries after trouble: doubled up to the second number. */
const BACKOFF_MS = [100, 3000] as const;

/**
 * Reads messages that other systems send. They have no versions, so nothing follows from one for the next: what cannot be taken is
 * parked alone, and all others flow, those of the same key too.
 */
export class InboundConsumer {
  private readonly deadLetters: DeadLetters;
  private readonly positions: Positions;
  private readonly membership: Membership;
  private readonly loop: Loop;

  constructor(
    readonly handler: InboundHandler,
    private readonly database: Database,
    transport: Transport,
    private readonly quarantine: Quarantine,
    clock: Clock,
  ) {
    this.positions = new Positions(database, handler.name);
    this.membership = new Membership({ ...handler, handle: () => Promise.resolve() }, database, transport, this.positions, clock);
    this.loop = new Loop(clock, { turn: async () => ((await this.step()), 0), afterTrouble: (failures) => this.afterTrouble(failures) });
    this.deadLetters = new DeadLetters(quarantine, transport);
  }

  status(): ConsumerState {
    return this.membership.state;
  }

  /** Reads until stopped; trouble is told to `report` and tried again. */
  start(report: Report): void {
    this.loop.start(report);
  }

  async stop(): Promise<void> {
    await this.loop.stop(() => this.membership.leave());
    await this.membership.leave();
  }

  /** Reads and takes one batch; false when none came within the time. */
  async step(waitMs = WAIT_MS): Promise<boolean> {
    const subscription = await this.membership.join();
    if (!subscription) {
      await this.loop.rest(waitMs);
      return false;
    }
    const batch = await subscription.next(waitMs);
    if (batch && batch.messages.length > 0) await this.process(batch);
    else await this.membership.leaveIfOutdated();
    await this.deadLetters.tell();
    return batch !== undefined;
  }

  /** The next offset of each partition, by `topic/partition`. */
  async position(): Promise<EndOffsets> {
    const { clusterId } = this.membership;
    return clusterId ? this.positions.all(clusterId) : {};
  }

  /** Takes what is parked under a key again; returns how many left the quarantine, and throws, naming one, when any still cannot be taken. */
  async redrive(subject: string): Promise<number> {
    return this.database.transaction(async (transaction) => {
      const waiting = (await this.quarantine.open(transaction, this.handler.name, subject)).filter(({ setAside }) => !setAside);
      const messages = waiting.map(({ message, partition }) => ({ ...message, partition }));
      const [misread] = await this.handler.handle(messages, transaction);
      if (misread) throw new Error(`message ${waiting[messages.indexOf(misread.message)]!.id}: ${misread.reason}`);
      await this.quarantine.remove(transaction, waiting.map(({ id }) => id));
      return waiting.length;
    });
  }

  private async afterTrouble(failures: number): Promise<number> {
    await this.membership.leave();
    return backOff(failures, BACKOFF_MS);
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
      batch.rewind(next);
      throw error;
    }
  }

  private async chunk(batch: IncomingBatch, messages: readonly IncomingMessage[]): Promise<bigint> {
    try {
      return await this.inOneTransaction(batch, messages, (fresh, transaction) => this.handler.handle(fresh, transaction));
    } catch (error) {
      if (isOutOfReach(error)) throw error;
      return this.inOneTransaction(batch, messages, (fresh, transaction) => this.oneByOne(fresh, transaction));
    }
  }

  private async inOneTransaction(
    { topic, partition }: IncomingBatch,
    messages: readonly IncomingMessage[],
    handle: (fresh: readonly InboundMessage[], transaction: Transaction) => Promise<readonly Misread[]>,
  ): Promise<bigint> {
    const next = messages.at(-1)!.offset + 1n;
    const parked = await this.database.transaction(
      async (transaction) => {
        const clusterId = this.membership.clusterId!;
        const position = await this.positions.lock(transaction, clusterId, topic, partition);
        if (position === undefined) throw new Error(`cluster ${clusterId} is no longer known`);
        const fresh = messages.filter(({ offset }) => offset >= position).map((message) => ({ ...message, partition }));
        const misread = fresh.length > 0 ? await handle(fresh, transaction) : [];
        await this.quarantine.park(transaction, this.handler.name, misread.map((one) => parkedOf(topic, one)));
        if (next > position) await this.positions.advance(transaction, clusterId, topic, partition, next);
        return misread.length > 0;
      },
      { first: this.positions.first },
    );
    this.deadLetters.note(parked);
    return next;
  }

  /** After a failure: each message by itself, so that only what fails three times is parked. */
  private async oneByOne(messages: readonly InboundMessage[], transaction: Transaction): Promise<readonly Misread[]> {
    const misread: Misread[] = [];
    for (const message of messages) {
      let outcome: readonly Misread[] | string = '';
      for (let tries = 1; typeof outcome === 'string' && tries <= TRIES; tries++) outcome = await this.attempt(message, transaction);
      misread.push(...(typeof outcome === 'string' ? [{ message, reason: outcome }] : outcome));
    }
    return misread;
  }

  private async attempt(message: InboundMessage, transaction: Transaction): Promise<readonly Misread[] | string> {
    try {
      return await atSavepoint(transaction, (within) => this.handler.handle([message], within));
    } catch (error) {
      if (isOutOfReach(error)) throw error;
      return reasonOf(error);
    }
  }
}

/** How a message that cannot be taken is parked: under an id of its key. */
export const parkedOf = (topic: TopicName, { message, reason }: Misread): ToPark => ({
  subject: derivedId('inbound', topic, message.key?.toString('utf8') ?? ''), topic, partition: message.partition, message, reason,
});
