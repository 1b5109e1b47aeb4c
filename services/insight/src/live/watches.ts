import { isVisible, isVisibleIn, snapshotOf, type Caller, type EventStream, type Snapshot, type Watch } from '@amends/runtime';
import { dutyOf, isMine, wasMine, type DutyRow } from '../next/duty-row.js';
import { MOST_CHANGED, MOST_EVENTS, type ChangedDuties, type Changes } from './changes.js';
import { positionOf, type Versions } from './versions.js';

/** Watches one complaint's file. */
export class FileWatch implements Watch {
  private telling = false;
  private again = false;

  constructor(
    readonly stream: EventStream,
    readonly caller: Caller,
    readonly until: number,
    readonly complaint: string,
    private versions: Versions,
    private readonly zone: string,
  ) {}

  /** Tells where it begins. */
  begin(): void {
    this.stream.send({ event: 'now', id: positionOf(this.versions), data: { complaint: this.complaint } });
  }

  /** Whether the file goes further than what was told. */
  isBehind(newest: Versions): boolean {
    return Object.entries(newest).some(([stream, version]) => version > (this.versions[stream] ?? 0));
  }

  /** Tells what has happened since, at the reader's own pace; who is told already is told on. */
  async catchUp(changes: Changes): Promise<void> {
    this.again = true;
    if (this.telling) return;
    this.telling = true;
    try {
      while (this.again && this.stream.isOpen) this.again = await this.tellSome(changes);
    } finally {
      this.telling = false;
    }
  }

  /** Tells some events; true when there are more, or may be. Ends when the watcher may no longer see the complaint. */
  private async tellSome(changes: Changes): Promise<boolean> {
    this.again = false;
    const whereabouts = await changes.whereabouts(this.complaint);
    if (whereabouts && !isVisible(this.caller.scope, whereabouts)) {
      this.stream.end('out-of-scope');
      return false;
    }
    const events = await changes.eventsAfter(this.complaint, this.versions, this.zone);
    for (const entry of events) {
      if (!this.stream.isOpen) return false;
      this.versions = { ...this.versions, [`${entry.source}/${entry.stream}`]: entry.version };
      this.stream.send({ event: 'event', id: positionOf(this.versions), data: entry });
      await this.stream.drained();
    }
    return this.again || events.length === MOST_EVENTS;
  }
}

/** So many duties travel in one message. */
const TOGETHER = 50;

/** Watches the duties of one person. */
export class DutyWatch implements Watch {
  constructor(
    readonly stream: EventStream,
    readonly caller: Caller,
    readonly until: number,
    private seen: Snapshot,
  ) {}

  /** Transactions before this one are told. */
  get xmin(): bigint {
    return this.seen.xmin;
  }

  /** Tells where it begins. */
  begin(snapshot: string): void {
    this.stream.send({ event: 'now', id: snapshot, data: {} });
  }

  /** Tells those of the changes that are the watcher's and news to them. The position comes with the last message: until then none of it counts as told. */
  tell({ rows, snapshot }: ChangedDuties, now: string): void {
    const news = rows.filter((row) => !isVisibleIn(this.seen, BigInt(row.changedIn)));
    const mine = news.filter((row) => isMine(this.caller, row));
    this.seen = snapshotOf(snapshot);
    if (rows.length > MOST_CHANGED) return this.stream.send({ event: 'reset', id: snapshot, data: {} });
    this.sendGone(news.filter((row) => !mine.includes(row) && wasMine(this.caller, row)), mine.length === 0 ? snapshot : undefined);
    this.send(mine, snapshot, now);
  }

  /** Of duties that went to another with their complaint only which they are. */
  private sendGone(gone: readonly DutyRow[], id: string | undefined): void {
    if (gone.length === 0) return;
    this.stream.send({ event: 'gone', data: { duties: gone.map(({ obligation }) => obligation) }, ...(id === undefined ? {} : { id }) });
  }

  private send(news: readonly DutyRow[], snapshot: string, now: string): void {
    for (let at = 0; at < news.length; at += TOGETHER) {
      const part = news.slice(at, at + TOGETHER).map((row) => dutyOf(row, now));
      this.stream.send({ event: 'duties', data: { duties: part }, ...(at + TOGETHER >= news.length ? { id: snapshot } : {}) });
    }
  }
}
