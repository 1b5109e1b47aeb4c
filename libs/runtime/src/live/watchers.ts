import { Loop, type Clock, type Report } from '@amends/eventing';
import type { Caller } from '../context/caller.js';
import type { Worker } from '../platform/workers.js';
import { Problem } from '../problem/problem.js';
import type { EventStream } from './event-stream.js';

/** Other replicas change things too: besides being woken we look at this pace. */
const LOOK_MS = 500;
/** What comes within this time after a look travels with the next one. */
const GAP_MS = 40;
const BEAT_MS = 10_000;
/** Streams of one person: more are a client that forgets to close them. */
const MOST_OF_ONE = 24;
/** Streams of a service in one process: a hundred bytes a second each by heartbeats, some ten kilobytes of memory. */
const MOST = 4000;
const RETRY_SECONDS = 10;

/** Somebody who watches, until their token ends. */
export interface Watch {
  readonly stream: EventStream;
  readonly caller: Caller;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** What is looked at for all watchers together; it tells each of them what is news. */
export type Look = (now: number, report: Report) => Promise<void>;

/** The open streams of a service, and the one loop that looks for all of them: when it is woken, and twice a second for what other replicas did. */
export class Watchers<One extends Watch> implements Worker {
  private readonly open = new Set<One>();
  private readonly loop: Loop;
  private stopping = false;
  private beatAt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly look: Look,
    private readonly most = { ofOne: MOST_OF_ONE, ofAll: MOST },
  ) {
    this.loop = new Loop(clock, { turn: (report) => this.turn(report), afterTrouble: () => LOOK_MS });
  }

  /** Whoever watches now. */
  all(): readonly One[] {
    return [...this.open];
  }

  get size(): number {
    return this.open.size;
  }

  /** Throws a problem that says when to come back while there is no room for another stream; asked before the answer begins. */
  mustHaveRoom({ staff }: Pick<Caller, 'staff'>): void {
    const own = this.all().filter(({ caller }) => caller.staff.id === staff.id).length;
    if (own >= this.most.ofOne) throw tooMany(429, 'live.too-many-of-yours', `you have ${own} streams open`, 'close the ones that nobody looks at any more');
    if (this.size >= this.most.ofAll) throw tooMany(503, 'live.too-many', 'as many streams are open as this process serves', `come back in ${RETRY_SECONDS} seconds, or ask the operator for another replica`);
  }

  /** Begins to tell a watcher; forgets them when their connection is gone. */
  add(watch: One): void {
    if (this.stopping) return watch.stream.end('stopping');
    this.open.add(watch);
    watch.stream.onClose(() => this.open.delete(watch));
    this.loop.wake();
  }

  /** Something changed: looks at once. */
  wake(): void {
    if (this.open.size > 0) this.loop.wake();
  }

  start(report: Report): void {
    this.loop.start(report);
  }

  async stop(): Promise<void> {
    this.end();
    await this.loop.stop();
  }

  /** Ends all streams, so that clients come back to another replica, or to this one when it is there again. */
  end(): void {
    this.stopping = true;
    for (const { stream } of this.open) stream.end('stopping');
    this.loop.wake();
  }

  /** Looks once, and returns how many watchers there are. */
  async step(report: Report = () => undefined): Promise<number> {
    const now = this.clock.now();
    this.keep(now);
    if (this.open.size > 0) await this.look(now, report).catch(report);
    return this.open.size;
  }

  private async turn(report: Report): Promise<number> {
    await this.step(report);
    await this.clock.sleep(GAP_MS);
    return LOOK_MS;
  }

  /** Ends who may watch no longer, and lets the others know that we are there. */
  private keep(now: number): void {
    for (const { stream, until } of this.open) if (until <= now) stream.end('token-expired');
    if (now - this.beatAt < BEAT_MS) return;
    this.beatAt = now;
    for (const { stream } of this.open) stream.beat();
  }
}

const tooMany = (status: number, code: string, detail: string, remedy: string): Problem =>
  new Problem(status, code, 'Too many streams are open', { detail, remedy, retryAfter: RETRY_SECONDS });
