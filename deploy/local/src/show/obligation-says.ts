import type { Entry } from './shown-complaint.js';
import { kindIn, type Language } from './words.js';

/** How something is to be taken: good, bad, still to do, or of no more weight. */
export type Tone = 'good' | 'bad' | 'due' | 'quiet';

interface Saying {
  readonly tone: Tone;
  readonly en: string;
  readonly zh: string;
  /** The field of the event that names the instant it is about. */
  readonly at?: string;
}

/** What became of an obligation, in a word that stands before its kind. */
const SAYINGS: Readonly<Record<string, Saying>> = {
  ObligationIncurred: { tone: 'due', en: 'owed', zh: '应做', at: 'dueAt' },
  ObligationSettled: { tone: 'good', en: 'settled', zh: '已做' },
  ObligationNearing: { tone: 'due', en: 'soon due', zh: '将到期', at: 'dueAt' },
  ObligationMissed: { tone: 'bad', en: 'missed', zh: '逾期', at: 'dueAt' },
  ObligationMissRetracted: { tone: 'good', en: 'not missed after all', zh: '并未逾期' },
  ObligationWaived: { tone: 'quiet', en: 'waived', zh: '免除' },
  ObligationCancelled: { tone: 'quiet', en: 'no longer owed', zh: '不再应做' },
  ObligationLapsed: { tone: 'quiet', en: 'lapsed', zh: '期满视为已做' },
  ObligationPaused: { tone: 'quiet', en: 'clock stopped', zh: '计时暂停' },
  ObligationResumed: { tone: 'due', en: 'clock goes on', zh: '计时继续', at: 'dueAt' },
  ObligationRevised: { tone: 'due', en: 'other allowance', zh: '时限改变', at: 'dueAt' },
  ObligationExtended: { tone: 'due', en: 'extended', zh: '延期', at: 'dueAt' },
};

/** What an event says of an obligation; undefined for any other event. */
export function obligationSays({ type, data }: Entry, language: Language, timeOf: (instant: string) => string): { tone: Tone; text: string } | undefined {
  const saying = SAYINGS[type];
  if (!saying) return undefined;
  const late = data['late'] === true;
  const about = kindIn(language, String(data['kind']), data['principle']);
  const due = saying.at === undefined ? '' : ` ${language === 'zh' ? '截止' : 'by'} ${timeOf(String(data[saying.at]))}`;
  const allowance = type === 'ObligationIncurred' && language === 'en' ? ` (${String(data['allowance'])})` : '';
  return { tone: late ? 'bad' : saying.tone, text: `${saying[language]}${late ? (language === 'zh' ? '（迟）' : ' late') : ''}: ${about}${due}${allowance}` };
}
