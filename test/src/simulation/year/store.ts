import type { ObligationFact } from '@amends/contracts';
import { partitionOf } from '@amends/eventing';
import { inMemory } from '@amends/escalation';
import type { Book } from './book.js';
import type { Timeline } from './timeline.js';
import type { Topic } from './topic.js';

type Due = inMemory.Due;
type StoredPage = inMemory.StoredPage;
type TurnedPage = inMemory.TurnedPage;

const NEW_PAGE: StoredPage = { page: inMemory.EMPTY_PAGE, version: 0, heardAt: undefined };

/** The ledger's pages and deadlines in memory: what escalation keeps in PostgreSQL, with the same locks and one transaction for all. */
export class LedgerStore {
  private readonly pages = new Map<string, StoredPage>();
  private readonly locked = new Set<string>();
  private readonly armed = new Map<string, Due>();
  /** By the minute in which they have to be looked at, so that the front is found without sorting everything. */
  private readonly minutes = new Map<number, Set<Due>>();
  private readonly front: number[] = [];
  private readonly listeners: ((instant: number) => void)[] = [];

  constructor(
    private readonly book: Book,
    private readonly topic: Topic,
    private readonly timeline: Timeline,
  ) {}

  onArmed(listener: (instant: number) => void): void {
    this.listeners.push(listener);
  }

  page(complaint: string): StoredPage {
    return this.pages.get(complaint) ?? NEW_PAGE;
  }

  isLocked(complaint: string): boolean {
    return this.locked.has(complaint);
  }

  unlock(complaints: Iterable<string>): void {
    for (const complaint of complaints) this.locked.delete(complaint);
  }

  /** When the first deadline has to be looked at. */
  first(): number {
    const minute = this.front[0];
    return minute === undefined ? Infinity : Math.min(...[...this.minutes.get(minute)!].map(({ at }) => at));
  }

  /** Takes deadlines from the front, up to an instant for each partition, and locks their pages; what is locked is passed over. */
  take(upTo: readonly number[], limit: number): readonly Due[] {
    const last = Math.max(...upTo);
    const taken: Due[] = [];
    for (const minute of this.front) {
      if (minute * 60_000 > last || taken.length >= limit) break;
      const due = [...this.minutes.get(minute)!].filter(({ at, partition, complaint }) => at <= upTo[partition]! && !this.locked.has(complaint));
      taken.push(...due.sort((a, b) => a.at - b.at || (a.obligation < b.obligation ? -1 : 1)).slice(0, limit - taken.length));
    }
    for (const { complaint } of taken) this.locked.add(complaint);
    return taken;
  }

  /** Writes pages with what was said of them, and arms what they owe. */
  turn(turned: readonly TurnedPage[]): void {
    for (const one of turned) this.turnOne(one);
  }

  private turnOne({ complaint, page, facts, version, heardAt }: TurnedPage): void {
    const own = facts.filter(({ type }) => type.startsWith('Obligation')).length;
    const before = this.page(complaint).page;
    this.pages.set(complaint, { page, version: version + own, heardAt });
    for (const { type, data, round, id, causation } of facts as readonly (ObligationFact & (typeof facts)[number])[]) {
      this.topic.send('escalation', this.book.record('escalation', complaint, this.timeline.now, { type, data, round, id, causation, by: 'system' }));
    }
    const still = new Map(inMemory.deadlinesOf(page).map((one) => [one.obligation, one]));
    for (const { obligation } of inMemory.deadlinesOf(before)) if (!still.has(obligation)) this.disarm(obligation);
    for (const { obligation, warnAt, dueAt } of still.values()) this.arm({ obligation, complaint, partition: partitionOf(complaint), at: Date.parse(warnAt ?? dueAt) });
  }

  private arm(due: Due): void {
    if (this.armed.get(due.obligation)?.at === due.at) return;
    this.disarm(due.obligation);
    this.armed.set(due.obligation, due);
    const minute = Math.floor(due.at / 60_000);
    const there = this.minutes.get(minute);
    if (there) there.add(due);
    else this.openMinute(minute, due);
    for (const listener of this.listeners) listener(due.at);
  }

  private openMinute(minute: number, due: Due): void {
    this.minutes.set(minute, new Set([due]));
    let [low, high] = [0, this.front.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.front[middle]! < minute) low = middle + 1;
      else high = middle;
    }
    this.front.splice(low, 0, minute);
  }

  private disarm(obligation: string): void {
    const due = this.armed.get(obligation);
    if (!due) return;
    this.armed.delete(obligation);
    const minute = Math.floor(due.at / 60_000);
    const there = this.minutes.get(minute)!;
    there.delete(due);
    if (there.size > 0) return;
    this.minutes.delete(minute);
    this.front.splice(this.front.indexOf(minute), 1);
  }
}
