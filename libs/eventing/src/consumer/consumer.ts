import type { Clock } from '../clock.js';
import type { Database } from '../database.js';
import { backOff, Loop, type Report } from '../loop.js';
import type { EndOffsets, IncomingBatch, Transport } from '../transport/transport.js';
import { handleApart } from './apart.js';
import { DeadLetters } from './dead-letters.js';
import { HandledVersions } from './handled.js';
import type { Handler } from './handler.js';
import { Membership, type ConsumerState } from './membership.js';
import { Positions, type Standing } from './positions.js';
import type { Quarantine } from './quarantine.js';
import { nextOf, type Outcome, type Reading } from './reading.js';
import { redrive } from './redrive.js';
import { Rest } from './rest.js';
import { Rewinds } from './rewinds.js';
import { handleTogether } from './together.js';

const WAIT_MS = 500;
/** Between two tries after trouble: doubled up to the second number. */
const BACKOFF_MS = [100, 3000] as const;

/**
 * Reads topics for one handler. Effects, handled versions and position change in one transaction; a repetition is recognised by
 * its versions; what cannot be handled is parked by complaint while the rest flows.
 */
export class Consumer {
  private readonly deadLetters: DeadLetters;
  private readonly reading: Reading;
  private readonly loop: Loop;
  private readonly rest: Rest;
  private readonly listeners: ((subjects: readonly string[]) => void)[] = [];

  constructor(
    readonly handler: Handler,
    database: Database,
    transport: Transport,
    quarantine: Quarantine,
    private readonly clock: Clock,
  ) {
    const positions = new Positions(database, handler.name);
    this.reading = {
      handler, database, quarantine, clock, positions,
      handled: new HandledVersions(database, handler.name),
      membership: new Membership(handler, database, transport, positions, clock),
      rewinds: new Rewinds(),
    };
    this.loop = new Loop(clock, { turn: async () => ((await this.step()), 0), afterTrouble: (failures) => this.afterTrouble(failures) });
    this.deadLetters = new DeadLetters(quarantine, transport);
    this.rest = new Rest(clock, handler.paceMs ?? 0);
  }

  /** Hears, after each commit, of which subjects something was handled. */
  onHandled(listener: (subjects: readonly string[]) => void): void {
    this.listeners.push(listener);
  }

  /** Lets the consumer read with hardly a rest, because somebody waits for it, until the returned function is called. */
  hurry(): () => void {
    return this.rest.hasten();
  }

  /** What the consumer does now. */
  status(): ConsumerState {
    return this.reading.membership.state;
  }

  /** Reads until stopped; trouble is told to `report` and tried again. */
  start(report: Report): void {
    this.loop.start(report);
  }

  async stop(): Promise<void> {
    const { membership } = this.reading;
    const rested = this.rest.hasten();
    await this.loop.stop(() => membership.leave());
    rested();
    // It may just have joined again while it was told to leave.
    await membership.leave();
  }

  /** Reads and handles one batch; false when none came within the time. */
  async step(waitMs = WAIT_MS): Promise<boolean> {
    const { membership } = this.reading;
    const subscription = await membership.join();
    if (!subscription) {
      await this.loop.rest(waitMs);
      return false;
    }
    const batch = await subscription.next(waitMs);
    const filled = batch ? [batch, ...subscription.atHand()].filter(({ messages }) => messages.length > 0) : [];
    if (filled.length > 0) await this.process(filled);
    else await membership.leaveIfOutdated();
    await this.deadLetters.tell();
    return batch !== undefined;
  }

  /** The next offset of each partition, by `topic/partition`. */
  async position(): Promise<EndOffsets> {
    const { membership, positions } = this.reading;
    return membership.clusterId ? positions.all(membership.clusterId) : {};
  }

  /** Where it stands in the cluster that the transport speaks to; undefined while that is not one whose past this service has read. */
  async standing(clusterId: string): Promise<Standing | undefined> {
    return this.reading.positions.standing(clusterId);
  }

  /** Handles what is parked of a subject again, in order. Returns how many messages were handled; throws when it fails again. */
  async redrive(subject: string): Promise<number> {
    const count = await this.reading.database.transaction((transaction) => redrive(this.reading, transaction, subject, this.clock.now()));
    this.tell([subject]);
    return count;
  }

  private async afterTrouble(failures: number): Promise<number> {
    await this.reading.membership.leave();
    return backOff(failures, BACKOFF_MS);
  }

  /** Rests before batches are said to be done, because with that the next ones are fetched. */
  private async process(batches: readonly IncomingBatch[]): Promise<void> {
    this.rest.begin();
    const done: IncomingBatch[] = [];
    try {
      const subjects = await handleTogether(this.reading, batches);
      if (subjects) {
        done.push(...batches);
        this.tell(subjects);
      } else {
        await this.eachApart(batches, done);
      }
      await this.rest.take();
    } finally {
      for (const batch of done) await batch.done(nextOf(batch.messages));
    }
  }

  private async eachApart(batches: readonly IncomingBatch[], done: IncomingBatch[]): Promise<void> {
    const waiting = [...batches];
    try {
      for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
        if (await handleApart(this.reading, batch, (outcome) => this.note(outcome))) done.push(batch);
      }
    } finally {
      for (const batch of waiting) batch.rewind(batch.messages[0]!.offset);
    }
  }

  private note({ subjects, parked }: Outcome): void {
    this.deadLetters.note(parked);
    this.tell(subjects);
  }

  private tell(subjects: readonly string[]): void {
    for (const listener of this.listeners) listener(subjects);
  }
}
