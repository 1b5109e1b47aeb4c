import type { Clock } from './clock.js';

/** A rest that can be ended early, and that a wake-up which came before it began ends at once; leaves no timer behind. */
export class Pause {
  private woken = false;
  private current: AbortController | undefined;

  constructor(private readonly clock: Clock) {}

  /** Forgets former wake-ups: call it before looking for work, so that one which comes while looking counts. */
  forget(): void {
    this.woken = false;
  }

  wake(): void {
    this.woken = true;
    // A reason of ours, because without one each abort makes an exception with its stack.
    this.current?.abort('woken');
  }

  async rest(ms: number): Promise<void> {
    if (this.woken) return;
    this.current = new AbortController();
    await this.clock.sleep(ms, this.current.signal);
    this.current = undefined;
  }
}
