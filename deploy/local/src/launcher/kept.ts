import { setTimeout as sleep } from 'node:timers/promises';

/** Something with a process of its own. */
export interface Living {
  pid: number;
  stop(): Promise<void>;
  exited: Promise<void>;
}

/** How to start a thing, and whom to tell when it died, came back or would not come back. */
export interface Keeping<T extends Living> {
  name: string;
  start(): Promise<T>;
  tell(line: string): void;
  onRestart(): void;
}

const LONGEST_PAUSE_MS = 5_000;
const STEADY_MS = 30_000;

/** How long to wait before the n-th try in a row, in milliseconds: at once, then 0.2 s, doubling up to 5 s. */
export function pauseBefore(tries: number): number {
  return tries <= 1 ? 0 : Math.min(100 * 2 ** (tries - 1), LONGEST_PAUSE_MS);
}

/** A process that is started again whenever it dies, until it is stopped on purpose. */
export class Kept<T extends Living> {
  private readonly stopping = new AbortController();
  private reviving: Promise<void> | undefined;
  private tries = 0;

  private constructor(
    private readonly keeping: Keeping<T>,
    private living: T,
  ) {}

  /** Starts it for the first time; a failure now is the caller's. */
  static async start<T extends Living>(keeping: Keeping<T>): Promise<Kept<T>> {
    const kept = new Kept(keeping, await keeping.start());
    void kept.watch();
    return kept;
  }

  /** The present incarnation. */
  get current(): T {
    return this.living;
  }

  /** Ends the present incarnation, so that a new one takes its place. */
  async renew(): Promise<void> {
    await this.living.stop();
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.reviving;
    await this.living.stop();
  }

  private async watch(): Promise<void> {
    for (;;) {
      const bornAt = Date.now();
      await this.living.exited;
      if (this.stopping.signal.aborted) return;
      if (Date.now() - bornAt > STEADY_MS) this.tries = 0;
      this.keeping.tell(`${this.keeping.name} has ended; starting it again`);
      this.reviving = this.revive();
      await this.reviving;
    }
  }

  private async revive(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await sleep(pauseBefore(++this.tries), undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.stopping.signal.aborted) return;
      try {
        this.living = await this.keeping.start();
        this.keeping.onRestart();
        return this.keeping.tell(`${this.keeping.name} is back`);
      } catch (error) {
        this.keeping.tell(`${this.keeping.name} does not start: ${(error as Error).message}`);
      }
    }
  }
}
