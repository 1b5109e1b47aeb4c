import type { Ladder } from '../escalation/ladder.js';
import { conclude } from '../ledger/concluding.js';
import { andThen, type Judged, type Moment } from '../ledger/judge.js';
import { strike } from '../ledger/overdue.js';
import { broughtBy, type StoredPage, type TurnedPage } from '../ledger/pages.js';

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

/** The page after its deadlines of the moment were struck, with everything heard up to an instant; undefined when nothing was to be said. */
export function struck(due: readonly Due[], stored: StoredPage, ladder: Ladder, { heardUpTo, ...when }: Omit<Moment, 'caughtUp'> & { readonly heardUpTo: number }): TurnedPage | undefined {
  const nothing: Judged = { page: stored.page, facts: [] };
  const isLate = Date.parse(when.now) - Math.min(...due.map(({ at }) => at)) > CAUGHT_UP_AFTER_MS;
  const moment: Moment = { ...when, ...(isLate ? { caughtUp: true } : {}) };
  const said = due.reduce((so, { obligation }) => andThen(so, (page) => strike(page, obligation, heardUpTo - GRACE_MS, moment) ?? { page, facts: [] }), nothing);
  if (said.facts.length === 0) return undefined;
  const { complaint } = due[0]!;
  const { page, facts } = conclude(said, ladder, moment);
  const byTime = { causation: null, correlation: complaint, traceparent: null };
  return { ...stored, complaint, before: stored.page, page, facts: broughtBy(byTime, facts) };
}
