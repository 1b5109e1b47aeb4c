import { ComplaintRegistered, HistoryEnded, isA, OBLIGATION_KINDS, type ObligationKind, type RecordedEvent } from '@amends/contracts';
import { Ladder } from '../escalation/ladder.js';
import { PackBook } from '../policy/pack-book.js';
import type { Superiors } from '../superiors/superiors.js';
import { Life, type Tally } from './life.js';
import { byDifference, type BeforeAndAfter, type ComplaintDifference, type WhatIfResult } from './result.js';

interface Lives {
  /** The source of an imported complaint, whose data cut ends it. */
  readonly source: string | null;
  readonly before: Life;
  readonly after: Life;
}

/** Judges complaints twice, as they are told, event by event in the order of each complaint: by what was in force, and by another pack. */
export class WhatIf {
  private readonly lives = new Map<string, Lives>();
  /** Misses of each complaint that has ended. */
  private readonly missed: ComplaintDifference[] = [];
  private readonly sums = { owed: new Sums<ObligationKind>(), missed: new Sums<ObligationKind>(), told: new Sums<string>() };
  private readonly heardCuts = new Map<string, string>();
  private readonly ladder: Ladder;
  private readonly other: PackBook;

  /** Throws UnknownPack when the book has no such pack. */
  constructor(
    private readonly book: PackBook,
    private readonly pack: string,
    superiors: Superiors,
    private readonly since: string | null = null,
  ) {
    book.of(pack);
    this.ladder = new Ladder({ current: superiors });
    this.other = new PackBook(book.all(), [{ from: '0001-01-01T00:00:00Z', pack }], book.dates());
  }

  /** Takes the next event; complaints that were registered before `since` are left out. */
  hear(event: RecordedEvent): void {
    if (isA(HistoryEnded)(event)) return void this.heardCuts.set(event.data.source, event.data.dataCut);
    const lives = this.lives.get(event.subject) ?? this.begun(event);
    lives?.before.hear(event);
    // Whatever pack a complaint was pinned to later: the question is what had been under this one from the beginning.
    if (event.type !== 'ObligationsRepinned') lives?.after.hear(event);
  }

  private begun(event: RecordedEvent): Lives | undefined {
    if (!isA(ComplaintRegistered)(event) || (this.since !== null && event.occurredAt < this.since)) return undefined;
    const lives = { source: event.data.history?.source ?? null, before: new Life(this.book, this.ladder), after: new Life(this.other, this.ladder) };
    this.lives.set(event.subject, lives);
    return lives;
  }

  /** Up to when each imported history is known, by its source, as far as was heard. */
  get cuts(): ReadonlyMap<string, string> {
    return this.heardCuts;
  }

  /** Ends at an instant the live complaints of which all was told, and keeps of them no more than their figures. */
  endLive(until: string): void {
    for (const [complaint, lives] of this.lives) if (lives.source === null) this.end(complaint, lives, until);
  }

  /** Ends every complaint at an instant, an imported one at the data cut of its source, and compares. */
  result(until: string, cuts = this.cuts): WhatIfResult {
    for (const [complaint, lives] of this.lives) this.end(complaint, lives, cuts.get(lives.source ?? '') ?? until);
    const { missed, sums } = this;
    return {
      pack: this.pack,
      since: this.since,
      until,
      complaints: missed.length,
      missed: both(missed, (misses) => misses),
      complaintsWithAMiss: both(missed, (misses) => Number(misses > 0)),
      byKind: OBLIGATION_KINDS.map((kind) => ({ kind, owed: sums.owed.of(kind), missed: sums.missed.of(kind) })).filter(({ owed }) => owed.before + owed.after > 0),
      superiors: sums.told.names().map((person) => ({ person, ...sums.told.of(person) })),
      differences: missed.filter(({ before, after }) => before !== after).sort(byDifference),
    };
  }

  private end(complaint: string, { before, after }: Lives, at: string): void {
    const misses = { before: this.add('before', before.end(at)), after: this.add('after', after.end(at)) };
    this.missed.push({ complaint, ...misses });
    this.lives.delete(complaint);
  }

  /** Returns how many misses there were. */
  private add(which: keyof BeforeAndAfter, { owed, missed, told }: Tally): number {
    this.sums.owed.add(which, owed);
    this.sums.told.add(which, told);
    return this.sums.missed.add(which, missed);
  }
}

/** Figures by name, before and after. */
class Sums<Name extends string> {
  private readonly byName = new Map<Name, { before: number; after: number }>();

  /** Returns the sum of what is added. */
  add(which: keyof BeforeAndAfter, counts: Readonly<Partial<Record<Name, number>>>): number {
    let sum = 0;
    for (const name in counts) {
      const count = counts[name]!;
      const so = this.byName.get(name) ?? { before: 0, after: 0 };
      so[which] += count;
      this.byName.set(name, so);
      sum += count;
    }
    return sum;
  }

  of(name: Name): BeforeAndAfter {
    return this.byName.get(name) ?? { before: 0, after: 0 };
  }

  names(): readonly Name[] {
    return [...this.byName.keys()].sort();
  }
}

const both = (all: readonly BeforeAndAfter[], of: (misses: number) => number): BeforeAndAfter => ({
  before: all.reduce((sum, { before }) => sum + of(before), 0),
  after: all.reduce((sum, { after }) => sum + of(after), 0),
});
