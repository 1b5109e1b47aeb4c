import { isVisibleIn, snapshotOf, type Caller, type EventStream, type Snapshot, type Watch } from '@amends/runtime';
import { entryAnswerOf, type Asking } from './inbox-answer.js';
import { MOST_CHANGED, type ChangedRow, type ChangedRows } from './inbox.js';
import type { WatchInboxRequest } from './inbox.requests.js';
import { sees } from './whose.js';

interface Message {
  readonly event: string;
  readonly data: unknown;
}

/** So many entries travel in one message. */
const TOGETHER = 25;
/** Too much changed to be told one by one: the inbox has to be read again. */
export const RESET: Message = { event: 'reset', data: {} };

/** Watches somebody's inbox. */
export class InboxWatch implements Watch {
  private telling = false;

  constructor(
    readonly stream: EventStream,
    readonly caller: Caller,
    readonly until: number,
    readonly request: WatchInboxRequest,
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

  /** Tells those of the changes that are the watcher's and news to them, at the reader's own pace; one who is still being told hears the rest at the next look. */
  async tell(changed: ChangedRows, asking: () => Promise<Asking>): Promise<void> {
    if (this.telling) return;
    this.telling = true;
    try {
      const messages = await this.messages(changed, asking);
      this.seen = snapshotOf(changed.snapshot);
      await this.send(messages, changed.snapshot);
    } finally {
      this.telling = false;
    }
  }

  private async messages({ rows }: ChangedRows, asking: () => Promise<Asking>): Promise<readonly Message[]> {
    if (rows.length > MOST_CHANGED) return [RESET];
    const news = rows.filter(({ changedIn }) => !isVisibleIn(this.seen, BigInt(changedIn)));
    return news.length === 0 ? [] : this.newsOf(news, await asking());
  }

  /** Entries as they are now, and the complaints that are not in sight any more. */
  private newsOf(news: readonly ChangedRow[], asking: Asking): readonly Message[] {
    const isSeen = (whose: readonly string[]): boolean => sees(asking.reader, this.request.of ?? 'units', whose);
    const put = news.filter(({ entry, whose }) => entry !== null && isSeen(whose));
    const gone = news.filter((row) => !put.includes(row) && isSeen(this.lost(row))).map(({ complaint }) => complaint);
    const parts = Array.from({ length: Math.ceil(put.length / TOGETHER) }, (_, at) => put.slice(at * TOGETHER, (at + 1) * TOGETHER));
    return [
      ...parts.map((part) => ({ event: 'put', data: { entries: part.map(({ entry }) => entryAnswerOf(entry!, asking)) } })),
      ...(gone.length > 0 ? [{ event: 'gone', data: { complaints: gone } }] : []),
    ];
  }

  /** Who has lost sight of it since: who had before hears no more of it. */
  private lost({ formerly }: ChangedRow): readonly string[] {
    return Object.entries(formerly).filter(([, lostIn]) => !isVisibleIn(this.seen, BigInt(lostIn))).map(([whom]) => whom);
  }

  /** The position comes with the last message: until then none of it counts as told. */
  private async send(messages: readonly Message[], snapshot: string): Promise<void> {
    for (const [at, message] of messages.entries()) {
      this.stream.send(at === messages.length - 1 ? { ...message, id: snapshot } : message);
      await this.stream.drained();
    }
  }
}
