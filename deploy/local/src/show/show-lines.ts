import { obligationsSay, sentenceIn } from '@amends/contracts';
import { withConsequences, type Told } from './consequences.js';
import { brokenAt, padded, widthOf } from './display-width.js';
import type { Complaint, Entry } from './shown-complaint.js';
import { kindIn, wordIn, WORDS, type Language, type Tone } from './words.js';

/** How a complaint is shown. */
export interface Showing {
  readonly language: Language;
  /** Columns of the terminal. */
  readonly width: number;
  /** IANA zone of the times. */
  readonly zone: string;
  /** Colours a text, or leaves it as it is. */
  readonly paint: (tone: Tone | 'strong', text: string) => string;
}

const WHO = 22;
/** Narrower than this, sentences would be torn to pieces. */
const NARROWEST_SENTENCE = 24;
/** A complaint's story: each event with what it made us owe and what it settled, where it stands, and what is owed next. */
export function showLines(complaint: Complaint, entries: readonly Entry[], showing: Showing): string[] {
  return [...heading(complaint, showing), ...story(entries, showing), '', ...owedNext(complaint, showing)];
}

/** A reference in the groups in which it is said on the phone. */
export const spoken = (reference: string): string => reference.replace(/(\d{3,4})(?=(\d{3})+$)/g, '$1 ');

function heading({ reference, status, round, owner, receivedBy, channel, product, category, severity, grave, waitingSince }: Complaint, showing: Showing): string[] {
  const { language, paint } = showing;
  const words = WORDS[language];
  const about = [channel, product, category.join(' › '), severity, ...grave].filter((word): word is string => Boolean(word));
  return [
    paint('strong', [spoken(reference), wordIn(language, status), words.round(round)].join(' · ')),
    about.map((word) => wordIn(language, word)).join(' · '),
    `${words.owner}: ${owner?.unit ?? receivedBy ?? words.nobody}${waitingSince ? ` · ${words.waiting} ${clockOf(showing)(waitingSince)}` : ''} · ${words.times(showing.zone)}`,
  ];
}

function story(entries: readonly Entry[], showing: Showing): string[] {
  let day = '';
  let round = 1;
  return withConsequences(entries).flatMap((told) => {
    const { entry } = told;
    const [today, begins] = [dayOf(showing)(entry.recordedAt), entry.round > round];
    const lines = [
      ...(today === day ? [] : ['', showing.paint('strong', today)]),
      ...(begins ? [showing.paint('quiet', `── ${WORDS[showing.language].round(entry.round)} ──`)] : []),
      ...eventLines(told, showing),
    ];
    [day, round] = [today, Math.max(round, entry.round)];
    return lines;
  });
}

function eventLines({ entry, followed }: Told, showing: Showing): string[] {
  const says = sayingOf(entry, showing);
  const start = `${timeOf(showing)(entry.recordedAt)}  ${padded(whoOf(entry, showing.language), WHO)} `;
  const indent = ' '.repeat(widthOf(start));
  const sentence = brokenAt(says?.text ?? sentenceIn(entry, showing.language, clockOf(showing)), Math.max(NARROWEST_SENTENCE, showing.width - widthOf(start)));
  return [
    ...sentence.map((line, index) => (index === 0 ? showing.paint('quiet', start) : indent) + (says ? showing.paint(says.tone, line) : line)),
    ...followed.flatMap((one) => consequenceLines(one, `${indent}  `, showing)),
  ];
}

function consequenceLines({ entry, followed }: Told, indent: string, showing: Showing): string[] {
  const { tone, text } = sayingOf(entry, showing) ?? { tone: 'quiet' as const, text: sentenceIn(entry, showing.language, clockOf(showing)) };
  const [first = '', ...rest] = brokenAt(text, Math.max(NARROWEST_SENTENCE, showing.width - indent.length - 2));
  return [
    `${indent}${showing.paint(tone, `${MARKS[tone]} ${first}`)}`,
    ...rest.map((line) => `${indent}  ${showing.paint(tone, line)}`),
    ...followed.flatMap((one) => consequenceLines(one, `${indent}  `, showing)),
  ];
}

/** What an entry says of its one obligation. */
function sayingOf(entry: Entry, showing: Showing): { readonly tone: Tone; readonly text: string } | undefined {
  const [said] = obligationsSay(entry, showing.language, clockOf(showing));
  return said && { tone: said.tone, text: `${said.what}${showing.language === 'zh' ? '：' : ': '}${said.about}` };
}

const MARKS: Readonly<Record<Tone, string>> = { good: '✔', bad: '✖', due: '○', quiet: '–' };

function owedNext({ duties }: Complaint, showing: Showing): string[] {
  const { language, paint } = showing;
  const words = WORDS[language];
  if (duties.length === 0) return [paint('good', words.nothing)];
  const inTurn = [...duties].sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  return [
    paint('strong', words.owedNext),
    ...inTurn.map(({ kind, principle, owedBy, dueAt, state }) => {
      const who = [wordIn(language, owedBy.role), owedBy.unit].filter(Boolean).join(', ');
      const line = `  ${kindIn(language, kind, principle)} · ${who} · ${words.by} ${clockOf(showing)(dueAt)}`;
      return paint(state === 'missed' ? 'bad' : 'due', state === 'missed' ? `${line} · ${words.late}` : line);
    }),
  ];
}

const whoOf = ({ actor: { role, unit } }: Entry, language: Language): string =>
  role === 'system' ? WORDS[language].system : [wordIn(language, role), unit].filter(Boolean).join(', ');

const formatted = (showing: Pick<Showing, 'language' | 'zone'>, options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(showing.language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: showing.zone, ...options });
  return (instant: string): string => format.format(new Date(instant));
};
const timeOf = (showing: Showing) => formatted(showing, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const dayOf = (showing: Showing) => formatted(showing, { day: 'numeric', month: 'long', year: 'numeric' });
/** Writes instants as day and time in the zone of the reader. */
export const clockOf = (showing: Pick<Showing, 'language' | 'zone'>) => formatted(showing, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
