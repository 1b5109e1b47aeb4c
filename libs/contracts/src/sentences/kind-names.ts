import type { ObligationKind } from '../obligation.events.js';
import type { InEveryLanguage, Language } from './languages.js';

/** The kinds of obligation in Chinese. */
const ZH: Readonly<Record<ObligationKind, string>> = {
  acknowledge: '确认收到', 'first-answer': '首次答复', 'find-cause': '查明原因', resolve: '解决', 'next-answer': '再次答复', 'keep-informed': '通报进展',
  'accept-hand-over': '接受转派', 'inform-superior': '通知上级', 'acknowledge-escalation': '上级确认', 'decide-approval': '审批', 'review-cause': '检讨原因',
  'verify-improvement': '验证改进', 'record-statement': '记录陈述', 'read-back': '复述', propose: '提出方案', 'ask-counter-proposal': '请客户提出方案',
  'answer-counter-proposal': '答复客户方案', 'carry-out': '落实补救', 'keep-promise': '兑现承诺', call: '回访', 'call-again': '再次回访', confirm: '确认满意',
  'write-follow-up': '书面回访', 'late-check': '复查',
};

/** What a kind of obligation is called: `first answer`, 首次答复. */
export const KIND_NAMES = Object.fromEntries(Object.entries(ZH).map(([kind, zh]) => [kind, { en: kind.replaceAll('-', ' '), zh }])) as Readonly<Record<ObligationKind, InEveryLanguage>>;

/** A kind of obligation as it is read, behind the number of its principle where that is known: ① acknowledge. */
export function kindIn(language: Language, kind: string, principle?: unknown): string {
  const words = Object.hasOwn(KIND_NAMES, kind) ? KIND_NAMES[kind as ObligationKind][language] : kind;
  return typeof principle === 'number' ? `${'①②③④⑤⑥⑦'[principle - 1] ?? principle} ${words}` : words;
}
