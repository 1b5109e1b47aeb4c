import type { LogName, StreamKind } from '@amends/contracts';
import type { Clock } from '../clock.js';
import type { Consumer } from '../consumer/consumer.js';
import type { Database } from '../database.js';

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

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    /** The log that this service owns: its own writes are always there. */
    private readonly own: LogName | undefined,
    private readonly consumers: readonly Consumer[],
  ) {
    for (const consumer of consumers) consumer.onHandled((subjects) => this.tell(subjects));
  }

  /** Waits up to `waitMs` until every consumer of this service has handled all marks. */
  async reached(marks: readonly SeenMark[], waitMs: number): Promise<'reached' | 'behind' | 'quarantined'> {
    const foreign = marks.filter(({ source }) => source !== this.own);
    const deadline = this.clock.now() + waitMs;
    for (;;) {
      const state = await this.look(foreign);
      if (state !== 'behind' || this.clock.now() >= deadline) return state;
      await this.wait([...new Set(foreign.map(({ id }) => id))]);
    }
  }

  private async look(marks: readonly SeenMark[]): Promise<'reached' | 'behind' | 'quarantined'> {
    if (marks.length === 0 || this.consumers.length === 0) return 'reached';
    const { rows } = await this.database.pool.query<{ consumer: string; subject: string; versions: Record<string, number>; quarantined: boolean }>({
      name: `seen-${this.database.schema}`,
      text: `select consumer, subject, versions, quarantined from ${this.database.schema}.handled where subject = any($1)`,
      values: [[...new Set(marks.map(({ id }) => id))]],
    });
    const found = new Map(rows.map((row) => [`${row.consumer}\u001f${row.subject}`, row]));
    let state: 'reached' | 'behind' = 'reached';
    for (const { handler } of this.consumers) {
      for (const mark of marks) {
        if (mark.kind === 'customer' && !handler.topics.includes('customers')) continue;
        const row = found.get(`${handler.name}\u001f${mark.id}`);
        if ((row?.versions[`${mark.source}/${mark.kind}`] ?? 0) >= mark.version) continue;
        if (row?.quarantined) return 'quarantined';
        state = 'behind';
      }
    }
    return state;
  }

  private async wait(subjects: readonly string[]): Promise<void> {
    let wake: () => void = () => undefined;
    const told = new Promise<void>((resolve) => (wake = resolve));
    for (const subject of subjects) this.waitersOf(subject).add(wake);
    await Promise.race([told, this.clock.sleep(LOOK_MS)]);
    for (const subject of subjects) {
      const waiters = this.waitersOf(subject);
      waiters.delete(wake);
      if (waiters.size === 0) this.waiting.delete(subject);
    }
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
