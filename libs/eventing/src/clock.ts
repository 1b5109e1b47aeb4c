/** Where time comes from: the system's clock, or one that a simulation moves by hand. */
export abstract class Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  abstract now(): number;
  abstract sleep(ms: number): Promise<void>;
}

/** The machine's clock and timers. */
export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}

/** A clock that stands still until it is moved. */
export class ManualClock extends Clock {
  constructor(private time: number) {
    super();
  }

  now(): number {
    return this.time;
  }

  /** Moves on by so many milliseconds. */
  advance(ms: number): void {
    this.time += ms;
  }

  override async sleep(ms: number): Promise<void> {
    this.advance(ms);
  }
}

/** An instant from microseconds since 1970, RFC 3339 with six decimals. */
export function instantOfMicros(micros: bigint): string {
  const iso = new Date(Number(micros / 1000n)).toISOString();
  return `${iso.slice(0, -1)}${String(micros % 1000n).padStart(3, '0')}Z`;
}
