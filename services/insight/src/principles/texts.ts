import type { ObligationKind } from '@amends/contracts';
import { PRINCIPLES } from '@amends/principles';

/** The same in English and Chinese. */
export interface InTwoLanguages {
  readonly en: string;
  readonly zh: string;
}

/** What a principle says of the kinds of obligation that it owns. */
interface Principle {
  readonly number: number;
  readonly name: InTwoLanguages;
  readonly obligations?: Readonly<Partial<Record<ObligationKind, { readonly say: InTwoLanguages }>>>;
}

const SPOKEN: readonly Principle[] = PRINCIPLES;

/** The name of a principle. */
export const principleName = (principle: number): InTwoLanguages => SPOKEN.find(({ number }) => number === principle)?.name ?? NAMES[principle]!;

/** What is said to the customer when an obligation of this kind is fulfilled; null where nothing is. */
export function sayOf(kind: string): InTwoLanguages | null {
  const known = kind as ObligationKind;
  for (const { obligations } of SPOKEN) if (obligations?.[known]) return obligations[known].say;
  return SAYINGS[known] ?? null;
}

/** Names and sentences of principles that do not bring their own yet. */
const NAMES: Readonly<Record<number, InTwoLanguages>> = {
  1: { en: 'Take it seriously; find the true cause by asking', zh: '重视抱怨，不回避，找出真正的原因' },
  2: { en: 'Involve and inform superiors', zh: '让上级参与，让上级了解' },
  3: { en: 'Review and improve', zh: '对抱怨的事项检讨并改进' },
  4: { en: 'Listen, without defending or arguing', zh: '用心倾听，不辩解，不争论' },
  5: { en: 'Repeat back and record', zh: '重复并记录他抱怨的事情' },
  6: { en: 'Propose a solution; if refused, ask for theirs', zh: '提出解决方案；不同意则请客户提出' },
  7: { en: 'Call afterwards and confirm', zh: '事后打电话，做好确认' },
};
const SAYINGS: Readonly<Partial<Record<ObligationKind, InTwoLanguages>>> = {
  'acknowledge': { en: 'I am sorry. I will write down exactly what you say.', zh: '很抱歉，您说的我会原样记下来。' },
  'read-back': { en: 'I will read it back; stop me where it is wrong.', zh: '我复述一遍，不对的地方请您打断我。' },
  'find-cause': { en: 'What happened just before? Did it happen earlier?', zh: '当时是什么情况？以前出现过吗？' },
  'keep-promise': { en: 'You will hear from me by {time}.', zh: '{time}前我一定给您答复。' },
  'propose': { en: 'We can do {a} or {b}. Which suits you?', zh: '可以{a}，也可以{b}，您看哪个合适？' },
  'ask-counter-proposal': { en: 'How would you solve it?', zh: '您希望我们怎样解决？' },
  'call': { en: 'Is it really put right? If not, I reopen it now.', zh: '问题真的解决了吗？没有的话我马上重新处理。' },
};
