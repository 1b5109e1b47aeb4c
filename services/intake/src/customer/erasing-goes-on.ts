import { Clock, Loop, type CommandContext, type Report } from '@amends/eventing';
import type { Worker } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { Erasing } from './erasing.js';

/** How often erasures are looked for that are not done: another process may have died over one. */
const LOOK_MS = 60_000;

/** Finishes, from the start of the process on, what erasures have left to do. */
@Injectable()
export class ErasingGoesOn implements Worker {
  private readonly loop: Loop;

  constructor(
    private readonly erasing: Erasing,
    private readonly clock: Clock,
  ) {
    this.loop = new Loop(clock, { turn: async () => ((await this.step()), LOOK_MS), afterTrouble: () => LOOK_MS });
  }

  start(report: Report): void {
    this.loop.start(report);
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Goes once over what was begun; returns how many erasures are done now. */
  step(): Promise<number> {
    const now = new Date(this.clock.now()).toISOString();
    const context: CommandContext = { actor: { id: 'intake', role: 'system', unit: null }, scope: undefined, correlation: 'erasing', causation: null, traceparent: null, now };
    return this.erasing.step(context);
  }
}
