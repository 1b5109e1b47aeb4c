import type { CountsAnswer, EntryAnswer, InboxAnswer } from '@amends/escalation';
import { setTimeout as sleep } from 'node:timers/promises';
import { problemOf, type Client } from '../cli/client.js';
import { messagesOf } from './server-sent.js';

/** What changed: entries that came or are different now, and complaints that left. */
export interface InboxChange {
  readonly put: readonly EntryAnswer[];
  readonly gone: readonly string[];
}

const COMES_BACK_MS = 2000;

/** An inbox as a client keeps it: read once, then kept up to date by its stream. */
export class FollowedInbox {
  private readonly byComplaint = new Map<string, EntryAnswer>();
  private position = '';
  private counted: CountsAnswer | undefined;

  constructor(
    private readonly client: Client,
    /** What is looked at: `of=all&zone=UTC`. */
    private readonly query: string,
  ) {}

  /** All entries, the nearest duty first. */
  get entries(): readonly EntryAnswer[] {
    return [...this.byComplaint.values()].sort((a, b) => dueOf(a) - dueOf(b) || (a.complaint < b.complaint ? -1 : 1));
  }

  /** How much there is: as it was answered until something changes, then as the entries say. */
  countsAt(now: number): CountsAnswer {
    const { entries } = this;
    return this.counted ?? {
      entries: entries.length, mine: entries.filter(({ of }) => of === 'mine').length, unacknowledged: entries.filter(({ acknowledged }) => !acknowledged).length,
      overdue: entries.filter((entry) => dueOf(entry) <= now).length, byReason: [], byLevel: [],
    };
  }

  /** Reads all of it. */
  async read(): Promise<void> {
    this.byComplaint.clear();
    for (let next: string | null | undefined; next !== null; ) {
      const { body }: { body: InboxAnswer } = await this.client.call<InboxAnswer>('GET', `/api/escalation/inbox?limit=200&${this.query}${next === undefined ? '' : `&after=${next}`}`);
      // What changes while later pages are read comes with the stream, which begins where the first page was read.
      if (next === undefined) [this.position, this.counted] = [body.position, body.counts ?? undefined];
      for (const entry of body.entries) this.byComplaint.set(entry.complaint, entry);
      next = body.next;
    }
  }

  /** Tells each change from where it was read, for as long as it takes; a lost connection is taken up where it was. */
  async *changes(): AsyncGenerator<InboxChange> {
    for (;;) {
      const answer = await this.client.send('GET', `/api/escalation/inbox/live?${this.query}`, { headers: { 'last-event-id': this.position } }).catch(() => undefined);
      if (answer && !answer.ok && answer.status < 500 && answer.status !== 429) throw await problemOf(answer, 'GET /api/escalation/inbox/live');
      if (answer?.ok) yield* this.until(answer);
      await sleep(COMES_BACK_MS);
    }
  }

  private async *until(answer: Response): AsyncGenerator<InboxChange> {
    try {
      for await (const { event, id, data } of messagesOf(answer.body!)) {
        if (event === 'reset') await this.read();
        const change = { put: event === 'put' ? (data as { entries: readonly EntryAnswer[] }).entries : [], gone: event === 'gone' ? (data as { complaints: readonly string[] }).complaints : [] };
        this.take(change);
        this.position = id ?? this.position;
        if (event !== 'now' && event !== 'end') yield change;
      }
    } catch (error) {
      // A connection that is lost in the middle; any other error is ours.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  private take({ put, gone }: InboxChange): void {
    if (put.length + gone.length > 0) this.counted = undefined;
    for (const entry of put) this.byComplaint.set(entry.complaint, entry);
    for (const complaint of gone) this.byComplaint.delete(complaint);
  }
}

const dueOf = ({ dueAt }: EntryAnswer): number => (dueAt === null ? Infinity : Date.parse(dueAt));
