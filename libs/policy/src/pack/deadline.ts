import { instantOf, millisOf, type ObligationKind } from '@amends/contracts';
import { exactMs } from '../clock/amount.js';
import { afterUsing, allowedUntil, dueOf, lastRule, usedUntil, type Course, type Rule } from '../clock/course.js';
import type { Pack } from './pack.js';
import type { AllowanceRule, Warning } from './policy-pack.js';

/** What an obligation's clock went through, in RFC 3339 and by the names of its pack's rules. */
export interface Clocked {
  readonly kind: ObligationKind;
  readonly rule: string;
  /** The pack of that rule, where the complaint was pinned to another one since. */
  readonly pack?: string | undefined;
  readonly startedAt: string;
  readonly pauses?: readonly (readonly [from: string, to: string])[] | undefined;
  readonly changes?: readonly ChangeOfRule[] | undefined;
  /** Never due before, because somebody allowed so much; pauses after it move that on, too. */
  readonly extendedTo?: string | undefined;
  /** Due then whatever its rule, because of the customer's hours. */
  readonly convenientUntil?: string | undefined;
  /** How many of the pauses were over when that was allowed; without it none. */
  readonly extendedAfter?: number | undefined;
  /** Who allowed it. */
  readonly extendedBy?: string | undefined;
  /** How many of the pack's warnings are behind it. */
  readonly warned?: number | undefined;
}

/** From an instant on another rule applies: of the same pack as the one before it, or of another one. */
export interface ChangeOfRule {
  readonly at: string;
  readonly rule: string;
  readonly pack?: string;
}

/** Packs by `name@version`, for clocks that went through several. */
export type PackOf = (id: string) => Pack;

/** When something is due, and when somebody is warned next; null where its pack warns of nothing more. */
export interface Deadlines {
  readonly dueAt: string;
  readonly warnAt: string | null;
}

/** A clock that began under a rule which its pack does not have: the pack that it is pinned to is another one. */
export class UnknownRule extends Error {
  override readonly name = 'UnknownRule';

  constructor(pack: Pack, rule: string) {
    super(`the pack ${pack.id} has no rule "${rule}"`);
  }
}

/** The deadlines of a clock under its pack; `others` finds the packs to which it was pinned before. */
export function deadlinesUnder(pack: Pack, clock: Clocked, others?: PackOf): Deadlines {
  const course = courseOf(pack, clock, others);
  const due = clock.convenientUntil ? Math.max(millisOf(clock.convenientUntil), allowedUntil(course)) : dueOf(course)!;
  return { dueAt: instantOf(due), warnAt: warningAfter(warningsOf(pack, clock.kind, course, due), clock.warned) };
}

/** What was promised for a time of its own: no clock says by when. */
export interface Promised {
  readonly kind: ObligationKind;
  readonly startedAt: string;
  readonly promisedFor: string;
  readonly warned?: number | undefined;
}

/** The deadlines of what was promised: its rule says how late it may be before it counts as broken. */
export function deadlinesOfPromise(pack: Pack, rule: AllowanceRule, promise: Promised): Deadlines {
  const due = dueOf({ startedAt: millisOf(promise.promisedFor), ...pack.timed(rule) })!;
  return { dueAt: instantOf(due), warnAt: due <= millisOf(promise.startedAt) ? null : warningAfter(warningsOfPromise(pack, promise, due), promise.warned) };
}

/** All warnings of a promise that counts as broken from an instant on: before it, of the time that was promised, or who promised would be warned when it is too late. */
export function warningsOfPromise(pack: Pack, { kind, startedAt, promisedFor }: Promised, due: number): readonly WarningAt[] {
  const promised = millisOf(promisedFor);
  const course: Course = { startedAt: millisOf(startedAt), amount: { count: 0, unit: 'seconds' }, calendar: pack.calendarOf({}) };
  return [...warningsOf(pack, kind, course, promised).filter(({ at }) => at < promised), ...warningsOf(pack, kind, course, due).filter(({ at }) => at >= due)];
}

/** The course of a clock, for reckoning and for explaining; a stage that counts from its fact begins it anew. Throws UnknownRule. */
export function courseOf(pack: Pack, { rule, pack: first, startedAt, pauses = [], changes = [], extendedTo, extendedAfter = 0, extendedBy: by }: Clocked, others: PackOf = onlyThis(pack)): Course {
  const its = first === undefined ? pack : others(first);
  const { amount, calendar } = timed(its, rule);
  const stood = pauses.map(([from, to]) => ({ from: millisOf(from), to: millisOf(to) }));
  const extended = extendedTo === undefined ? undefined : { until: millisOf(extendedTo), pauses: stood.slice(extendedAfter), by };
  const begun = { startedAt: millisOf(startedAt), amount, calendar, pauses: stood, extendedTo: extended };
  return changes.length === 0 ? begun : changed(begun, its, changes, others);
}

/** A course with the rules that came to apply since; a stage that counts from its fact begins it anew. */
function changed(begun: Course, first: Pack, changes: readonly ChangeOfRule[], others: PackOf): Course {
  let its = first;
  const all = changes.map(({ at, rule: id, pack: other }): Changed => {
    if (other !== undefined) its = others(other);
    return { at: millisOf(at), ...timed(its, id), anew: its.stageOf(id)?.from === 'fact' };
  });
  const last = all.findLastIndex(({ anew }) => anew);
  const { at: startedAt, amount, calendar } = all[last] ?? { at: begun.startedAt, ...begun };
  return { ...begun, startedAt, amount, calendar, changes: all.slice(last + 1).map(({ at, amount: its, calendar: by }) => ({ at, amount: its, calendar: by })) };
}

type Changed = Rule & { readonly at: number; readonly anew: boolean };

const onlyThis = (pack: Pack): PackOf => (id) => {
  if (id !== pack.id) throw new Error(`a clock went through the pack ${id} and only ${pack.id} is at hand`);
  return pack;
};

function timed(pack: Pack, id: string): Rule {
  const found = pack.ruleOf(id);
  if (!found) throw new UnknownRule(pack, id);
  return pack.timed(found);
}

/** When somebody is warned, and who. */
export interface WarningAt {
  readonly at: number;
  readonly to: Warning['to'];
}

/** All warnings of an obligation that is due at an instant, in order of time. */
export function warningsOf(pack: Pack, kind: ObligationKind, course: Course, due: number): readonly WarningAt[] {
  return pack.warningsOf(kind).map((warning) => ({ at: warnedAt(warning, course, due), to: warning.to })).sort((a, b) => a.at - b.at);
}

function warnedAt({ percent, before, after }: Warning, course: Course, due: number): number {
  if (before) return Math.max(course.startedAt, due - exactMs(before)!);
  if (after) return dueOf({ startedAt: due, amount: after, calendar: lastRule(course).calendar })!;
  return shareOf(course, due, percent! / 100);
}

/** When a share of the time that it has until it is due is used: neither what stood still counts nor, of a clock of business hours, any other hour. */
const shareOf = (course: Course, due: number, share: number): number => (share === 1 ? due : afterUsing(course, Math.floor(usedUntil(course, due) * share)));

const warningAfter = (warnings: readonly WarningAt[], behind = 0): string | null => (warnings[behind] ? instantOf(warnings[behind].at) : null);
