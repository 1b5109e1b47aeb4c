import type { Pace } from './pace.js';
import type { PastComplaint } from './past-complaint.js';
import { takeBatch } from './take-batch.js';

/** So many requests of one lane are under way at once: one is answered while the next is read. */
const REQUESTS = 2;

/** The way into one service: what waits travels together as soon as a request is free, so batches grow under load. */
export class Lane {
  private readonly waiting: PastComplaint[] = [];
  private underWay = 0;
  private planned = false;

  constructor(
    private readonly pace: Pick<Pace, 'isOpen'>,
    /** Sends one batch; never throws. */
    private readonly deliver: (batch: PastComplaint[]) => Promise<void>,
  ) {}

  push(one: PastComplaint): void {
    this.waiting.push(one);
    this.wake();
  }

  /** Looks for work, after everything that is pushed in this turn of the event loop. */
  wake(): void {
    if (this.planned) return;
    this.planned = true;
    setImmediate(() => this.start());
  }

  private start(): void {
    this.planned = false;
    while (this.pace.isOpen && this.underWay < REQUESTS && this.waiting.length > 0) {
      this.underWay++;
      void this.deliver(takeBatch(this.waiting)).finally(() => {
        this.underWay--;
        this.wake();
      });
    }
  }
}
