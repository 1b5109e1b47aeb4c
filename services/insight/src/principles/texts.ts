import type { InEveryLanguage, ObligationKind } from '@amends/contracts';
import { PRINCIPLES, type AnyPrinciple } from '@amends/principles';

/** The name of a principle. */
export const principleName = (principle: number): InEveryLanguage => PRINCIPLES.find(({ number }) => number === principle)!.name;

/** What is said to the customer while an obligation of this kind is owed; null for a kind that this version does not know. */
export function sayOf(kind: string): InEveryLanguage | null {
  for (const { obligations } of PRINCIPLES as readonly AnyPrinciple[]) {
    const duty = obligations[kind as ObligationKind];
    if (duty) return duty.say;
  }
  return null;
}
