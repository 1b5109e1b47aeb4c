/** Something that a service does beside answering requests and hearing events: it is started, stopped, and can be stepped by hand. */
export interface Worker {
  start(report: (error: unknown) => void): void;
  stop(): Promise<void>;
  /** Does one batch; returns how much was done. */
  step(report: (error: unknown) => void): Promise<number>;
}

/** The workers of one service: its module adds them, and the process starts and stops them. */
export class Workers {
  private readonly workers = new Map<string, Worker>();

  constructor(private readonly report: (worker: string, error: unknown) => void) {}

  /** Adds a worker under a name for logs; only before the start, best in the constructor of the service's module. */
  add(name: string, worker: Worker): void {
    if (this.workers.has(name)) throw new Error(`there are two workers called ${name}`);
    this.workers.set(name, worker);
  }

  /** All workers, in the order in which they were added. */
  all(): readonly Worker[] {
    return [...this.workers.values()];
  }

  start(): void {
    for (const [name, worker] of this.workers) worker.start((error) => this.report(name, error));
  }

  async stop(): Promise<void> {
    await Promise.all(this.all().map((worker) => worker.stop()));
  }
}
