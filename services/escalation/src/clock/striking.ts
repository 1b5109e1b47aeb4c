import type { Ladder } from '../escalation/ladder.js';
import { conclude } from '../ledger/concluding.js';
import { discharge } from '../ledger/discharging.js';
import { andThen } from '../ledger/judge.js';
import type { Judged, Moment } from '../ledger/judged.js';
import { deadlinesOf, isUpheldHere, strike } from '../ledger/overdue.js';
import { missOf } from '../ledger/obligation.js';
import type { Page } from '../ledger/page.js';
import { broughtBy, type StoredPage, type TurnedPage } from '../ledger/turned-page.js';

/** A settlement that the topic holds so many milliseconds after the deadline is never a miss. */
export const GRACE_MS = 50;
/** What is struck later than this fell due while no clock ran: nobody is told of it as if it had happened just now. */
const CAUGHT_UP_AFTER_MS = 60_000;

/** A deadline whose time has come. */
export interface Due {
  readonly obligation: string;
  readonly complaint: string;
  readonly partition: number;
  /** When it had to be looked at, milliseconds since 1970: its warning or its deadline. */
  readonly at: number;
}

/** When and how deadlines are struck. */
export interface Striking extends Omit<Moment, 'caughtUp'> {
  /** Everything that the topic held at this instant is heard, milliseconds since 1970. */
  readonly heardUpTo: number;
  /** Others wait behind these: what was missed is said at once, and superiors are told in their turn, as soon as that is done. */
  readonly hasToHurry: boolean;
}

/** The page after its deadlines of the moment were struck; undefined when nothing was to be said. */
export function struck(taken: readonly Due[], stored: StoredPage, ladder: Ladder, { heardUpTo, hasToHurry, ...when }: Striking): TurnedPage | undefined {
  const due = stillArmed(taken, stored.page);
  if (due.length === 0) return undefined;
  const isLate = Date.parse(when.now) - Math.min(...due.map((one) => fellDueAt(one, stored.page))) > CAUGHT_UP_AFTER_MS;
  const moment: Moment = { ...when, ...(isLate ? { caughtUp: true } : {}) };
  const nothing: Judged = { page: stored.page, facts: [] };
  const said = due.reduce((so, { obligation }) => andThen(so, (page) => strike(page, obligation, heardUpTo - GRACE_MS, moment) ?? { page, facts: [] }), nothing);
  const isPutOff = hasToHurry && !stored.page.owed.some(isUpheldHere);
  const { page, facts } = isPutOff ? andThen(said, (after) => discharge(after, moment)) : conclude(said, ladder, moment);
  if (facts.length === 0) return undefined;
  const { complaint } = due[0]!;
  return { ...stored, complaint, before: stored.page, page, facts: broughtBy({ causation: null, correlation: complaint, traceparent: null }, facts) };
}

/** A replica may have struck it between this one's sight of the deadline and its lock on the page, which is newer than what was seen. */
function stillArmed(due: readonly Due[], page: Page): readonly Due[] {
  const armed = new Set(deadlinesOf(page).map(({ obligation }) => obligation));
  return due.filter(({ obligation }) => armed.has(obligation));
}

/** When it was due, or what a superior is to be told of. */
function fellDueAt({ obligation, at }: Due, { owed }: Page): number {
  const one = owed.find(({ id }) => id === obligation);
  const missed = one && isUpheldHere(one) ? owed.find(({ id }) => missOf(id) === one.causedBy) : undefined;
  return missed ? Date.parse(missed.dueAt) : at;
}
