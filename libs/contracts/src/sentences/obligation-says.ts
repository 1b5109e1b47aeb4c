import type { IncurredObligation } from '../obligation.events.js';
import { kindIn } from './kind-names.js';
import type { InEveryLanguage, Language } from './languages.js';
import type { When } from './times.js';

/** How something is to be taken: good, bad, still to do, or of no more weight. */
export type Tone = 'good' | 'bad' | 'due' | 'quiet';

/** What is said of one obligation. */
export interface ObligationSaying {
  readonly tone: Tone;
  /** `owed`, 应做. */
  readonly what: string;
  /** `① acknowledge by 2 Nov, 12:02 UTC (2 minutes on a call)`. */
  readonly about: string;
}

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

/** What is told of an event: its name and its data, which never have personal words. */
export interface Telling {
  readonly type: string;
  readonly data: unknown;
}

type Data = Readonly<Record<string, unknown>>;

/** What an event says of each obligation that it is about; nothing for an event about none in particular. */
export function obligationsSay({ type, data }: Telling, language: Language, when: When): readonly ObligationSaying[] {
  const saying = Object.hasOwn(SAYINGS, type) ? SAYINGS[type] : undefined;
  if (!saying) return [];
  const { obligations = [data as Data] } = data as { readonly obligations?: readonly Data[] };
  return obligations.map((one) => sayOne(saying, one, language, when));
}

function sayOne(saying: Saying, data: Data, language: Language, when: When): ObligationSaying {
  const { kind, principle, allowance } = data as Partial<IncurredObligation>;
  const late = data['late'] === true;
  const due = saying.at === undefined ? undefined : when(String(data[saying.at]));
  return { tone: late ? 'bad' : saying.tone, what: saying[language] + (late ? LATE[language] : ''), about: ABOUT[language](kindIn(language, String(kind), principle), due, allowance) };
}

const LATE: InEveryLanguage = { en: ' late', zh: '（迟）' };

/** Packs write their allowances in English only. */
const ABOUT: Readonly<Record<Language, (kind: string, due?: string, allowance?: string) => string>> = {
  en: (kind, due, allowance) => `${kind}${due === undefined ? '' : ` by ${due}`}${allowance === undefined ? '' : ` (${allowance})`}`,
  zh: (kind, due) => `${kind}${due === undefined ? '' : `，${due}前`}`,
};
