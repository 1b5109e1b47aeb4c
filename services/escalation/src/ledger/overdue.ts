import { fact, ObligationLapsed, ObligationMissed, type ObligationFact } from '@amends/contracts';
import { sayCaughtUp } from './caught-up.js';
import { record } from './judge.js';
import type { Judged, Moment } from './judged.js';
import type { Obligation } from './obligation.js';
import type { Page } from './page.js';
import { goesOn } from './pausing.js';
import { warn, warningsAhead } from './warning.js';

/** When the clock has to look at an obligation: first to warn, then because it is due. */
export interface Deadline {
  readonly obligation: string;
  readonly dueAt: string;
  readonly warnAt: string | null;
}

/**
 * The deadlines that run: of live complaints that are worked on, and of what does not wait for the customer, or may not for longer. Of
 * what was missed only warnings are ahead.
 */
export function deadlinesOf({ soFar, owed }: Page): readonly Deadline[] {
  const { origin, linkedTo } = soFar.known;
  if (origin === 'history' || linkedTo !== null) return [];
  const running: Deadline[] = [];
  for (const one of owed) {
    const next = deadlineOf(one, soFar);
    if (next) running.push(next);
  }
  return running;
}

function deadlineOf(one: Obligation, soFar: Page['soFar']): Deadline | undefined {
  const { id: obligation, state, dueAt, warnAt = null, pausedAt, pausedUntil } = one;
  if (pausedAt) return pausedUntil ? { obligation, dueAt: pausedUntil, warnAt: null } : undefined;
  if (canLapse(one, soFar)) return { obligation, dueAt, warnAt: state === 'missed' || one.warned ? null : warnAt };
  if (state === 'missed') return warnAt === null ? undefined : { obligation, dueAt: warnAt, warnAt: null };
  return state === 'open' ? { obligation, dueAt, warnAt: nextLook(one) } : undefined;
}

/** What the ledger itself puts off comes after whatever fell due within this. */
const PUT_OFF_MS = 1000;

/** What the ledger itself upholds is looked at soon, should its doing have been put off. */
function nextLook(one: Obligation): string | null {
  if (isUpheldHere(one)) return new Date(Date.parse(one.startedAt) + PUT_OFF_MS).toISOString();
  return one.warnAt !== undefined && one.warnAt < one.dueAt ? one.warnAt : null;
}

/** Telling a superior is owed by nobody but the ledger. */
export const isUpheldHere = ({ kind }: Obligation): boolean => kind === 'inform-superior';

/** What the clock says of an obligation when everything up to an instant is certainly heard; undefined when there is nothing to say. */
export function strike(page: Page, obligationId: string, heardUpTo: number, moment: Moment): Judged | undefined {
  const deadline = deadlinesOf(page).find(({ obligation }) => obligation === obligationId);
  if (!deadline) return undefined;
  const one = page.owed.find(({ id }) => id === obligationId)!;
  if (Date.parse(deadline.dueAt) <= heardUpTo) return record(page, [isOver(one, page, moment)], moment);
  return deadline.warnAt && Date.parse(deadline.warnAt) <= heardUpTo && !isUpheldHere(one) ? record(page, [warn(one, page, moment)], moment) : undefined;
}

function isOver(one: Obligation, page: Page, moment: Moment): ObligationFact {
  if (one.pausedAt) return goesOn(one, page, moment.packs);
  return one.state === 'missed' && !canLapse(one, page.soFar) ? warn(one, page, moment) : isDue(one, page, moment);
}

/** Silence counts as yes once we have written, unless the customer said no. */
const canLapse = ({ lapses }: Obligation, { dissatisfied }: Page['soFar']): boolean => lapses === true && !dissatisfied;

function isDue(one: Obligation, page: Page, moment: Moment): ObligationFact {
  const { id: obligationId, kind, dueAt } = one;
  if (canLapse(one, page.soFar)) return fact(ObligationLapsed, { obligationId, kind, because: 'silence' as const });
  return fact(ObligationMissed, { obligationId, kind, dueAt, ...warningsAhead(one, page, moment.packs), ...sayCaughtUp(moment) });
}
