import { SystemClock } from '@amends/eventing';

/** The machine's clock, which a journey puts forward when days have to pass; timers run as ever. */
export class ForwardClock extends SystemClock {
  private ahead = 0;

  override now(): number {
    return super.now() + this.ahead;
  }

  /** It is a little later than an instant. */
  passes(instant: string): void {
    this.ahead = Math.max(this.ahead, Date.parse(instant) + A_LITTLE_MS - super.now());
  }
}

const A_LITTLE_MS = 1000;
