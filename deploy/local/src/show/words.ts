import type { ObligationKind } from '@amends/contracts';

/** The languages in which a complaint is shown. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What stands around the events. */
export const WORDS = {
  en: {
    round: (round: number) => `round ${round}`, owner: 'owner', nobody: 'nobody yet', waiting: 'waiting for the customer since', owedNext: 'Owed next', by: 'by',
    nothing: 'Nothing is owed.', late: 'missed', system: 'Amends', times: (zone: string) => `Times of ${zone}`,
  },
  zh: {
    round: (round: number) => `第${round}轮`, owner: '负责', nobody: '尚无', waiting: '等待客户答复，自', owedNext: '接下来应做', by: '截止',
    nothing: '没有应做未做之事。', late: '已逾期', system: 'Amends', times: (zone: string) => `时区 ${zone}`,
  },
} as const;

/** Statuses, roles and other single words of the data in Chinese; what is missing is shown as it is. */
const IN_CHINESE: Readonly<Record<string, string>> = {
  open: '处理中', resolved: '已解决', closed: '已关闭', withdrawn: '已撤回', linked: '已并入',
  attempt: '第几次', score: '评分', level: '级别', agrees: '属实', true: '是', false: '否', agent: '坐席', supervisor: '主管', customer: '客户', major: '重大', minor: '一般',
  phone: '电话', web: '网页', 'e-mail': '电子邮件', chat: '在线聊天', shop: '门店', letter: '信函', regulator: '监管机构', other: '其他',
};

/** A word of the data in the reader's language. */
export const wordIn = (language: Language, word: string): string => (language === 'zh' ? (IN_CHINESE[word] ?? word) : word);

/** The kinds of obligation in Chinese. */
export const KINDS_ZH: Readonly<Record<ObligationKind, string>> = {
  acknowledge: '确认收到', 'first-answer': '首次答复', 'find-cause': '查明原因', resolve: '解决', 'next-answer': '再次答复', 'keep-informed': '通报进展',
  'accept-hand-over': '接受转派', 'inform-superior': '通知上级', 'acknowledge-escalation': '上级确认', 'decide-approval': '审批', 'review-cause': '检讨原因',
  'verify-improvement': '验证改进', 'record-statement': '记录陈述', 'read-back': '复述', propose: '提出方案', 'ask-counter-proposal': '请客户提出方案',
  'answer-counter-proposal': '答复客户方案', 'carry-out': '落实补救', 'keep-promise': '兑现承诺', call: '回访', 'call-again': '再次回访', confirm: '确认满意',
  'write-follow-up': '书面回访', 'late-check': '复查',
};

/** A kind of obligation as it is read, behind the number of its principle where that is known. */
export function kindIn(language: Language, kind: string, principle?: unknown): string {
  const words = language === 'zh' ? (KINDS_ZH[kind as ObligationKind] ?? kind) : kind.replaceAll('-', ' ');
  return typeof principle === 'number' ? `${'①②③④⑤⑥⑦'[principle - 1] ?? principle} ${words}` : words;
}
