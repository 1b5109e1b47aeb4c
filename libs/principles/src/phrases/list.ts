import type { RuleId } from './rules.js';
import type { WaysOfSaying } from './rule.js';

/** How one language puts customers off, and what in it makes up for that. */
export interface PhraseList {
  /** A space of up to this in a pattern is written `_`: a few words (English) or characters (Chinese) of the same clause. */
  readonly gap: string;
  /** What must stand before and after a pattern, so that it begins and ends with a whole word. */
  readonly before: string;
  readonly after: string;
  /** Words that patterns name in braces. */
  readonly words: Readonly<Record<string, string>>;
  /** Something that we do instead. */
  readonly offer: readonly string[];
  /** A time that a customer can plan with. */
  readonly time: readonly string[];
  /** What before a phrase in its clause makes it somebody else's words. */
  readonly reported: readonly string[];
  /** Where a clause ends inside a sentence. */
  readonly clause: string;
  /** How a sentence begins that still belongs to the one before it. */
  readonly turn: string;
  readonly rules: Readonly<Record<RuleId, WaysOfSaying>>;
}
