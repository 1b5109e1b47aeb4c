import { fact, instantOf, isAfter, millisOf, ObligationLapsed, ObligationMissed, type ObligationFact } from '@amends/contracts';
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
  if (!isRunning(soFar)) return [];
  const running: Deadline[] = [];
  for (const one of owed) {
    const next = deadlineOf(one, soFar);
    if (next) running.push(next);
  }
  return running;
}

/** The deadline that is over first of those that are by an instant, without regard to warnings; undefined where none is. */
export function firstDue({ soFar, owed }: Page, by: string): Pick<Deadline, 'obligation' | 'dueAt'> | undefined {
  if (!isRunning(soFar)) return undefined;
  let first: Pick<Deadline, 'obligation' | 'dueAt'> | undefined;
  for (const one of owed) {
    const dueAt = dueAtOf(one, soFar);
    if (dueAt !== undefined && !isAfter(dueAt, by) && (first === undefined || isAfter(first.dueAt, dueAt))) first = { obligation: one.id, dueAt };
  }
  return first;
}

const isRunning = ({ known: { origin, linkedTo } }: Page['soFar']): boolean => origin !== 'history' && linkedTo === null;

function deadlineOf(one: Obligation, soFar: Page['soFar']): Deadline | undefined {
  const dueAt = dueAtOf(one, soFar);
  return dueAt === undefined ? undefined : { obligation: one.id, dueAt, warnAt: warnAtOf(one, soFar) };
}

/** When the clock has to say something of an obligation that is due, waits, or was missed; undefined where it has nothing to say any more, or not yet. */
function dueAtOf(one: Obligation, soFar: Page['soFar']): string | undefined {
  const { state, dueAt, warnAt, pausedAt, pausedUntil } = one;
  if (pausedAt) return pausedUntil;
  if (canLapse(one, soFar)) return dueAt;
  if (state === 'missed') return warnAt;
  return state === 'open' ? dueAt : undefined;
}

function warnAtOf(one: Obligation, soFar: Page['soFar']): string | null {
  if (one.pausedAt) return null;
  if (canLapse(one, soFar)) return one.state === 'missed' || one.warned ? null : (one.warnAt ?? null);
  return one.state === 'missed' ? null : nextLook(one);
}

/** What the ledger itself puts off comes after whatever fell due within this. */
const PUT_OFF_MS = 1000;

/** What the ledger itself upholds is looked at soon, should its doing have been put off. */
function nextLook(one: Obligation): string | null {
  if (isUpheldHere(one)) return instantOf(millisOf(one.startedAt) + PUT_OFF_MS);
  return one.warnAt !== undefined && one.warnAt < one.dueAt ? one.warnAt : null;
}

/** Telling a superior is owed by nobody but the ledger. */
export const isUpheldHere = ({ kind }: Obligation): boolean => kind === 'inform-superior';

/** What the clock says of an obligation when everything up to an instant is certainly heard; undefined when there is nothing to say. */
export function strike(page: Page, obligationId: string, heardUpTo: number, moment: Moment): Judged | undefined {
  const one = page.owed.find(({ id }) => id === obligationId);
  const deadline = one && isRunning(page.soFar) ? deadlineOf(one, page.soFar) : undefined;
  if (!one || !deadline) return undefined;
  if (millisOf(deadline.dueAt) <= heardUpTo) return record(page, [isOver(one, page, moment)], moment);
  return deadline.warnAt && millisOf(deadline.warnAt) <= heardUpTo && !isUpheldHere(one) ? record(page, [warn(one, page, moment)], moment) : undefined;
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
