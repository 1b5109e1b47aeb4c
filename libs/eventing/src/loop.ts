import type { Clock } from './clock.js';
import { Pause } from './pause.js';

/** Hears of trouble that a loop goes on after. */
export type Report = (error: unknown) => void;

/** What is done again and again. */
export interface Turns {
  /** Does one piece of work; returns for how many milliseconds nothing need be done, unless somebody wakes the loop: 0 to go on at once. */
  turn(report: Report): Promise<number>;
  /** After trouble that was told, the so manieth in a row: for how many milliseconds to rest. */
  afterTrouble(failures: number): number | Promise<number>;
}

/** Takes one turn after the other until it is stopped, with rests that a wake-up ends early. Can be started again. */
export class Loop {
  private readonly pause: Pause;
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(
    clock: Clock,
    private readonly turns: Turns,
  ) {
    this.pause = new Pause(clock);
  }

  start(report: Report): void {
    this.stopping = false;
    this.running ??= this.run(report);
  }

  /** Lets the turn under way end; `meanwhile` cuts short what it may wait for. */
  async stop(meanwhile: () => Promise<void> = async () => undefined): Promise<void> {
    this.stopping = true;
    this.pause.wake();
    await meanwhile();
    await this.running;
    this.running = undefined;
  }

  /** There is something to do: ends the rest, or makes the next one end at once. */
  wake(): void {
    this.pause.wake();
  }

  /** A rest within a turn, which wake-ups and the stop end early too. */
  rest(ms: number): Promise<void> {
    return this.pause.rest(ms);
  }

  private async run(report: Report): Promise<void> {
    for (let failures = 0; ; ) {
      this.pause.forget();
      // A stop before that line was forgotten with it.
      if (this.stopping) return;
      let restMs: number;
      try {
        restMs = await this.turns.turn(report);
        failures = 0;
      } catch (error) {
        if (this.stopping) return;
        failures += 1;
        report(error);
        restMs = await this.turns.afterTrouble(failures);
      }
      if (restMs > 0) await this.pause.rest(restMs);
    }
  }
}

/** A rest that doubles with each failure in a row, from twice the first number up to the second, in milliseconds. */
export const backOff = (failures: number, [first, most]: readonly [number, number]): number => Math.min(first * 2 ** failures, most);
