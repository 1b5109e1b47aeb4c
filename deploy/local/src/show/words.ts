import type { ObligationKind } from '@amends/contracts';
import { KIND_NAMES } from '@amends/principles';

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
  safety: '安全', legal: '法律', press: '媒体', 'vulnerable-customer': '弱势客户', silver: '银级客户', gold: '金级客户', 'key-account': '大客户',
  phone: '电话', web: '网页', 'e-mail': '电子邮件', chat: '在线聊天', shop: '门店', letter: '信函', regulator: '监管机构', other: '其他',
};

/** A word of the data in the reader's language. */
export const wordIn = (language: Language, word: string): string => (language === 'zh' ? (IN_CHINESE[word] ?? word) : word);

/** A kind of obligation as it is read, behind the number of its principle where that is known. */
export function kindIn(language: Language, kind: string, principle?: unknown): string {
  const words = KIND_NAMES[kind as ObligationKind]?.[language] ?? kind;
  return typeof principle === 'number' ? `${'①②③④⑤⑥⑦'[principle - 1] ?? principle} ${words}` : words;
}
