import { compile, type CompiledList, type CompiledRule } from './compile.js';
import { plainText, withoutQuotations } from './plain.js';
import { COACHED_LANGUAGES, type CoachedLanguage, type Finding, type PhraseRule } from './rule.js';
import { ENGLISH } from './rules.en.js';
import { PHRASE_RULES } from './rules.js';
import { CHINESE } from './rules.zh.js';
import { sentencesOf, type Stretch } from './sentences.js';

const LISTS: Readonly<Record<CoachedLanguage, CompiledList>> = { en: compile(ENGLISH), zh: compile(CHINESE) };
const RULES: ReadonlyMap<string, PhraseRule> = new Map(PHRASE_RULES.map((rule) => [rule.id, rule]));

/** Whoever has so much to put differently begins anew; without it, 64 KiB of refusals would be answered with megabytes. */
const MOST_FINDINGS = 100;

/**
 * What in a text that is about to be sent had better be put differently, sentence by sentence, with the reason and a better wording; it
 * never blocks. `language` is a tag such as `zh-CN`; of any other than Chinese and English, and without it, each sentence goes by its
 * script. The first hundred findings are given.
 */
export function coach(text: string, language?: string): readonly Finding[] {
  const { plain, at } = plainText(text);
  const own = withoutQuotations(plain);
  const sentences = sentencesOf(own);
  const findings: Finding[] = [];
  for (const [index, sentence] of sentences.entries()) {
    for (const { id, from, to } of heardIn(own, sentence, sentences[index + 1], language)) findings.push(findingOf(text, RULES.get(id)!, at[from]!, at[to - 1]! + 1));
    if (findings.length >= MOST_FINDINGS) break;
  }
  return findings.slice(0, MOST_FINDINGS);
}

const findingOf = (text: string, { id, family, why, better }: PhraseRule, from: number, to: number): Finding => ({ family, rule: id, from, to, said: text.slice(from, to), why, better });

function languagesOf(sentence: string, language: string | undefined): readonly CoachedLanguage[] {
  const told = COACHED_LANGUAGES.find((one) => one === language?.toLowerCase().split(/[-_]/)[0]);
  if (told) return [told];
  return COACHED_LANGUAGES.filter((one) => (one === 'zh' ? /\p{Script=Han}/u : /[a-z]{2}/).test(sentence));
}

interface Heard extends Stretch {
  readonly id: string;
}

/** What a sentence says in any of its languages, in the order of its words. */
function heardIn(text: string, sentence: Stretch, next: Stretch | undefined, language: string | undefined): readonly Heard[] {
  const said = text.slice(sentence.from, sentence.to);
  const following = next ? text.slice(next.from, next.to) : '';
  const heard = languagesOf(said, language).flatMap((one) => heardBy(LISTS[one], said, following));
  return heard.map(({ id, from, to }) => ({ id, from: sentence.from + from, to: sentence.from + to })).sort((a, b) => a.from - b.from);
}

/** At most one of each family: more would say the same again. */
function heardBy(list: CompiledList, said: string, following: string): readonly Heard[] {
  const context = list.turn.test(following) ? `${said} ${following}` : said;
  const heard = new Map<string, Heard>();
  for (const rule of list.rules) {
    const { family } = RULES.get(rule.id)!;
    if (heard.has(family)) continue;
    const match = rule.says.exec(said);
    if (match && !isDecent(rule, said, context, match, list)) heard.set(family, { id: rule.id, ...wordsOf(match) });
  }
  return [...heard.values()];
}

/** Whether something else in the sentence makes up for the phrase, or makes it somebody else's. */
function isDecent(rule: CompiledRule, said: string, context: string, match: RegExpExecArray, list: CompiledList): boolean {
  const clause = clauseAround(said, match.index, match.index + match[0].length, list.clauses);
  return (
    rule.unless?.test(context) ||
    (rule.unlessTimed && list.time.test(context)) ||
    (rule.unlessOffered && list.offer.test(`${context.slice(0, clause.from)} , ${context.slice(clause.to)}`)) ||
    list.reported.test(said.slice(clause.from, match.index))
  );
}

/** From the beginning of the clause in which the words begin to the end of that in which they end. */
function clauseAround(said: string, from: number, to: number, clauses: RegExp): Stretch {
  let start = 0;
  for (const { index, 0: mark } of said.matchAll(clauses)) {
    if (index + mark.length <= from) start = index + mark.length;
    else if (index >= to) return { from: start, to: index };
  }
  return { from: start, to: said.length };
}

/** Where the words of a match are, without what stands around them. */
function wordsOf({ index, 0: words }: RegExpExecArray): Stretch {
  const from = index + /^[\s,;:.。]*/.exec(words)![0].length;
  return { from, to: Math.max(from + 1, index + words.replace(/[\s,;:.。]{1,9}$/, '').length) };
}
