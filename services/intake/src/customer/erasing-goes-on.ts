import { Clock, type CommandContext } from '@amends/eventing';
import type { Worker } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { Erasing } from './erasing.js';

/** How often erasures are looked for that are not done: another process may have died over one. */
const LOOK_MS = 60_000;

/** Finishes, from the start of the process on, what erasures have left to do. */
@Injectable()
export class ErasingGoesOn implements Worker {
  private stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly erasing: Erasing,
    private readonly clock: Clock,
  ) {}

  start(report: (error: unknown) => void): void {
    this.stopping = new AbortController();
    this.running ??= this.loop(report);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.running = undefined;
  }

  /** Goes once over what was begun; returns how many erasures are done now. */
  step(): Promise<number> {
    const now = new Date(this.clock.now()).toISOString();
    const context: CommandContext = { actor: { id: 'intake', role: 'system', unit: null }, scope: undefined, correlation: 'erasing', causation: null, traceparent: null, now };
    return this.erasing.step(context);
  }

  private async loop(report: (error: unknown) => void): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.step().catch(report);
      await this.clock.sleep(LOOK_MS, this.stopping.signal);
    }
  }
}
