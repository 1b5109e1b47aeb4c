import { fact, ObligationsRepinned, type Actor } from '@amends/contracts';
import { derivedId } from '@amends/eventing';
import { deadlinesUnder } from '@amends/policy';
import { record, type DecidedHere } from '../ledger/judge.js';
import type { Judged, Moment } from '../ledger/judged.js';
import { canMove, revised } from '../ledger/moving.js';
import { clockOf } from '../ledger/obligation.js';
import type { Page } from '../ledger/page.js';

/** Which complaints are pinned to another pack: all that are given must hold. */
export interface RepinFilter {
  /** The pack to which they are pinned now, by name or as `name@version`. */
  readonly from?: string | undefined;
  /** The unit that owns them, or received them while nobody does. */
  readonly unit?: string | undefined;
  /** The beginning of their category. */
  readonly category?: readonly string[] | undefined;
}

/** Why many clocks are to be moved: another pack, or other hours of a calendar. */
export type RetimingDecision = { readonly because: 'repinned'; readonly pack: string; readonly filter: RepinFilter } | { readonly because: 'calendar'; readonly pack: string; readonly calendar: string; readonly date: string };

/** Somebody's decision that moves the clocks of many complaints. */
export interface NewRetiming {
  readonly id: string;
  readonly decision: RetimingDecision;
  readonly reason: string | null;
  readonly by: Actor;
}

/** The statement that keeps the decision until everything is moved. */
export const retimingRow = ({ id, decision, reason, by }: NewRetiming, now: number, aheadMs: number): { readonly text: string; readonly values: readonly unknown[] } => ({
  text: `insert into escalation.retimings (id, because, decision, reason, decided_by, decided_at, begins_at) values ($1, $2, $3, $4, $5, $6, $7)`,
  values: [id, decision.because, JSON.stringify(decision), reason, JSON.stringify(by), new Date(now).toISOString(), new Date(now + aheadMs).toISOString()],
});

/** What a decision moves in one complaint; a second time, and in a complaint that is over or was imported, nothing. */
export function retimed(page: Page, { id, decision, reason }: Pick<NewRetiming, 'id' | 'decision' | 'reason'>, complaint: string, moment: Moment): Judged {
  const { known } = page.soFar;
  if (page.pack === null || known.origin === 'history' || page.owed.length === 0) return { page, facts: [] };
  return record(page, decision.because === 'calendar' ? otherHours(page, id, moment) : repinned(page, decision, derivedId(id, complaint), reason), moment);
}

function repinned(page: Page, { pack, filter }: Extract<RetimingDecision, { because: 'repinned' }>, id: string, reason: string | null): readonly DecidedHere[] {
  return page.pack !== pack && isMeantBy(filter, page) ? [{ ...fact(ObligationsRepinned, { packVersion: pack, formerly: page.pack }, { reason: reason ?? '' }), id }] : [];
}

function isMeantBy({ from, unit, category }: RepinFilter, { pack, soFar }: Page): boolean {
  const { owner, receivedBy } = soFar.known;
  return (
    (from === undefined || pack === from || pack!.slice(0, pack!.lastIndexOf('@')) === from) &&
    (unit === undefined || (owner?.unit ?? receivedBy) === unit) &&
    (category === undefined || category.every((part, at) => soFar.category[at] === part))
  );
}

/** What has another time under the hours that hold now; never a time that is over already. */
function otherHours({ owed, pack: pinned }: Page, id: string, { now, packs }: Moment): readonly DecidedHere[] {
  const pack = packs.of(pinned!);
  return owed.filter(canMove).flatMap((one) => {
    const { dueAt, warnAt } = deadlinesUnder(pack, clockOf(one), packs.named);
    if (dueAt === one.dueAt) return [];
    return [revised(one, { id }, { because: 'calendar', pack, allowance: one.allowance, deadlines: { dueAt: dueAt < now ? now : dueAt, warnAt } })];
  });
}
