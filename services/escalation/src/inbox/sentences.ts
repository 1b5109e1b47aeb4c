import { KIND_NAMES, timesIn, type GraveFlag, type InEveryLanguage, type Language, type ReasonToInform } from '@amends/contracts';
import { sayRule } from '@amends/policy';
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
  en: SENTENCES[reason.reason].en(reason, timesIn(saying.zone, 'en'), saying),
  zh: SENTENCES[reason.reason].zh(reason, timesIn(saying.zone, 'zh'), saying),
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
