import type { Clock } from '../clock.js';
import { Pause } from '../pause.js';

/**
 * Where somebody waits, batches are this many milliseconds apart: one person does not feel it, and where a hundred wait, as in a closed
 * loop of life cycles, a transaction then holds the events of several instead of one's.
 */
export const HASTE_MS = 8;

/**
 * Spaces the batches of a consumer that nobody watches event by event: one transaction then holds what came in between. At 200
 * registrations a second a batch costs about 2 ms of processor time in all, whether it holds one event or twenty.
 */
export class Rest {
  private readonly pause: Pause;
  private began = 0;
  private waiting = 0;

  /** `paceMs` is the least time from one batch to the next; the first batch after a silence is never late. */
  constructor(
    private readonly clock: Clock,
    private readonly paceMs: number,
  ) {
    this.pause = new Pause(clock);
  }

  /** A batch has come. */
  begin(): void {
    this.began = this.clock.now();
  }

  /** Lasts until the next batch may be asked for; who needs longer than the pace for a batch is busy enough and does not rest. */
  async take(): Promise<void> {
    for (;;) {
      this.pause.forget();
      const pace = this.waiting > 0 ? Math.min(HASTE_MS, this.paceMs) : this.paceMs;
      const left = this.began + pace - this.clock.now();
      if (left <= 0) return;
      await this.pause.rest(left);
    }
  }

  /** Shortens the rest until the returned function is called: somebody waits. */
  hasten(): () => void {
    this.waiting += 1;
    this.pause.wake();
    return () => void (this.waiting -= 1);
  }
}
