import type { Client } from '../support/client.js';
import type { Book } from './book.js';
import { carryOut } from './command.js';
import { Dice } from '../support/dice.js';
import { planLife, type Life } from './life.js';

/** A complaint on its way: which step is next, and what its agent has seen. */
export interface Underway {
  readonly number: number;
  readonly life: Life;
  next: number;
  readonly client: Client;
  state: 'waiting' | 'taken' | 'quarantined' | 'done' | 'given up';
}

/** Agents who take complaints in and drive them on, side by side, until they are told to stop. */
export class Load {
  /** Complaints that are not at their end yet. */
  underway: readonly Underway[] = [];
  private stopping = true;
  private working: Promise<void>[] = [];
  private count = 0;

  constructor(
    private readonly seed: number,
    private readonly workers: number,
    private readonly newClient: () => Client,
    private readonly book: Book,
  ) {}

  start(): void {
    this.stopping = false;
    this.working = Array.from({ length: this.workers }, () => this.work());
  }

  /** Ends after the commands in flight are accepted. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.working);
  }

  /** Drives one complaint to its end, outside of the load. */
  async finish(one: Underway): Promise<void> {
    one.state = 'waiting';
    while (one.state === 'waiting') await this.step(one);
  }

  private async work(): Promise<void> {
    while (!this.stopping) {
      const one = this.underway.find(({ state }) => state === 'waiting') ?? this.begin();
      await this.step(one);
    }
  }

  private begin(): Underway {
    const number = ++this.count;
    const begun: Underway = { number, life: planLife(this.seed, number), next: 0, client: this.newClient(), state: 'waiting' };
    this.underway = [...this.underway, begun];
    return begun;
  }

  private async step(one: Underway): Promise<void> {
    one.state = 'taken';
    const step = one.life.steps[one.next]!;
    const key = `${this.seed}-${one.number}-${one.next}`;
    const twice = new Dice(this.seed + one.number * 101 + one.next).oneIn(20);
    const outcome = await carryOut(step, key, one.client, this.book, twice);
    if (outcome === 'accepted') one.next += 1;
    one.state = outcome !== 'accepted' ? outcome : one.next === one.life.steps.length ? 'done' : 'waiting';
    if (one.state === 'done') this.underway = this.underway.filter((other) => other !== one);
  }
}
