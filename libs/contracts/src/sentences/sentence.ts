import { inEveryLanguage, type InEveryLanguage, type Language } from './languages.js';
import { meaningOf } from './meanings.js';
import { obligationsSay, type Telling } from './obligation-says.js';
import { timesIn, type When } from './times.js';
import { wordIn } from './words.js';

/** Fields whose value says more than the sentence, in the order in which they are read. */
const TELLING = ['severity', 'category', 'how', 'cause', 'because', 'kind', 'remedy', 'toUnit', 'unit', 'ownerUnit', 'attempt', 'score', 'agrees', 'level', 'packVersion'];
/** Of these the words are the company's own. */
const OWN_WORDS: ReadonlySet<string> = new Set(['category', 'cause', 'toUnit', 'unit', 'ownerUnit', 'packVersion']);

/** What happened, in words of the domain, with the times of an IANA zone. Personal words are in no event's data, so in no sentence. Pure. */
export const sentenceOf = (event: Telling, zone: string): InEveryLanguage => inEveryLanguage((language) => sentenceIn(event, language, timesIn(zone, language)));

/** The same in one language. */
export function sentenceIn(event: Telling, language: Language, when: When): string {
  const said = obligationsSay(event, language, when);
  if (said.length === 0) return `${meaningOf(event.type)[language]}${detailOf(event, language)}`;
  return ENDED[language](said[0]!.what, said.map(({ about }) => about));
}

const ENDED: Readonly<Record<Language, (what: string, abouts: readonly string[]) => string>> = {
  en: (what, abouts) => `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${abouts.join('; ')}.`,
  zh: (what, abouts) => `${what}：${abouts.join('；')}。`,
};

/** What the data says besides, in brackets: ` [minor · leak]`, ［一般 · leak］. */
function detailOf({ data }: Telling, language: Language): string {
  const told = TELLING.map((name) => [name, (data as Readonly<Record<string, unknown>>)[name]] as const).filter(([, value]) => value !== undefined && value !== null && String(value) !== '');
  const details = told.map(([name, value]) => detailIn(language, name, value)).join(' · ');
  return details === '' ? '' : language === 'zh' ? `［${details}］` : ` [${details}]`;
}

function detailIn(language: Language, name: string, value: unknown): string {
  if (Array.isArray(value)) return value.join(' › ');
  if (typeof value === 'string') return OWN_WORDS.has(name) ? value : wordIn(language, value);
  return `${wordIn(language, name)} ${wordIn(language, String(value))}`;
}
