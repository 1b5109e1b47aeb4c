import { Loop, type Clock, type Report } from '@amends/eventing';
import type { Worker } from '@amends/runtime';
import { placeOf, type Deliveries, type Taken } from './delivering.js';
import type { Mail } from './mail.js';
import type { Noted } from './noted.js';
import type { Writing } from './writing.js';

/** What other replicas noted, and what waits for its time, is looked for this often. */
const IDLE_MS = 1000;
/** What ended long ago is forgotten this often. */
const FORGET_MS = 60 * 60_000;
/** So many letters travel at once. */
const MOST_IN_HAND = 32;

/** What the worker works with. */
export interface NoticesParts {
  readonly noted: Noted;
  readonly writing: Writing;
  readonly deliveries: Deliveries;
  readonly mail: Mail | undefined;
  readonly clock: Clock;
}

/** Writes letters and delivers them; a slow address holds up nobody else's. */
export class NoticesWorker implements Worker {
  private readonly loop: Loop;
  private readonly inHand = new Map<string, Promise<void>>();
  private forgotAt = -Infinity;

  constructor(private readonly parts: NoticesParts) {
    this.loop = new Loop(parts.clock, { turn: async (report) => ((await this.begin(report)) === 0 ? IDLE_MS : 0), afterTrouble: () => IDLE_MS });
    parts.noted.onNoted(() => this.loop.wake());
  }

  start(report: Report): void {
    this.loop.start(report);
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    await Promise.all(this.inHand.values());
    await this.parts.mail?.close();
  }

  /** Writes what is to be written and waits for one try of each delivery that is due; returns how much was done. */
  async step(report: Report): Promise<number> {
    const begun = await this.begin(report);
    await Promise.all(this.inHand.values());
    return begun;
  }

  /** Does not wait for letters on their way: whoever is slow is waited for by nobody. */
  private async begin(report: Report): Promise<number> {
    await this.forget();
    return (await this.write()) + (await this.send(report));
  }

  private async forget(): Promise<void> {
    if (this.parts.clock.now() - this.forgotAt < FORGET_MS) return;
    this.forgotAt = this.parts.clock.now();
    await this.parts.deliveries.forget();
  }

  private async write(): Promise<number> {
    let people = 0;
    while (await this.parts.writing.step()) people += 1;
    return people;
  }

  private async send(report: Report): Promise<number> {
    const room = MOST_IN_HAND - this.inHand.size;
    if (room <= 0) return 0;
    const taken = await this.parts.deliveries.take(room, [...this.inHand.keys()]);
    for (const one of taken) this.inHand.set(placeOf(one), this.attempt(one, report));
    return taken.length;
  }

  private async attempt(one: Taken, report: Report): Promise<void> {
    await this.parts.deliveries.attempt(one).catch(report);
    this.inHand.delete(placeOf(one));
    this.loop.wake();
  }
}
