import { compile, type CompiledList, type CompiledRule } from './compile.js';
import { plainText, withoutQuotations } from './plain.js';
import { COACHED_LANGUAGES, type CoachedLanguage, type Finding, type PhraseRule } from './rule.js';
import { ENGLISH } from './rules.en.js';
import { PHRASE_RULES } from './rules.js';
import { CHINESE } from './rules.zh.js';
import { sentencesOf, type Stretch } from './sentences.js';

const LISTS: Readonly<Record<CoachedLanguage, CompiledList>> = { en: compile(ENGLISH), zh: compile(CHINESE) };
const RULES: ReadonlyMap<string, PhraseRule> = new Map(PHRASE_RULES.map((rule) => [rule.id, rule]));

/**
 * What in a text that is about to be sent had better be put differently, sentence by sentence, with the reason and a better wording; it
 * never blocks. `language` is a tag such as `zh-CN`; of any other than Chinese and English, and without it, each sentence goes by its script.
 */
export function coach(text: string, language?: string): readonly Finding[] {
  const { plain, at } = plainText(text);
  const own = withoutQuotations(plain);
  const sentences = sentencesOf(own);
  return sentences.flatMap((sentence, index) =>
    languagesOf(own.slice(sentence.from, sentence.to), language)
      .flatMap((one) => heardIn(own, sentence, sentences[index + 1], LISTS[one]))
      .map(({ id, from, to }) => ({ ...findingOf(RULES.get(id)!), from: at[from]!, to: at[to - 1]! + 1 }))
      .sort((a, b) => a.from - b.from)
      .map((finding) => ({ ...finding, said: text.slice(finding.from, finding.to) })),
  );
}

const findingOf = ({ id, family, why, better }: PhraseRule): Omit<Finding, 'from' | 'to' | 'said'> => ({ family, rule: id, why, better });

function languagesOf(sentence: string, language: string | undefined): readonly CoachedLanguage[] {
  const told = COACHED_LANGUAGES.find((one) => one === language?.toLowerCase().split(/[-_]/)[0]);
  if (told) return [told];
  return COACHED_LANGUAGES.filter((one) => (one === 'zh' ? /\p{Script=Han}/u : /[a-z]{2}/).test(sentence));
}

interface Heard extends Stretch {
  readonly id: string;
}

/** At most one of each family: more would say the same again. */
function heardIn(text: string, sentence: Stretch, next: Stretch | undefined, list: CompiledList): readonly Heard[] {
  const said = text.slice(sentence.from, sentence.to);
  const following = next ? text.slice(next.from, next.to) : '';
  const context = list.turn.test(following) ? `${said} ${following}` : said;
  const heard = new Map<string, Heard>();
  for (const rule of list.rules) {
    const family = RULES.get(rule.id)!.family;
    if (heard.has(family)) continue;
    const match = rule.says.exec(said);
    if (match && !isDecent(rule, said, context, match, list)) heard.set(family, { id: rule.id, ...trimmedMatch(match, sentence.from) });
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

function trimmedMatch(match: RegExpExecArray, offset: number): Stretch {
  const [lead] = /^[\s,;:.。]*/.exec(match[0])!;
  const [tail] = /[\s,;:.。]*$/.exec(match[0])!;
  const [from, to] = [match.index + lead.length, match.index + match[0].length - tail.length];
  return { from: offset + Math.min(from, to - 1), to: offset + to };
}
