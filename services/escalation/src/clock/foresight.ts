import type { Clock } from '@amends/eventing';
import { setImmediate } from 'node:timers/promises';
import type { Ladder } from '../escalation/ladder.js';
import { isUpheldHere } from '../ledger/overdue.js';
import type { Pages } from '../ledger/pages.js';
import type { ReadyPage } from '../ledger/ready-page.js';
import type { TurnedPage } from '../ledger/turned-page.js';
import type { PackBook } from '../policy/pack-book.js';
import type { Policies } from '../policy/policies.js';
import type { Ahead, Armed, Place, Taken } from './armed.js';
import { GRACE_MS, struck, type Due } from './striking.js';

/** From so long before they are due on, deadlines are worked out. */
const AHEAD_MS = 10_000;
/** Where fewer come within a second, the clock strikes them as fast as they come. */
const CROWD = 500;
/** What was not struck by so long after it was due is worked out anew: it would be said as of the instant when it was due. */
const STALE_MS = 30_000;
/** Complaints at most of which something is kept, of a few kilobytes each. */
const KEPT = 10_000;
/** So many pages are judged at a stretch, a few milliseconds; then others have their turn. */
const STRETCH = 25;

/** What the clock will say of a complaint, should nothing come in between. */
interface Foreseen {
  readonly obligations: ReadonlySet<string>;
  /** When they are due, milliseconds since 1970. */
  readonly at: number;
  readonly writing: string;
  readonly packs: PackBook;
  readonly page: ReadyPage;
}

/** What it takes to foresee. */
export interface ForesightParts {
  readonly pages: Pages;
  readonly ladder: Ladder;
  readonly policies: Pick<Policies, 'current'>;
  readonly clock: Clock;
}

/**
 * Works out what will be said of deadlines before they are due, where hundreds come within a second, as at the close of a business day: the
 * rush itself then only writes. Nothing of it is stored or said before its time. It holds for a page that nobody has written since, and is
 * judged anew otherwise; so it changes when something is known, and never what.
 */
export class Foresight {
  private readonly foreseen = new Map<string, Foreseen>();
  /** Up to here everything was looked at. */
  private place: Place = BEGINNING;

  constructor(
    private readonly parts: ForesightParts,
    private readonly armed: Armed,
  ) {}

  /** Whether there may be something to work out when the first deadline is due then, milliseconds since 1970. */
  reaches(first: number): boolean {
    return first <= this.parts.clock.now() + AHEAD_MS;
  }

  /** Works out the next ones of a crowd, and returns of how many complaints. */
  async look(): Promise<number> {
    const now = this.parts.clock.now();
    for (const [complaint, { at }] of this.foreseen) if (at + STALE_MS < now) this.foreseen.delete(complaint);
    if (this.foreseen.size >= KEPT) return 0;
    if (this.place.at < now) this.place = { ...BEGINNING, at: now };
    const ahead = await this.armed.ahead(this.place, now + AHEAD_MS, CROWD);
    this.place = ahead.due.at(-1) ?? this.place;
    const packs = await this.parts.policies.current();
    const firsts = [...Map.groupBy(ahead.due, ({ complaint }) => complaint).values()].map(firstOf).filter(([{ complaint }]) => !this.foreseen.has(complaint));
    for (let from = 0; from < firsts.length; from += STRETCH) {
      await Promise.all(firsts.slice(from, from + STRETCH).map((due) => this.foresee(due, ahead, packs)));
      await setImmediate();
    }
    return firsts.length;
  }

  /** Takes out what was worked out of deadlines of one complaint that are due now; undefined when they have to be judged anew. */
  recall(due: readonly Due[], { writings }: Taken, packs: PackBook): ReadyPage | undefined {
    const { complaint } = due[0]!;
    const found = this.foreseen.get(complaint);
    if (!found) return undefined;
    this.foreseen.delete(complaint);
    const isTheSame = found.writing === writings.get(complaint) && found.packs === packs && found.obligations.size === due.length && due.every(({ obligation }) => found.obligations.has(obligation));
    return isTheSame && this.parts.clock.now() <= found.at + STALE_MS ? found.page : undefined;
  }

  private async foresee(due: readonly [Due, ...Due[]], { pages, writings }: Ahead, packs: PackBook): Promise<void> {
    const [{ complaint, at }] = due;
    const stored = pages.get(complaint)!;
    // Superiors are told by whoever is there when they are told.
    if (stored.page.owed.some(isUpheldHere)) return;
    const instant = at + GRACE_MS;
    const now = new Date(instant).toISOString();
    const turned: TurnedPage | undefined = struck(due, stored, this.parts.ladder, { now, packs, heardUpTo: instant, hasToHurry: true });
    if (!turned) return;
    const [page] = await this.parts.pages.ready([turned], now);
    this.foreseen.set(complaint, { obligations: new Set(due.map(({ obligation }) => obligation)), at, writing: writings.get(complaint)!, packs, page: page! });
  }
}

const BEGINNING: Place = { at: 0, obligation: '00000000-0000-0000-0000-000000000000' };

/** Of deadlines of one complaint in their order, those of the first instant. */
const firstOf = (due: readonly Due[]): readonly [Due, ...Due[]] => due.filter(({ at }) => at === due[0]!.at) as [Due, ...Due[]];
