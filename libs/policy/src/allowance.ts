import type { ObligationKind } from '@amends/contracts';
import { PLAIN_ALLOWANCES, type Occasion, type Rule } from './plain-allowances.js';

/** How long somebody may take, and why, in words that stand beside the deadline. */
export interface Allowance {
  readonly seconds: number;
  readonly says: string;
  readonly packVersion: string;
}

const PACK_VERSION = 'default@1';
const fitting = Object.fromEntries(
  Object.entries(PLAIN_ALLOWANCES).map(([kind, rules]) => [kind, rules.map((rule) => ({ rule, allowance: { seconds: rule.seconds, says: rule.says, packVersion: PACK_VERSION } }))]),
);

/** The time allowed for an obligation in its circumstances: the first rule that fits. */
export function allowanceFor(kind: ObligationKind, occasion: Occasion): Allowance {
  return fitting[kind]!.find(({ rule }) => fits(rule, occasion))!.allowance;
}

function fits({ when }: Rule, occasion: Occasion): boolean {
  if (!when) return true;
  return (Object.keys(when) as (keyof Occasion)[]).every((name) => when[name]!.includes(occasion[name] ?? ''));
}

/** The first instant by which an allowance is used up, from the instant that started it. */
export const dueAt = (startedAt: string, { seconds }: Pick<Allowance, 'seconds'>): string => later(startedAt, seconds * 1000);

/** An instant so many milliseconds later. */
export const later = (instant: string, milliseconds: number): string => new Date(Date.parse(instant) + milliseconds).toISOString();

/** Most of the time allowed is used after this share of it: then whoever owes is warned. */
const NEARING = 0.8;

/** When to warn that a deadline comes near. */
export const nearingAt = (startedAt: string, due: string): string => later(startedAt, Math.max(0, Date.parse(due) - Date.parse(startedAt)) * NEARING);
