import { Clock, type CommandContext } from '@amends/eventing';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Erasing } from './erasing.js';

/** How often erasures are looked for that are not done: another process may have died over one. */
const LOOK_MS = 60_000;

/** Finishes, from the start of the process on, what erasures have left to do. */
@Injectable()
export class ErasingGoesOn implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly erasing: Erasing,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      // A database that is away is told by everything else too; the list waits.
      await this.erasing.step(this.context()).catch(() => undefined);
      await this.clock.sleep(LOOK_MS, this.stopping.signal);
    }
  }

  private context(): CommandContext {
    const now = new Date(this.clock.now()).toISOString();
    return { actor: { id: 'intake', role: 'system', unit: null }, scope: undefined, correlation: 'erasing', causation: null, traceparent: null, now };
  }
}
