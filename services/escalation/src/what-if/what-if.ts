import { ComplaintRegistered, HistoryEnded, isA, OBLIGATION_KINDS, type ObligationKind, type RecordedEvent } from '@amends/contracts';
import { Ladder } from '../escalation/ladder.js';
import { PackBook } from '../policy/pack-book.js';
import type { Superiors } from '../superiors/superiors.js';
import { Life, type Tally } from './life.js';
import { byDifference } from './merge.js';

/** A figure under the policies that were in force, and under the other one. */
export interface BeforeAndAfter {
  readonly before: number;
  readonly after: number;
}

/** One complaint of which more or less would have been missed. */
export interface ComplaintDifference extends BeforeAndAfter {
  readonly complaint: string;
}

/** Stored complaints judged under another policy pack, beside what they were judged by. */
export interface WhatIfResult {
  readonly pack: string;
  readonly since: string | null;
  readonly until: string;
  readonly complaints: number;
  readonly missed: BeforeAndAfter;
  readonly complaintsWithAMiss: BeforeAndAfter;
  readonly byKind: readonly { readonly kind: ObligationKind; readonly owed: BeforeAndAfter; readonly missed: BeforeAndAfter }[];
  /** How often each superior was told. */
  readonly superiors: readonly ({ readonly person: string } & BeforeAndAfter)[];
  /** Those with a difference, the greatest first. */
  readonly differences: readonly ComplaintDifference[];
}

interface Lives {
  /** The source of an imported complaint, whose data cut ends it. */
  readonly source: string | null;
  readonly before: Life;
  readonly after: Life;
}

/** Judges complaints twice, as they are told, event by event in the order of each complaint: by what was in force, and by another pack. */
export class WhatIf {
  private readonly lives = new Map<string, Lives>();
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

  /** Ends every complaint at an instant, an imported one at the data cut of its source, and compares. */
  result(until: string, cuts = this.cuts): WhatIfResult {
    const all = [...this.lives];
    for (const [, { source, before, after }] of all) [before, after].forEach((life) => life.end(cuts.get(source ?? '') ?? until));
    const missed = all.map(([complaint, { before, after }]) => ({ complaint, before: sum(before.tally.missed), after: sum(after.tally.missed) }));
    return {
      pack: this.pack,
      since: this.since,
      until,
      complaints: all.length,
      missed: both(missed, ({ before }) => before, ({ after }) => after),
      complaintsWithAMiss: both(missed, ({ before }) => Number(before > 0), ({ after }) => Number(after > 0)),
      byKind: OBLIGATION_KINDS.map((kind) => ({ kind, owed: this.count(({ owed }) => owed[kind]), missed: this.count((tally) => tally.missed[kind]) })).filter(
        ({ owed }) => owed.before + owed.after > 0,
      ),
      superiors: this.superiors(),
      differences: missed.filter(({ before, after }) => before !== after).sort(byDifference),
    };
  }

  private superiors(): WhatIfResult['superiors'] {
    const people = new Set([...this.lives.values()].flatMap(({ before, after }) => [...Object.keys(before.tally.told), ...Object.keys(after.tally.told)]));
    return [...people].sort().map((person) => ({ person, ...this.count(({ told }) => told[person]) }));
  }

  private count(of: (tally: Tally) => number | undefined): BeforeAndAfter {
    return both(this.lives.values(), ({ before }) => of(before.tally) ?? 0, ({ after }) => of(after.tally) ?? 0);
  }
}

const sum = (counts: Readonly<Record<string, number | undefined>>): number => Object.values(counts).reduce<number>((total, one) => total + (one ?? 0), 0);

function both<T>(all: Iterable<T>, before: (one: T) => number, after: (one: T) => number): BeforeAndAfter {
  const sums = { before: 0, after: 0 };
  for (const one of all) {
    sums.before += before(one);
    sums.after += after(one);
  }
  return sums;
}
