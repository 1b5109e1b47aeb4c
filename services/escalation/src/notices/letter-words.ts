import type { Language } from '@amends/policy';
import type { Item } from './item.js';

/** Says an instant. */
type When = (instant: string) => string;

/** How a letter is worded in one language. */
export interface LetterWords {
  subject(item: Item, when: When): string;
  digest(complaints: number): string;
  /** What is said of one complaint, a sentence or two a line. */
  about(item: Item, when: When): readonly string[];
  open(link: string): string;
  more(complaints: number): string;
  /** Of a letter that only shows whether letters arrive. */
  readonly test: { readonly subject: string; readonly lines: readonly string[] };
}

const some = (...lines: readonly (string | false | undefined)[]): readonly string[] => lines.filter((line) => typeof line === 'string');

const WHY_LIFTED_EN: Readonly<Record<string, string>> = { retracted: 'what was said to be missed was done in time', 'stepped-down': 'somebody stepped down for you', ended: 'the complaint has ended' };
const WHY_LIFTED_ZH: Readonly<Record<string, string>> = { retracted: '原以为逾期的事项其实已按时完成', 'stepped-down': '已有人代您退出', ended: '投诉已结束' };

const en: LetterWords = {
  subject: ({ kind, reference, level, grave, owed, missed }, when) => {
    const name = `complaint ${reference ?? ''}`.trim();
    if (kind === 'informed') return `${grave.length > 0 ? 'Grave: ' : ''}${name} needs you (level ${level})`;
    if (kind === 'nearing') return `${name}: ${owed[0]!.name.en} ${missed ? 'was' : 'is'} due on ${when(owed[0]!.dueAt)}`;
    return `${name} needs you no more`;
  },
  digest: (complaints) => `${complaints} things to know of complaints`,
  about: ({ kind, reference, level, reasons, owed, acknowledgeBy, because, missed }, when) => {
    const name = `Complaint ${reference ?? ''}`.trim();
    const due = owed.map((one) => `${one.name.en} by ${when(one.dueAt)}`).join('; ');
    if (kind === 'nearing') return [missed ? `${name}: ${owed[0]!.name.en} was due on ${when(owed[0]!.dueAt)} and is still to be done.` : `${name}: ${due} comes near.`];
    if (kind === 'lifted') return [`${name} needs you no more${because !== null && WHY_LIFTED_EN[because] ? `: ${WHY_LIFTED_EN[because]}` : ''}.`];
    return some(
      `${name} is with you as level ${level}.`,
      reasons.length > 0 && reasons.map(({ say }) => say.en).join(' '),
      due !== '' && `Owed to the customer next: ${due}.`,
      acknowledgeBy !== null && `Say that you have seen it by ${when(acknowledgeBy)}.`,
    );
  },
  open: (link) => `Open it: ${link}`,
  more: (complaints) => `And ${complaints} more: your inbox shows them all.`,
  test: { subject: 'Amends: a test', lines: ['This is only a test: what you are told of complaints arrives here.'] },
};

const zh: LetterWords = {
  subject: ({ kind, reference, level, grave, owed, missed }, when) => {
    const name = `投诉${reference ?? ''}`;
    if (kind === 'informed') return `${grave.length > 0 ? '严重：' : ''}${name}需要您过问（第${level}级）`;
    if (kind === 'nearing') return `${name}：${owed[0]!.name.zh}${missed ? '已逾期，原应于' : '应于'}${when(owed[0]!.dueAt)}前完成`;
    return `${name}不再需要您过问`;
  },
  digest: (complaints) => `投诉汇总：${complaints}项`,
  about: ({ kind, reference, level, reasons, owed, acknowledgeBy, because, missed }, when) => {
    const name = `投诉${reference ?? ''}`;
    const due = owed.map((one) => `${one.name.zh}（${when(one.dueAt)}前）`).join('；');
    if (kind === 'nearing') return [missed ? `${name}已逾期，仍待完成：${due}。` : `${name}即将到期：${due}。`];
    if (kind === 'lifted') return [`${name}不再需要您过问${because !== null && WHY_LIFTED_ZH[because] ? `：${WHY_LIFTED_ZH[because]}` : ''}。`];
    return some(
      `${name}已上报给您（第${level}级）。`,
      reasons.length > 0 && reasons.map(({ say }) => say.zh).join(''),
      due !== '' && `接下来应为客户完成：${due}。`,
      acknowledgeBy !== null && `请在${when(acknowledgeBy)}前确认已知悉。`,
    );
  },
  open: (link) => `打开：${link}`,
  more: (complaints) => `另有${complaints}项，详见收件箱。`,
  test: { subject: 'Amends：测试', lines: ['这只是测试：投诉通知会送到这里。'] },
};

/** The words of letters. */
export const LETTER_WORDS: Readonly<Record<Language, LetterWords>> = { en, zh };
