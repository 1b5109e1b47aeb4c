import type { ObligationKind } from '@amends/contracts';
import { takeSeriously } from './1-take-seriously.js';
import { involveSuperiors } from './2-involve-superiors.js';
import { reviewAndImprove } from './3-review-and-improve.js';
import { listen } from './4-listen.js';
import { repeatAndRecord } from './5-repeat-and-record.js';
import { proposeOrAsk } from './6-propose-or-ask.js';
import { callAndConfirm } from './7-call-and-confirm.js';
import type { ComplaintSoFar } from './complaint-so-far.js';
import { allOf, type AnyPrinciple, type Duty, type FactType, type Heard, type Owed } from './principle.js';

/** The seven principles, in their order. */
export const PRINCIPLES = allOf([takeSeriously, involveSuperiors, reviewAndImprove, listen, repeatAndRecord, proposeOrAsk, callAndConfirm]);

/** A kind of obligation with the principle that it belongs to. */
export interface DutyOf extends Duty {
  readonly principle: AnyPrinciple['number'];
}

const entries = PRINCIPLES.flatMap((principle: AnyPrinciple) =>
  Object.entries(principle.obligations).map(([kind, duty]): [ObligationKind, DutyOf] => [kind as ObligationKind, { ...duty, principle: principle.number }]),
);

/** Every kind of obligation. */
export const DUTIES = Object.fromEntries(entries) as Readonly<Record<ObligationKind, DutyOf>>;

const NOTHING: readonly ObligationKind[] = [];

type Owing = (fact: Heard, soFar: ComplaintSoFar, before: ComplaintSoFar) => readonly (ObligationKind | Owed)[];
type Settling = (fact: Heard, about: string | undefined, soFar: ComplaintSoFar) => boolean;

// Looked up by type, because most facts oblige to nothing and settle little.
const owing = Map.groupBy(
  PRINCIPLES.flatMap(({ owes }: AnyPrinciple) => Object.entries(owes) as unknown as [FactType, Owing][]),
  ([type]) => type,
);
const settling = new Map<string, Map<ObligationKind, Settling>>();
for (const [kind, { settledBy }] of entries) {
  for (const [type, settles] of Object.entries(settledBy) as unknown as [FactType, Settling][]) {
    settling.set(type, (settling.get(type) ?? new Map<ObligationKind, Settling>()).set(kind, settles));
  }
}

/** Whether a principle makes us owe anything because of facts of that type, and whether any of them settles something. */
export const obliges = (type: string): boolean => owing.has(type as FactType);
export const settlesAnything = (type: string): boolean => settling.has(type);

/** All that a fact makes us owe by the principles, done already or not. */
export function owedFor(fact: Heard, soFar: ComplaintSoFar, before: ComplaintSoFar): readonly Owed[] {
  const all: Owed[] = [];
  for (const [, owes] of owing.get(fact.type) ?? []) for (const owed of owes(fact, soFar, before)) all.push(typeof owed === 'string' ? { kind: owed } : owed);
  return all;
}

/** Whether a fact settles an obligation of that kind, about that. */
export function settles(fact: Heard, { kind, about }: Pick<Owed, 'kind' | 'about'>, soFar: ComplaintSoFar): boolean {
  return settling.get(fact.type)?.get(kind)?.(fact, about, soFar) ?? false;
}

/** The kinds that a fact settles where they are about nothing in particular. */
export function settledBy(fact: Heard, soFar: ComplaintSoFar): readonly ObligationKind[] {
  const kinds = settling.get(fact.type);
  if (!kinds) return NOTHING;
  const found: ObligationKind[] = [];
  for (const [kind, settlesIt] of kinds) if (settlesIt(fact, undefined, soFar)) found.push(kind);
  return found;
}
