import { topicOf, type LogName, type StreamKind } from '@amends/contracts';
import type { Clock } from '../clock.js';
import type { Consumer } from '../consumer/consumer.js';
import type { Database } from '../database.js';
import { Pause } from '../pause.js';
import { SharedLook, type HandledRow } from './shared-look.js';

/** A version of a stream that somebody has seen and expects others to have heard of. */
export interface SeenMark {
  readonly source: LogName;
  readonly kind: StreamKind;
  readonly id: string;
  readonly version: number;
}

/** Other processes may handle what we wait for, so besides being told we look at this pace. */
const LOOK_MS = 20;

/** Waits until this service's consumers have heard what somebody has already seen elsewhere: read your own writes. */
export class Seen {
  private readonly waiting = new Map<string, Set<() => void>>();
  private readonly handled: SharedLook;

  constructor(
    database: Database,
    private readonly clock: Clock,
    /** The log that this service owns: its own writes are always there. */
    private readonly own: LogName | undefined,
    private readonly consumers: readonly Consumer[],
  ) {
    this.handled = new SharedLook(database);
    for (const consumer of consumers) consumer.onHandled((subjects) => this.tell(subjects));
  }

  /** Waits up to `waitMs` until every consumer of this service has handled all marks. */
  async reached(marks: readonly SeenMark[], waitMs: number): Promise<'reached' | 'behind' | 'quarantined'> {
    const foreign = marks.filter(({ source }) => source !== this.own);
    // Mostly it is there already; only who has to wait makes the consumers hurry.
    const looked = await this.look(foreign);
    if (looked === 'quarantined') return looked;
    if (looked.length === 0) return 'reached';
    const calm = this.consumers.map((consumer) => consumer.hurry());
    return this.wait(looked, this.clock.now() + waitMs).finally(() => calm.forEach((one) => one()));
  }

  private async wait(marks: readonly SeenMark[], deadline: number): Promise<'reached' | 'behind' | 'quarantined'> {
    let missing = marks;
    for (;;) {
      const isLast = this.clock.now() >= deadline;
      // Listens before it looks: what is handled in between is not missed.
      const told = this.listenTo([...new Set(missing.map(({ id }) => id))]);
      try {
        const looked = await this.look(missing);
        if (looked === 'quarantined') return looked;
        if (looked.length === 0) return 'reached';
        if (isLast) return 'behind';
        // What was handled stays handled: only the rest is asked for again.
        missing = looked;
        await told.pause.rest(LOOK_MS);
      } finally {
        told.forget();
      }
    }
  }

  /** The marks that some consumer has not handled yet. */
  private async look(marks: readonly SeenMark[]): Promise<readonly SeenMark[] | 'quarantined'> {
    if (marks.length === 0 || this.consumers.length === 0) return [];
    const found = await this.handled.of(marks.map(({ id }) => id));
    const missing = new Set<SeenMark>();
    for (const { handler } of this.consumers) {
      for (const mark of marks) {
        if (!handler.topics.includes(topicOf(mark.kind))) continue;
        const row: HandledRow | undefined = found.get(`${handler.name}\u001f${mark.id}`);
        if ((row?.versions[`${mark.source}/${mark.kind}`] ?? 0) >= mark.version) continue;
        if (row?.quarantined) return 'quarantined';
        missing.add(mark);
      }
    }
    return [...missing];
  }

  private listenTo(subjects: readonly string[]): { readonly pause: Pause; forget(): void } {
    const pause = new Pause(this.clock);
    const wake = (): void => pause.wake();
    for (const subject of subjects) this.waitersOf(subject).add(wake);
    const forget = (): void => {
      for (const subject of subjects) {
        const waiters = this.waitersOf(subject);
        waiters.delete(wake);
        if (waiters.size === 0) this.waiting.delete(subject);
      }
    };
    return { pause, forget };
  }

  private waitersOf(subject: string): Set<() => void> {
    const waiters = this.waiting.get(subject) ?? new Set();
    this.waiting.set(subject, waiters);
    return waiters;
  }

  private tell(subjects: readonly string[]): void {
    if (this.waiting.size === 0) return;
    for (const subject of subjects) this.waiting.get(subject)?.forEach((wake) => wake());
  }
}
