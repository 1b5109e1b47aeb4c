import { ComplaintRegistered, HistoryEnded, isA, OBLIGATION_KINDS, type ObligationKind, type RecordedEvent } from '@amends/contracts';
import { Ladder } from '../escalation/ladder.js';
import { PackBook } from '../policy/pack-book.js';
import type { Superiors } from '../superiors/superiors.js';
import { Life, type Tally } from './life.js';
import { byComplaint, byDifference, type BeforeAndAfter, type ComplaintDifference, type JudgedUpTo, type KindFigures, type LeftOut, type WhatIfResult } from './result.js';
import { Unjudgeable } from './unjudgeable.js';

const isEndOfHistory = isA(HistoryEnded);
const isRegistration = isA(ComplaintRegistered);

interface Lives {
  readonly reference: string;
  /** The source of an imported complaint, whose data cut ends it. */
  readonly source: string | null;
  readonly before: Life;
  readonly after: Life;
}

/** Judges complaints twice, as they are told, event by event in the order of each complaint: by what was in force, and by another pack. */
export class WhatIf {
  private readonly lives = new Map<string, Lives>();
  /** Misses of each complaint that has ended. */
  private readonly missed: BeforeAndAfter[] = [];
  private readonly differences: ComplaintDifference[] = [];
  private readonly leftOut: LeftOut[] = [];
  /** By the source of imported complaints, '' for live ones. */
  private readonly ended = new Map<string, JudgedUpTo>();
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

  /** Takes the next event; complaints that were registered before `since` are not judged, and one that cannot be is left out. */
  hear(event: RecordedEvent): void {
    if (isEndOfHistory(event)) return void this.heardCuts.set(event.data.source, event.data.dataCut);
    const lives = this.lives.get(event.subject) ?? this.begun(event);
    if (!lives) return;
    this.orLeftOut(event.subject, lives, () => {
      lives.before.hear(event);
      // Whatever pack a complaint was pinned to later: the question is what had been under this one from the beginning.
      if (event.type !== 'ObligationsRepinned') lives.after.hear(event);
    });
  }

  /** Whoever cannot be judged under one of the packs holds up nobody else. */
  private orLeftOut(complaint: string, { reference }: Lives, judge: () => void): void {
    try {
      judge();
    } catch (error) {
      if (!(error instanceof Unjudgeable)) throw error;
      this.lives.delete(complaint);
      const { pack, rule, message } = error;
      this.leftOut.push({ complaint, reference, pack, rule, because: message });
    }
  }

  private begun(event: RecordedEvent): Lives | undefined {
    if (!isRegistration(event) || (this.since !== null && event.occurredAt < this.since)) return undefined;
    const lives = { reference: event.data.reference, source: event.data.history?.source ?? null, before: new Life(this.book, this.ladder), after: new Life(this.other, this.ladder) };
    this.lives.set(event.subject, lives);
    return lives;
  }

  /** Up to when each imported history is known, by its source, as far as was heard. */
  get cuts(): ReadonlyMap<string, string> {
    return this.heardCuts;
  }

  /** Ends at an instant the live complaints of which all was told, and keeps of them no more than their figures. */
  endLive(until: string): void {
    for (const [complaint, lives] of this.lives) if (lives.source === null) this.end(complaint, lives, { until, isDataCut: false });
  }

  /** Ends every complaint at an instant, an imported one at the data cut of its source, and compares. */
  result(until: string, cuts = this.cuts): WhatIfResult {
    for (const [complaint, lives] of this.lives) {
      const cut = cuts.get(lives.source ?? '');
      this.end(complaint, lives, { until: cut ?? until, isDataCut: cut !== undefined });
    }
    const { missed, sums } = this;
    return {
      pack: this.pack,
      since: this.since,
      until,
      complaints: missed.length,
      judgedUpTo: [...this.ended].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one),
      missed: both(missed, (misses) => misses),
      complaintsWithAMiss: both(missed, (misses) => Number(misses > 0)),
      byKind: OBLIGATION_KINDS.map((kind) => ({ kind, owed: sums.owed.of(kind), missed: sums.missed.of(kind) })).filter(({ owed }) => owed.before + owed.after > 0),
      superiors: sums.told.names().map((person) => ({ person, ...sums.told.of(person) })),
      differences: this.differences.sort(byDifference),
      leftOut: this.leftOut.sort(byComplaint),
    };
  }

  private end(complaint: string, lives: Lives, upTo: Pick<JudgedUpTo, 'until' | 'isDataCut'>): void {
    this.orLeftOut(complaint, lives, () => {
      const [before, after] = [lives.before.end(upTo.until), lives.after.end(upTo.until)];
      const misses = { before: this.add('before', before), after: this.add('after', after) };
      this.missed.push(misses);
      const kinds = differingKinds(before, after);
      if (kinds.length > 0) this.differences.push({ complaint, reference: lives.reference, ...misses, kinds });
      this.lives.delete(complaint);
      const { source } = lives;
      this.ended.set(source ?? '', { source, complaints: (this.ended.get(source ?? '')?.complaints ?? 0) + 1, ...upTo });
    });
  }

  /** Returns how many misses there were. */
  private add(which: keyof BeforeAndAfter, { owed, missed, told }: Tally): number {
    this.sums.owed.add(which, owed);
    this.sums.told.add(which, told);
    return this.sums.missed.add(which, missed);
  }
}

/** The kinds of which one complaint owed or missed another number. */
function differingKinds(before: Tally, after: Tally): readonly KindFigures[] {
  if (isSame(before.owed, after.owed) && isSame(before.missed, after.missed)) return [];
  return OBLIGATION_KINDS.map((kind): KindFigures => ({
    kind,
    owed: { before: before.owed[kind] ?? 0, after: after.owed[kind] ?? 0 },
    missed: { before: before.missed[kind] ?? 0, after: after.missed[kind] ?? 0 },
  })).filter(({ owed, missed }) => owed.before !== owed.after || missed.before !== missed.after);
}

/** Cheap, because most complaints are the same under both. */
function isSame(a: Tally['owed'], b: Tally['owed']): boolean {
  for (const kind in a) if ((a[kind as ObligationKind] ?? 0) !== (b[kind as ObligationKind] ?? 0)) return false;
  for (const kind in b) if ((a[kind as ObligationKind] ?? 0) !== (b[kind as ObligationKind] ?? 0)) return false;
  return true;
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
