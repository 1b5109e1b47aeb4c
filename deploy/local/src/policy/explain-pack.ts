import { CHANNELS, GRAVE_FLAGS, OBLIGATION_KINDS, SEVERITIES, TIERS, WAYS_TO_RESOLVE } from '@amends/contracts';
import { explain, sayRule, UNKNOWN_CIRCUMSTANCES, type Choice, type Circumstances, type Explanation, type Pack } from '@amends/policy';
import { WrongUse } from '../cli/refused.js';

/** What is asked of a pack: when is this obligation due, in these circumstances. All but `obligation` may be left out. */
export interface ExplainOptions {
  readonly obligation: string;
  readonly from?: string;
  /** Spans in which the clock stood still, `from/to`. */
  readonly pause: readonly string[];
  readonly channel?: string;
  readonly severity?: string;
  readonly tier?: string;
  readonly category?: string;
  readonly grave?: string;
  readonly resolvedBy?: string;
  readonly level?: string;
}

/** When something is due under a pack, and why: for machines, and in lines. Throws WrongUse for a word that no pack knows. */
export function explained(pack: Pack, options: ExplainOptions, language: 'en' | 'zh'): { readonly value: object; readonly lines: string[] } {
  const obligation = oneOf('--obligation', options.obligation, OBLIGATION_KINDS);
  const choice = pack.choose(obligation, circumstancesOf(options, pack));
  const { rule, tried } = choice;
  if (rule.notOwed) return { value: { pack: pack.id, obligation, rule: rule.id, tried, dueAt: null, summary: sayRule(rule, language), lines: [] }, lines: triedLines(choice, language) };
  const course = { startedAt: instant('--from', options.from ?? new Date().toISOString()), ...pack.timed(rule), pauses: options.pause.map(span) };
  const explanation = explain(course, language);
  const { dueAt, summary, lines } = explanation;
  const due = dueAt === undefined ? null : new Date(dueAt).toISOString();
  return { value: { pack: pack.id, obligation, rule: rule.id, tried, dueAt: due, summary, lines }, lines: linesOf(choice, explanation, language) };
}

const triedLines = ({ rule, tried }: Choice, language: 'en' | 'zh'): string[] =>
  tried.map(({ rule: id, because }) => (because === undefined ? `✔ ${id}: ${sayRule(rule, language)}` : `  ${id}: passed over (${because})`));

const linesOf = (choice: Choice, { summary, lines }: Explanation, language: 'en' | 'zh'): string[] => [
  summary,
  '',
  ...triedLines(choice, language),
  '',
  ...lines.map((line) => `  ${line}`),
];

const circumstancesOf = ({ channel, severity, tier, category, grave, resolvedBy, level }: ExplainOptions, pack: Pack): Circumstances => ({
  channel: maybe('--channel', channel, CHANNELS) ?? UNKNOWN_CIRCUMSTANCES.channel,
  severity: maybe('--severity', severity, SEVERITIES),
  tier: maybe('--tier', tier, TIERS),
  category: category ? category.split('/') : [],
  grave: (grave ?? '').split(',').filter(Boolean).map((flag) => oneOf('--grave', flag, GRAVE_FLAGS)),
  resolvedBy: maybe('--resolved-by', resolvedBy, WAYS_TO_RESOLVE),
  level: levelOf(level, pack),
});

function levelOf(text: string | undefined, { id, data: { ladder } }: Pack): number | null {
  if (text === undefined) return null;
  const level = /^[1-9]\d?$/.test(text) ? Number(text) : 0;
  if (level < 1 || level > ladder.length) throw new WrongUse(`--level ${text}: the ladder of ${id} has the levels 1 to ${ladder.length}.`);
  return level;
}

const maybe = <T extends string>(option: string, word: string | undefined, words: readonly T[]): T | null => (word === undefined ? null : oneOf(option, word, words));

function oneOf<T extends string>(option: string, word: string, words: readonly T[]): T {
  const found = words.find((one) => one === word);
  if (found === undefined) throw new WrongUse(`${option} knows no "${word}": choose ${words.join(', ')}.`);
  return found;
}

/** An instant of the command line in ms since 1970. Throws WrongUse when it is none. */
export function instant(option: string, text: string): number {
  const parsed = Date.parse(text);
  if (Number.isNaN(parsed)) throw new WrongUse(`${option} "${text}" is no instant: write it like 2026-11-02T09:30+01:00.`);
  return parsed;
}

function span(text: string): { from: number; to: number } {
  const [from = '', to = ''] = text.split('/');
  const parsed = { from: instant('--pause', from), to: instant('--pause', to) };
  if (parsed.to <= parsed.from) throw new WrongUse(`--pause ${text} ends before it begins.`);
  return parsed;
}
