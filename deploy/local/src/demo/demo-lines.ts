import { PRINCIPLES } from '@amends/principles';
import { brokenAt, padded } from '../show/display-width.js';
import type { Showing } from '../show/show-lines.js';
import { kindIn, wordIn, type Language } from '../show/words.js';
import type { Step } from './steps.js';
import type { Obligation, Walked } from './walk.js';

/** Where the sentences begin, behind who does it. */
const INDENT = ' '.repeat(12);

const WORDS = {
  en: {
    start: 'One complaint through all seven principles, live:', owed: 'owed', settled: 'settled', over: 'no longer owed', by: 'by', principle: 'Principle',
    end: (seconds: string, reference: string) => [`Closed, confirmed and learnt from in ${seconds} s.`, `Look at it: npx amends show ${reference}`],
  },
  zh: {
    start: '一件投诉，实时走完七项原则：', owed: '应做', settled: '已做', over: '不再应做', by: '截止', principle: '原则',
    end: (seconds: string, reference: string) => [`用时 ${seconds} 秒：已关闭、已确认、已改进。`, `查看经过：npx amends show ${reference} --lang zh`],
  },
} as const;

/** What is said before the first step. */
export const firstLines = ({ language, paint }: Showing): string[] => [paint('strong', WORDS[language].start), ''];

/** What is said of a step: who did what, what it made us owe and what it settled, and the principle that it fulfilled. */
export function stepLines({ step, changed, obligations }: Walked, showing: Showing): string[] {
  const told = brokenAt(step[showing.language], showing.width - INDENT.length);
  const who = padded(wordIn(showing.language, step.who === 'agent' ? 'agent' : 'supervisor'), INDENT.length - 1);
  return [
    ...told.map((line, index) => (index === 0 ? `${showing.paint('strong', who)} ${line}` : `${INDENT}${line}`)),
    ...changed.map((one) => obligationLine(one, showing)),
    ...(step.fulfils && isFulfilled(step.fulfils, obligations) ? principleLines(step.fulfils, showing) : []),
  ];
}

/** What is said at the end. */
export const lastLines = (reference: string, milliseconds: number, { language, paint }: Showing): string[] => {
  const [first, ...rest] = WORDS[language].end((milliseconds / 1000).toFixed(1), reference);
  return [paint('good', first!), ...rest];
};

/** The numbers of the principles that were fulfilled by these steps. */
export const fulfilledBy = (steps: readonly Step[], obligations: readonly Obligation[]): readonly number[] =>
  steps.flatMap(({ fulfils }) => (fulfils && isFulfilled(fulfils, obligations) ? [fulfils] : [])).sort();

/** Something was owed under the principle, and nothing of it any more. */
function isFulfilled(number: number, obligations: readonly Obligation[]): boolean {
  const its = obligations.filter(({ kind }) => principleOf(kind) === number);
  return its.length > 0 && its.every(({ state }) => state !== 'open' && state !== 'missed');
}

const principleOf = (kind: string): number | undefined => PRINCIPLES.find(({ obligations }) => kind in obligations)?.number;

function obligationLine({ kind, state, dueAt }: Obligation, { language, paint, zone }: Showing): string {
  const isOpen = state === 'open' || state === 'missed';
  const words = WORDS[language];
  const about = kindIn(language, kind, principleOf(kind));
  const due = new Intl.DateTimeFormat(localeOf(language), { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(new Date(dueAt));
  if (isOpen) return INDENT + paint('due', `○ ${words.owed}: ${about} ${words.by} ${due}`);
  return INDENT + (state.startsWith('settled') ? paint('good', `✔ ${words.settled}: ${about}`) : paint('quiet', `– ${words.over}: ${about}`));
}

function principleLines(number: number, { language, paint, width }: Showing): string[] {
  const { name, rule } = PRINCIPLES.find((one) => one.number === number)!;
  const lines = [`★ ${WORDS[language].principle} ${number} · ${name[language]}`, ...brokenAt(rule[language], width - INDENT.length - 2).map((line) => `  ${line}`)];
  return ['', ...lines.map((line) => `${INDENT}${paint('strong', line)}`), ''];
}

const localeOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB');
