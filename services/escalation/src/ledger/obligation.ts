import type { IncurredObligation, ObligationFact, ObligationKind, RecordedEvent } from '@amends/contracts';
import { derivedId } from '@amends/eventing';
import type { ChangeOfRule, Clocked, Pack, PackOf } from '@amends/policy';
import { DUTIES } from '@amends/principles';
import type { Growing } from './growing.js';

/** How it stands with something that is owed, or was. */
export type ObligationState = 'open' | 'missed' | 'settled' | 'settled-late' | 'waived' | 'cancelled' | 'lapsed';

/** What is owed, or was. */
export interface Obligation {
  readonly id: string;
  readonly kind: ObligationKind;
  readonly round: number;
  readonly state: ObligationState;
  readonly startedAt: string;
  readonly dueAt: string;
  /** When whoever owes it is warned. */
  readonly warnAt?: string;
  /** The rule of the pack by which its time is reckoned; none where the time itself was promised. */
  readonly rule?: string;
  /** The time that was promised. */
  readonly promisedFor?: string;
  /** The end of the customer's convenient hours with which it is due, where its rule minds them. */
  readonly convenientUntil?: string;
  /** The pack of that rule, where the complaint was pinned to another one since. */
  readonly pack?: string;
  /** The reason why it is due then, in words. */
  readonly allowance: string;
  readonly causedBy: string;
  readonly about?: string;
  readonly reason?: string;
  /** How many of its pack's warnings are behind it. */
  readonly warned?: number;
  /** Since when its clock stands still, because of what, and when it goes on by itself. */
  readonly pausedAt?: string;
  readonly pausedBy?: string;
  readonly pausedUntil?: string;
  /** When its clock stood still. */
  readonly pauses?: readonly (readonly [from: string, to: string])[];
  /** How many of them are of a former round. */
  readonly carried?: number;
  /** Other rules that came to apply, from when on. */
  readonly changes?: readonly ChangeOfRule[];
  /** Until when somebody allowed more time, who that was, and how many of its pauses were over by then. */
  readonly extendedTo?: string;
  readonly extendedBy?: string;
  readonly extendedAfter?: number;
  /** Silence until it is due counts as yes. */
  readonly lapses?: true;
}

/** An obligation's clock, by which its deadlines are reckoned; only where its time was not promised. */
export const clockOf = ({ kind, rule, pack, startedAt, pauses, changes, extendedTo, extendedBy, extendedAfter, convenientUntil, warned }: Obligation): Clocked => ({
  kind, rule: rule!, pack, startedAt, pauses, changes, extendedTo, extendedBy, extendedAfter, convenientUntil, warned,
});

/** The same with more time until an instant: what stands still from now on, or has not gone on yet, is added to it. */
export const extended = (one: Obligation, until: string, by: string): Obligation => ({ ...one, extendedTo: until, extendedBy: by, extendedAfter: one.pauses?.length ?? 0 });

/** From when to when a clock stood still that goes on at an instant, or did by itself before. */
export function waited({ pausedAt = '', pausedUntil }: Obligation, instant: string): readonly [from: string, to: string] {
  const end = pausedUntil !== undefined && Date.parse(pausedUntil) < Date.parse(instant) ? pausedUntil : instant;
  return [pausedAt, end < pausedAt ? pausedAt : end];
}

/** All its pauses as they are at an instant, the one that lasts included. */
export const pausesUpTo = (one: Obligation, instant: string): NonNullable<Obligation['pauses']> => [...(one.pauses ?? []), ...(one.pausedAt ? [waited(one, instant)] : [])];

/** The rules by which an obligation was reckoned one after the other, each with its pack; the last holds now. `pack` is the one to which it is pinned. */
export function rulesOf({ rule, pack: first, changes = [] }: Obligation, pack: Pack, others: PackOf): readonly { readonly rule: string; readonly its: Pack }[] {
  if (rule === undefined) return [];
  let its = first === undefined ? pack : others(first);
  const later = changes.map(({ rule: id, pack: other }) => ({ rule: id, its: (its = other === undefined ? its : others(other)) }));
  return [{ rule, its: first === undefined ? pack : others(first) }, ...later];
}

/** The event that says that an obligation was missed: there is one at most. */
export const missOf = (obligationId: string): string => derivedId(obligationId, 'ObligationMissed');

/** Whether an event speaks to an obligation by its round. */
export const isOfItsRound = ({ kind, round }: Obligation, event: Pick<RecordedEvent, 'round'>): boolean =>
  round === event.round || (event.round > round && DUTIES[kind].outlivesRound === true);

/** Still to be done, late or not. */
export const isOwed = ({ state }: Obligation): boolean => state === 'open' || state === 'missed';

/** Owed, and nothing may be closed before it is done or waived. */
export const blocksClosing = (obligation: Obligation): boolean => isOwed(obligation) && DUTIES[obligation.kind].blocksClosing;

/** Obligations after one more event about them, in the order in which they were incurred. Live and rebuilt ledgers fold by it alike. */
export function foldObligation(obligations: readonly Obligation[], fact: ObligationFact, round: number): readonly Obligation[] {
  if (fact.type === 'ObligationIncurred') return [...obligations, ...fact.data.obligations.map((one) => incurredBy(one, fact.data.causedBy, round))];
  if (fact.type === 'ObligationsDischarged') return obligations;
  if (fact.type === 'ObligationsRepinned') return obligations.map((one) => repinned(one, fact.data.formerly));
  const { obligationId } = fact.data;
  return obligations.map((one) => (one.id === obligationId ? changed(one, fact) : one));
}

/** What is still owed after one more event about it. */
export function foldOwed(owed: readonly Obligation[], fact: ObligationFact, round: number): readonly Obligation[] {
  if (!ENDS.has(fact.type)) return foldObligation(owed, fact, round);
  const { obligationId } = fact.data as { obligationId: string };
  return owed.filter(({ id }) => id !== obligationId);
}

/** After these nothing is owed any more. */
const ENDS: ReadonlySet<string> = new Set<Change['type']>(['ObligationSettled', 'ObligationMissRetracted', 'ObligationWaived', 'ObligationCancelled', 'ObligationLapsed']);

type Change = Exclude<ObligationFact, { type: 'ObligationIncurred' | 'ObligationsDischarged' | 'ObligationsRepinned' }>;

function incurredBy({ obligationId, kind, startedAt, dueAt, allowance, about, reason, rule, promisedFor, convenientUntil, pauses, warnAt }: IncurredObligation, causedBy: string, round: number): Obligation {
  const one: Growing<Obligation> = { id: obligationId, kind, round, state: 'open', startedAt: startedAt ?? dueAt, dueAt, allowance, causedBy };
  if (about) one.about = about;
  if (reason) one.reason = reason;
  if (rule) one.rule = rule;
  if (promisedFor) one.promisedFor = promisedFor;
  if (convenientUntil) one.convenientUntil = convenientUntil;
  if (warnAt) one.warnAt = warnAt;
  if (pauses) Object.assign(one, { pauses: pauses.map(({ from, to }) => [from, to] as const), carried: pauses.length });
  return one;
}

function changed(one: Obligation, { type, data }: Change): Obligation {
  switch (type) {
    case 'ObligationSettled':
      return { ...one, state: data.late ? 'settled-late' : 'settled' };
    case 'ObligationMissRetracted':
      return { ...one, state: 'settled' };
    case 'ObligationMissed':
      return { ...warnedNext(one, data), state: 'missed', ...(data.warned ? { warned: data.warned } : {}) };
    case 'ObligationWaived':
      return { ...one, state: 'waived' };
    case 'ObligationCancelled':
      return { ...one, state: 'cancelled' };
    case 'ObligationLapsed':
      return { ...one, state: 'lapsed' };
    case 'ObligationNearing':
      return { ...warnedNext(one, data), warned: (one.warned ?? 0) + 1 };
    case 'ObligationPaused':
      return { ...one, pausedAt: data.pausedAt, ...(data.until ? { pausedBy: data.causedBy, pausedUntil: data.until } : {}) };
    case 'ObligationResumed':
      return resumed(one, data);
    case 'ObligationExtended':
      return extended(timed(one, data), data.dueAt, data.approvedBy);
    case 'ObligationRevised':
      return revised(one, data);
  }
}

type Changed<Type extends Change['type']> = Extract<Change, { type: Type }>['data'];

/** With its new deadlines; a warning that was given is not given again. */
const timed = (one: Obligation, { dueAt, warnAt }: { readonly dueAt: string; readonly warnAt?: string }): Obligation => ({ ...warnedNext(one, { warnAt }), dueAt });

/** With the time of the next warning, if there is one. */
function warnedNext({ warnAt: _before, ...one }: Obligation, { warnAt }: { readonly warnAt?: string | undefined }): Obligation {
  return warnAt ? { ...one, warnAt } : one;
}

function resumed({ pausedAt, pausedBy: _by, pausedUntil: _until, pauses = [], ...one }: Obligation, data: Changed<'ObligationResumed'>): Obligation {
  return { ...timed(one, data), ...(pauses.length > 0 ? { pauses } : {}), ...(pausedAt && data.resumedAt ? { pauses: [...pauses, [pausedAt, data.resumedAt] as const] } : {}) };
}

/** Silence is waited for from a new start; everything else keeps its start, and remembers by which rules it was reckoned. */
function revised(one: Obligation, data: Changed<'ObligationRevised'>): Obligation {
  const { allowance, because, rule, changedAt, promisedFor, packVersion } = data;
  const moved = { ...timed(rule || because === 'standing' ? withHours(one, data) : one, data), allowance, ...(promisedFor ? { promisedFor } : {}) };
  if (because === 'follow-up-written') return { ...moved, lapses: true };
  const change = { at: changedAt!, rule: rule!, ...(because === 'repinned' ? { pack: packVersion } : {}) };
  return rule && changedAt ? { ...moved, changes: [...(one.changes ?? []), change] } : moved;
}

/** Another rule, or other hours of the customer, say anew whether hours decide. */
function withHours({ convenientUntil: _before, ...one }: Obligation, { convenientUntil }: Changed<'ObligationRevised'>): Obligation {
  return convenientUntil ? { ...one, convenientUntil } : one;
}

/** The rules that it was reckoned by so far are those of the pack before. */
const repinned = (one: Obligation, formerly: string | null): Obligation => (one.rule === undefined || one.pack !== undefined || formerly === null || !isOwed(one) ? one : { ...one, pack: formerly });
