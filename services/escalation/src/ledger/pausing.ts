import { fact, instantOf, millisOf, ObligationPaused, ObligationResumed, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import { deadlinesUnder, dueOf, type Pack } from '@amends/policy';
import type { PackBook } from '../policy/pack-book.js';
import { packOf } from './circumstances.js';
import { saidOf } from './incurring.js';
import { clockOf, isOfItsRound, pausesUpTo, waited, type Obligation } from './obligation.js';
import type { Page } from './page.js';
import { timeOf } from './time-of.js';

/** Clocks stand still only while we wait for the customer, those that the pack names, and for as long as it lets them; then they go on by themselves. */
export function pause(page: Page, event: RecordedEvent, _before: Page, packs: PackBook): readonly ObligationFact[] {
  switch (event.type) {
    case 'WaitingForCustomer':
      return page.owed.filter((one) => isOfItsRound(one, event)).flatMap((one) => stopped(one, event.id, timeOf(event), packOf(page, event, packs)));
    case 'CustomerAnswered':
    case 'ComplaintResolved':
      return page.soFar.known.waiting ? [] : page.owed.flatMap((one) => (one.pausedAt ? [resumed(one, timeOf(event), event.id, packOf(page, event, packs), packs)] : []));
    case 'ObligationIncurred':
      return page.soFar.known.waiting ? incurredBy(page, event).flatMap((one) => stopped(one, one.causedBy, latest(one.startedAt, one.pauses?.at(-1)?.[1]), packOf(page, event, packs))) : [];
    default:
      return [];
  }
}

/** A clock that may stand still no longer goes on, although we still wait. */
export const goesOn = (one: Obligation, { pack }: Page, packs: PackBook): ObligationFact => resumed(one, one.pausedUntil!, one.pausedBy!, packs.of(pack!), packs);

/** When something is due if what it waits for comes at an instant. */
export function dueAsOf(one: Obligation, instant: string, { pack }: Page, packs: PackBook): string {
  return one.pausedAt && one.rule !== undefined && pack !== null ? deadlinesUnder(packs.of(pack), clockOf({ ...one, pauses: pausesUpTo(one, instant) }), packs.named).dueAt : one.dueAt;
}

const incurredBy = ({ owed }: Page, { data }: RecordedEvent): readonly Obligation[] => owed.slice(-(data as { obligations: readonly unknown[] }).obligations.length);
const latest = (a: string, b: string | undefined): string => (b !== undefined && b > a ? b : a);

function stopped(one: Obligation, causedBy: string, pausedAt: string, pack: Pack): readonly ObligationFact[] {
  const { id: obligationId, kind } = one;
  const allowed = one.state === 'open' && !one.pausedAt ? pack.pausesOf(kind) : undefined;
  const until = allowed?.cap && capReached(one, pausedAt, allowed.cap, pack);
  if (!allowed || (until !== undefined && millisOf(until) <= millisOf(pausedAt))) return [];
  return [fact(ObligationPaused, { obligationId, kind, causedBy, pausedAt, ...(until ? { until } : {}) })];
}

/** The cap is a clock of its own: it runs while the other stands still, and stands still while the other runs. */
function capReached({ pauses = [], carried = 0 }: Obligation, pausedAt: string, cap: NonNullable<Pack['data']['pauses']['cap']>, pack: Pack): string {
  const stood = [...pauses.slice(carried).map(([from, to]) => [millisOf(from), millisOf(to)] as const), [millisOf(pausedAt), Infinity] as const];
  const between = stood.slice(1).map(([to], index) => ({ from: stood[index]![1], to }));
  return instantOf(dueOf({ startedAt: stood[0]![0], amount: cap, calendar: pack.calendarOf({}), pauses: between })!);
}

function resumed(one: Obligation, instant: string, causedBy: string, pack: Pack, packs: PackBook): ObligationFact {
  const deadlines = deadlinesUnder(pack, clockOf({ ...one, pauses: pausesUpTo(one, instant) }), packs.named);
  return fact(ObligationResumed, { obligationId: one.id, kind: one.kind, causedBy, resumedAt: waited(one, instant)[1], ...saidOf(deadlines) });
}
