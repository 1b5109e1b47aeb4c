import type { PhraseList } from './list.js';
import type { RuleId } from './rules.js';
import type { WaysOfSaying } from './rule.js';

/** A rule of one language, ready to be looked for. */
export interface CompiledRule {
  readonly id: RuleId;
  readonly says: RegExp;
  readonly unless: RegExp | null;
  readonly unlessOffered: boolean;
  readonly unlessTimed: boolean;
}

/** A list of phrases, ready to be looked for. */
export interface CompiledList {
  readonly rules: readonly CompiledRule[];
  readonly offer: RegExp;
  readonly time: RegExp;
  readonly reported: RegExp;
  readonly clauses: RegExp;
  readonly turn: RegExp;
}

/**
 * Makes regular expressions of a list. A pattern is one, with three shorthands: `{name}` for words of the list, `_` for a gap of
 * bounded length, `~` for any ending of a word. 您 stands for 你 too, which is made so before. Every repetition in a list is bounded, so that
 * looking takes time in proportion to the text.
 */
export function compile(list: PhraseList): CompiledList {
  const any = (patterns: readonly string[]): RegExp => new RegExp(`${list.before}(?:${patterns.map((pattern) => spelled(pattern, list)).join('|')})${list.after}`);
  const rule = ([id, ways]: [string, WaysOfSaying]): CompiledRule => ({
    id: id as RuleId,
    says: any(ways.says),
    unless: ways.unless ? any(ways.unless) : null,
    unlessOffered: ways.unlessOffered ?? false,
    unlessTimed: ways.unlessTimed ?? false,
  });
  return {
    rules: Object.entries(list.rules).map(rule),
    offer: any(list.offer),
    time: any(list.time),
    reported: any(list.reported),
    clauses: new RegExp(list.clause, 'g'),
    turn: new RegExp(`^${list.turn}`),
  };
}

function spelled(pattern: string, list: PhraseList): string {
  return pattern
    .replace(/\{([a-z]+)\}/g, (_, name: string) => spelled(list.words[name] ?? unknownWord(name), list))
    .replaceAll('_', list.gap)
    .replaceAll('~', '\\w{0,12}');
}

function unknownWord(name: string): never {
  throw new Error(`A pattern names {${name}}, which is none of the list's words.`);
}
