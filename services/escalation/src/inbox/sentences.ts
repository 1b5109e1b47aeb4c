import type { GraveFlag, ReasonToInform } from '@amends/contracts';
import { sayRule, type Language } from '@amends/policy';
import { KIND_NAMES, type InEveryLanguage } from '@amends/principles';
import type { PackBook } from '../policy/pack-book.js';
import type { TracedReason } from './entry.js';
import type { Missed } from './shown.js';

/** What a sentence is said with: the time of its reader, and the packs that allowed what was missed. */
export interface Saying {
  readonly zone: string;
  readonly packs: PackBook;
}

type Say = (reason: TracedReason, when: (instant: string) => string, saying: Saying) => string;

const FLAGS: Readonly<Record<GraveFlag, InEveryLanguage>> = {
  safety: { en: 'safety', zh: '安全' }, legal: { en: 'legal', zh: '法律' }, press: { en: 'press', zh: '媒体' }, 'vulnerable-customer': { en: 'vulnerable customer', zh: '弱势客户' },
};

const SENTENCES: Readonly<Record<ReasonToInform, Readonly<Record<Language, Say>>>> = {
  grave: {
    en: ({ at, grave = [] }, when) => `It is grave (${grave.map((flag) => FLAGS[flag].en).join(', ')}), as classified on ${when(at)}.`,
    zh: ({ at, grave = [] }, when) => `${when(at)}定性为严重投诉（${grave.map((flag) => FLAGS[flag].zh).join('、')}）。`,
  },
  missed: {
    en: ({ missed, at }, when, saying) => (missed ? `Missed: ${KIND_NAMES[missed.kind].en}, due on ${when(missed.dueAt)} (${allowanceOf(missed, 'en', saying)}).` : `Something was missed on ${when(at)}.`),
    zh: ({ missed, at }, when, saying) => (missed ? `逾期：${KIND_NAMES[missed.kind].zh}，应于${when(missed.dueAt)}前完成（${allowanceOf(missed, 'zh', saying)}）。` : `${when(at)}有一项逾期。`),
  },
  'refused-twice': {
    en: ({ at }, when) => `The customer refused a second offer on ${when(at)}.`,
    zh: ({ at }, when) => `客户于${when(at)}第二次拒绝了方案。`,
  },
  reopened: {
    en: ({ at, round }, when) => `It was not put right: reopened on ${when(at)}, now in round ${round}.`,
    zh: ({ at, round }, when) => `问题没有解决：${when(at)}重开，现为第${round}轮。`,
  },
  hostile: {
    en: ({ at }, when) => `A contact turned hostile on ${when(at)}.`,
    zh: ({ at }, when) => `${when(at)}与客户的沟通失控。`,
  },
  'asked-for': {
    en: ({ at }, when) => `Somebody asked for a superior on ${when(at)}.`,
    zh: ({ at }, when) => `${when(at)}有人请上级过问。`,
  },
};

/** Why a superior was told, in a sentence. */
export const sayReason = (reason: TracedReason, saying: Saying): InEveryLanguage => ({
  en: SENTENCES[reason.reason].en(reason, timesOf(saying.zone, 'en'), saying),
  zh: SENTENCES[reason.reason].zh(reason, timesOf(saying.zone, 'zh'), saying),
});

/** The event that is behind each reason. */
export const CAUSES: Readonly<Record<ReasonToInform, string>> = {
  grave: 'ComplaintClassified', missed: 'ObligationMissed', 'refused-twice': 'SolutionRefused', reopened: 'ComplaintReopened', hostile: 'ContactTurnedHostile', 'asked-for': 'SuperiorInformed',
};

function allowanceOf({ allowance, rule, pack }: Missed, language: Language, { packs }: Saying): string {
  if (rule === undefined || pack === undefined) return { en: 'a time that was promised', zh: '承诺的时间' }[language];
  const found = packs.of(pack).ruleOf(rule);
  return found ? sayRule(found, language) : allowance;
}

/** The zones of readers are a few of some hundred; making a format takes as long as a hundred uses. */
const formats = new Map<string, (instant: string) => string>();
const MOST_FORMATS = 1000;

/** Says instants in a zone and a language. */
export function timesOf(zone: string, language: Language): (instant: string) => string {
  const key = `${language} ${zone}`;
  const format = formats.get(key) ?? formatFor(zone, language);
  if (formats.size < MOST_FORMATS) formats.set(key, format);
  return format;
}

/** Day and time, with the name of the zone behind: `22 Nov, 06:14 UTC`, 11月22日 06:14（UTC）. */
function formatFor(zone: string, language: Language): (instant: string) => string {
  const time = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: zone, day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' });
  return (instant) => {
    const at = Date.parse(instant);
    const zoned = name.formatToParts(at).find(({ type }) => type === 'timeZoneName')!.value;
    return language === 'zh' ? `${time.format(at)}（${zoned}）` : `${time.format(at)} ${zoned}`;
  };
}
