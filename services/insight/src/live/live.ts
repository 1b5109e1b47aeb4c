import { Clock, Consumer } from '@amends/eventing';
import { Consumers, Watchers, Workers, type Caller } from '@amends/runtime';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Changes } from './changes.js';
import { DutyWatch, FileWatch } from './watches.js';

/** Other replicas handle events too: so often at least we look how far each watched file goes. */
const LOOK_MS = 500;

/** Tells watchers what changes. An idle watcher costs its connection, a comment every ten seconds, and a line in the look at what was handled. */
@Injectable()
export class Live implements OnModuleDestroy {
  private readonly watchers: Watchers<FileWatch | DutyWatch>;
  private readonly woken = new Set<string>();
  private lookAt = 0;

  constructor(
    private readonly changes: Changes,
    clock: Clock,
    consumers: Consumers,
    workers: Workers,
  ) {
    this.watchers = new Watchers(clock, (now, report) => this.look(now, report));
    for (const consumer of consumers.all()) if (consumer instanceof Consumer) consumer.onHandled((subjects) => this.hear(subjects));
    workers.add('live', this.watchers);
  }

  /** Throws a problem while there is no room for another stream. */
  mustHaveRoom(caller: Caller): void {
    this.watchers.mustHaveRoom(caller);
  }

  /** Begins to tell a watcher. */
  add(watch: FileWatch | DutyWatch): void {
    // What was handled between the look that it began with and now is told at once.
    if (watch instanceof FileWatch) this.woken.add(watch.complaint);
    this.watchers.add(watch);
  }

  /** The server closes only when nobody is connected any more, so streams end before it. */
  onModuleDestroy(): void {
    this.watchers.end();
  }

  private hear(subjects: readonly string[]): void {
    if (this.watchers.size === 0) return;
    for (const subject of subjects) this.woken.add(subject);
    this.watchers.wake();
  }

  private async look(now: number, report: (error: unknown) => void): Promise<void> {
    const watching = this.watchers.all();
    await this.lookAtFiles(watching.filter((watch) => watch instanceof FileWatch), now, report).catch(report);
    await this.lookAtDuties(watching.filter((watch) => watch instanceof DutyWatch), now);
  }

  private async lookAtFiles(files: readonly FileWatch[], now: number, report: (error: unknown) => void): Promise<void> {
    const woken = new Set(this.woken);
    this.woken.clear();
    if (files.length === 0) return;
    const behind = now - this.lookAt >= LOOK_MS ? await this.behind(files, now) : [];
    const waiting = files.filter((watch) => woken.has(watch.complaint));
    // Nobody waits for a reader who is slower than others.
    for (const watch of new Set([...waiting, ...behind])) void watch.catchUp(this.changes).catch(report);
  }

  private async behind(files: readonly FileWatch[], now: number): Promise<readonly FileWatch[]> {
    this.lookAt = now;
    const handled = await this.changes.handled([...new Set(files.map(({ complaint }) => complaint))]);
    return files.filter((watch) => watch.isBehind(handled.get(watch.complaint) ?? {}));
  }

  private async lookAtDuties(watches: readonly DutyWatch[], now: number): Promise<void> {
    if (watches.length === 0) return;
    const oldest = watches.reduce((least, { xmin }) => (xmin < least ? xmin : least), watches[0]!.xmin);
    const changed = await this.changes.changedSince(oldest);
    for (const watch of watches) watch.tell(changed, new Date(now).toISOString());
  }
}
