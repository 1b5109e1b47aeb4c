import type { InEveryLanguage } from '../principle.js';

/** The four families of phrases that a customer hears as "go away". */
export const FAMILIES = ['refusal', 'vagueness', 'blame-shifting', 'brush-off'] as const;
export type Family = (typeof FAMILIES)[number];

/** The languages that the coach knows. */
export const COACHED_LANGUAGES = ['en', 'zh'] as const;
export type CoachedLanguage = (typeof COACHED_LANGUAGES)[number];

/** One way of putting a customer off: why it hurts, and what to say instead. How it is said stands in the list of each language. */
export interface PhraseRule {
  readonly id: string;
  readonly family: Family;
  readonly why: InEveryLanguage;
  readonly better: InEveryLanguage;
}

/** How a rule is broken in one language, in the notation of `compile`. */
export interface WaysOfSaying {
  readonly says: readonly string[];
  /** What makes the sentence a decent one after all, anywhere in it. */
  readonly unless?: readonly string[];
  /** An offer beside it in the same sentence makes it a decent one. */
  readonly unlessOffered?: true;
  /** A definite time in the same sentence makes it a decent one. */
  readonly unlessTimed?: true;
}

/** A sentence that an agent had better put differently. */
export interface Finding {
  readonly family: Family;
  readonly rule: string;
  /** Where the words stand in the text, in UTF-16 units, the end excluded. */
  readonly from: number;
  readonly to: number;
  /** The words themselves, as they were written. */
  readonly said: string;
  readonly why: InEveryLanguage;
  readonly better: InEveryLanguage;
}
