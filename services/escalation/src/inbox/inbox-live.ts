import { Clock } from '@amends/eventing';
import { Watchers, Workers, type Caller } from '@amends/runtime';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { InboxRows } from './inbox-rows.js';
import { InboxWatch } from './inbox-watch.js';
import { Inbox, type ChangedRows } from './inbox.js';

/** Tells watchers what changes in their inboxes: at once what this process wrote, within half a second what others did. */
@Injectable()
export class InboxLive implements OnModuleDestroy {
  private readonly watchers: Watchers<InboxWatch>;

  constructor(
    private readonly inbox: Inbox,
    rows: InboxRows,
    clock: Clock,
    workers: Workers,
  ) {
    this.watchers = new Watchers(clock, (now, report) => this.look(now, report));
    rows.onChanged(() => this.watchers.wake());
    workers.add('live inbox', this.watchers);
  }

  /** Throws a problem while there is no room for another stream. */
  mustHaveRoom(caller: Caller): void {
    this.watchers.mustHaveRoom(caller);
  }

  /** Begins to tell a watcher. */
  add(watch: InboxWatch): void {
    this.watchers.add(watch);
  }

  /** Tells one watcher what changed, as it is for them at this instant. */
  tell(watch: InboxWatch, changed: ChangedRows, now: string): Promise<void> {
    return watch.tell(changed, () => this.inbox.asking(watch.request, { ...watch.caller, now }));
  }

  /** The server closes only when nobody is connected any more, so streams end before it. */
  onModuleDestroy(): void {
    this.watchers.end();
  }

  private async look(now: number, report: (error: unknown) => void): Promise<void> {
    const watching = this.watchers.all();
    const oldest = watching.reduce((least, { xmin }) => (xmin < least ? xmin : least), watching[0]!.xmin);
    const changed = await this.inbox.changedSince(oldest);
    // Nobody waits for a reader who is slower than others.
    for (const watch of watching) void this.tell(watch, changed, new Date(now).toISOString()).catch(report);
  }
}
