import { fact, ObligationLapsed, ObligationMissed, ObligationNearing, type ObligationFact } from '@amends/contracts';
import { record, type Judged, type Moment } from './judge.js';
import type { Obligation } from './obligation.js';
import type { Page } from './page.js';

/** When the clock has to look at an obligation: first to warn, then because it is due. */
export interface Deadline {
  readonly obligation: string;
  readonly dueAt: string;
  readonly warnAt: string | null;
}

/** The deadlines that run: of live complaints that are worked on, and of what does not wait for the customer. */
export function deadlinesOf({ soFar, owed }: Page): readonly Deadline[] {
  const { origin, linkedTo } = soFar.known;
  if (origin === 'history' || linkedTo !== null) return [];
  return owed
    .filter((one) => !one.pausedAt && (one.state === 'open' || canLapse(one, soFar)))
    .map((one) => ({ obligation: one.id, dueAt: one.dueAt, warnAt: nextLook(one) }));
}

/** What the ledger itself upholds is looked at at once, should its doing have been put off. */
function nextLook(one: Obligation): string | null {
  if (isUpheldHere(one)) return one.state === 'missed' ? null : one.startedAt;
  return one.warned || one.state === 'missed' ? null : (one.warnAt ?? null);
}

/** Telling a superior is owed by nobody but the ledger. */
export const isUpheldHere = ({ kind }: Obligation): boolean => kind === 'inform-superior';

/** What the clock says of an obligation when everything up to an instant is certainly heard; undefined when there is nothing to say. */
export function strike(page: Page, obligationId: string, heardUpTo: number, moment: Moment): Judged | undefined {
  const deadline = deadlinesOf(page).find(({ obligation }) => obligation === obligationId);
  if (!deadline) return undefined;
  const one = page.owed.find(({ id }) => id === obligationId)!;
  if (Date.parse(deadline.dueAt) <= heardUpTo) return record(page, [isDue(one, page, moment)], moment);
  if (deadline.warnAt && Date.parse(deadline.warnAt) <= heardUpTo && !isUpheldHere(one)) {
    return record(page, [fact(ObligationNearing, { obligationId, kind: one.kind, dueAt: one.dueAt, ...sayCaughtUp(moment) })], moment);
  }
  return undefined;
}

/** Silence counts as yes once we have written, unless the customer said no. */
const canLapse = ({ lapses }: Obligation, { dissatisfied }: Page['soFar']): boolean => lapses === true && !dissatisfied;

/** Said only where the clock catches up. */
export const sayCaughtUp = ({ caughtUp }: Moment): { caughtUp?: true } => (caughtUp ? { caughtUp } : {});

function isDue(one: Obligation, { soFar }: Page, moment: Moment): ObligationFact {
  const { id: obligationId, kind, dueAt } = one;
  if (canLapse(one, soFar)) return fact(ObligationLapsed, { obligationId, kind, because: 'silence' as const });
  return fact(ObligationMissed, { obligationId, kind, dueAt, ...sayCaughtUp(moment) });
}
