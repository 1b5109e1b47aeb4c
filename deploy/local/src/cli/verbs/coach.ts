import { coach, type Finding } from '@amends/principles';
import { text as readAll } from 'node:stream/consumers';
import { styleText } from 'node:util';
import type { Language } from '../../show/words.js';
import type { Verb } from '../verb.js';
import { languageOf } from './show.js';

/** `amends coach`: what in a text had better be put differently. It never blocks: whatever it finds, it ends with 0. */
export const coachVerb: Verb<{ lang?: string }> = {
  name: 'coach',
  summary: 'Check a text for a customer for phrases that put people off; each with the reason and a better wording.',
  example: `npx amends coach "We'll get back to you as soon as possible."`,
  declare: (command) => command.argument('<text>', 'what is about to be sent; - reads it from standard input').option('--lang <language>', 'its language, en or zh; default: by the script of each sentence'),
  async run({ lang }, output, [said = '']) {
    const language = lang === undefined ? undefined : languageOf(lang);
    const text = said === '-' ? await readAll(process.stdin) : said;
    const findings = coach(text, language);
    output.result({ findings }, coachLines(text, findings, { language, styled: output.isTerminal }));
  },
};

interface Telling {
  /** Of the reason and the better wording; default: that of the words. */
  readonly language: Language | undefined;
  /** A terminal underlines the words; elsewhere they stand between marks. */
  readonly styled: boolean;
}

const HEADS = {
  en: { nothing: 'Nothing to put differently.', why: 'why', better: 'better', 'refusal': 'refusal', 'vagueness': 'vagueness', 'blame-shifting': 'blame shifting', 'brush-off': 'brush-off' },
  zh: { nothing: '没有需要改的说法。', why: '原因', better: '不如说', 'refusal': '拒绝', 'vagueness': '含糊', 'blame-shifting': '推卸', 'brush-off': '敷衍' },
} as const;

/** Three lines for each finding: the words in their place, why they hurt, and what to say instead. */
export function coachLines(text: string, findings: readonly Finding[], { language, styled }: Telling): string[] {
  if (findings.length === 0) return [HEADS[language ?? languageSpoken(text)].nothing];
  return findings.flatMap((finding) => {
    const one = language ?? languageSpoken(finding.said);
    const heads = HEADS[one];
    return [`${heads[finding.family]}: ${inPlace(text, finding, styled)}`, `  ${heads.why}: ${finding.why[one]}`, `  ${heads.better}: ${finding.better[one]}`];
  });
}

const languageSpoken = (text: string): Language => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');

const AROUND = 60;

/** The words marked, with what stands around them on their line. */
function inPlace(text: string, { from, to, said }: Finding, styled: boolean): string {
  const before = text.slice(Math.max(0, from - AROUND), from).split('\n').at(-1)!;
  const after = text.slice(to, to + AROUND).split('\n')[0]!;
  const words = said.replace(/\s+/g, ' ');
  return `${before}${styled ? styleText('underline', words) : `»${words}«`}${after}`.trim();
}
