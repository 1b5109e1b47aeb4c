import type { ObligationKind } from '@amends/contracts';
import { PRINCIPLES, type AnyPrinciple } from '@amends/principles';

/** The same in English and Chinese. */
export interface InTwoLanguages {
  readonly en: string;
  readonly zh: string;
}

/** The name of a principle. */
export const principleName = (principle: number): InTwoLanguages => PRINCIPLES.find(({ number }) => number === principle)!.name;

/** What is said to the customer while an obligation of this kind is owed; null for a kind that this version does not know. */
export function sayOf(kind: string): InTwoLanguages | null {
  for (const { obligations } of PRINCIPLES as readonly AnyPrinciple[]) {
    const duty = obligations[kind as ObligationKind];
    if (duty) return duty.say;
  }
  return null;
}
