import { SystemClock } from '@amends/eventing';

/** The machine's clock, which a journey puts forward when days have to pass; timers run as ever. */
export class ForwardClock extends SystemClock {
  private ahead = 0;

  override now(): number {
    return super.now() + this.ahead;
  }

  /** So many milliseconds have passed. */
  putForward(ms: number): void {
    this.ahead += ms;
  }
}

export const MINUTES = 60_000;
export const DAYS = 24 * 60 * MINUTES;
