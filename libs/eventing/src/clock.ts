/** Where time comes from: the system's clock, or one that a simulation moves by hand. */
export abstract class Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  abstract now(): number;
  /** Resolves after the time, or at once when the signal says that nobody waits any more. */
  abstract sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock and timers. */
export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end);
      function end(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      }
    });
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

  override async sleep(ms: number, _signal?: AbortSignal): Promise<void> {
    this.advance(ms);
  }
}

/** An instant from microseconds since 1970, RFC 3339 with six decimals. */
export function instantOfMicros(micros: bigint): string {
  const iso = new Date(Number(micros / 1000n)).toISOString();
  return `${iso.slice(0, -1)}${String(micros % 1000n).padStart(3, '0')}Z`;
}
