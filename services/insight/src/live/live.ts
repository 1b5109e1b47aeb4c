import { Clock, Consumer, Pause } from '@amends/eventing';
import { Consumers, Workers, type Worker } from '@amends/runtime';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Changes } from './changes.js';
import { DutyWatch, FileWatch, type Watch } from './watches.js';

/** Other replicas handle events too: besides being told we look at this pace. One look serves all watchers. */
const LOOK_MS = 500;
/** What comes within this time after a look travels with the next one. */
const GAP_MS = 40;
const BEAT_MS = 10_000;

/** Tells watchers what changes. An idle watcher costs its connection, a comment every ten seconds, and a line in the look at what was handled. */
@Injectable()
export class Live implements Worker, OnModuleDestroy {
  private readonly files = new Set<FileWatch>();
  private readonly duties = new Set<DutyWatch>();
  private readonly woken = new Set<string>();
  private readonly pause: Pause;
  private running: Promise<void> | undefined;
  private stopping = false;
  private beatAt = 0;
  private lookAt = 0;

  constructor(
    private readonly changes: Changes,
    private readonly clock: Clock,
    consumers: Consumers,
    workers: Workers,
  ) {
    this.pause = new Pause(clock);
    for (const consumer of consumers.all()) if (consumer instanceof Consumer) consumer.onHandled((subjects) => this.hear(subjects));
    workers.add('live', this);
  }

  /** Begins to tell a watcher; forgets them when their connection is gone. */
  add(watch: FileWatch | DutyWatch): void {
    if (this.stopping) return watch.stream.end('stopping');
    const watches: Set<FileWatch | DutyWatch> = watch instanceof FileWatch ? this.files : this.duties;
    watches.add(watch);
    watch.stream.onClose(() => watches.delete(watch));
    // What was handled between the look that it began with and now is told at once.
    if (watch instanceof FileWatch) this.woken.add(watch.complaint);
    this.pause.wake();
  }

  start(report: (error: unknown) => void): void {
    this.running ??= this.loop(report);
  }

  /** Ends all streams: clients come back to another replica, or to this one when it is there again. */
  async stop(): Promise<void> {
    this.onModuleDestroy();
    await this.running;
  }

  /** The server closes only when nobody is connected any more, so streams end before it. */
  onModuleDestroy(): void {
    this.stopping = true;
    for (const { stream } of this.all()) stream.end('stopping');
    this.pause.wake();
  }

  /** Looks once, and returns how many watchers there are. */
  async step(report: (error: unknown) => void = () => undefined): Promise<number> {
    const now = this.clock.now();
    this.keep(now);
    await this.lookAtFiles(now, report).catch(report);
    await this.lookAtDuties(now).catch(report);
    return this.files.size + this.duties.size;
  }

  private async loop(report: (error: unknown) => void): Promise<void> {
    while (!this.stopping) {
      this.pause.forget();
      await this.step(report);
      await this.clock.sleep(GAP_MS);
      await this.pause.rest(LOOK_MS);
    }
  }

  private hear(subjects: readonly string[]): void {
    if (this.files.size + this.duties.size === 0) return;
    if (this.files.size > 0) for (const subject of subjects) this.woken.add(subject);
    this.pause.wake();
  }

  /** Ends who may watch no longer, and lets the others know that we are there. */
  private keep(now: number): void {
    for (const { stream, until } of this.all()) if (until <= now) stream.end('token-expired');
    if (now - this.beatAt < BEAT_MS) return;
    this.beatAt = now;
    for (const { stream } of this.all()) stream.beat();
  }

  private async lookAtFiles(now: number, report: (error: unknown) => void): Promise<void> {
    const woken = new Set(this.woken);
    this.woken.clear();
    if (this.files.size === 0) return;
    const behind = now - this.lookAt >= LOOK_MS ? await this.behind(now) : [];
    const waiting = [...this.files].filter((watch) => woken.has(watch.complaint));
    // Nobody waits for a reader who is slower than others.
    for (const watch of new Set([...waiting, ...behind])) void watch.catchUp(this.changes).catch(report);
  }

  private async behind(now: number): Promise<readonly FileWatch[]> {
    this.lookAt = now;
    const handled = await this.changes.handled([...new Set([...this.files].map(({ complaint }) => complaint))]);
    return [...this.files].filter((watch) => watch.isBehind(handled.get(watch.complaint) ?? {}));
  }

  private async lookAtDuties(now: number): Promise<void> {
    const watches = [...this.duties];
    if (watches.length === 0) return;
    const oldest = watches.reduce((least, { xmin }) => (xmin < least ? xmin : least), watches[0]!.xmin);
    const changed = await this.changes.changedSince(oldest);
    for (const watch of watches) watch.tell(changed, new Date(now).toISOString());
  }

  private all(): readonly Watch[] {
    return [...this.files, ...this.duties];
  }
}
