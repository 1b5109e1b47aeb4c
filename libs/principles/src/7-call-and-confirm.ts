import { always, principle } from './principle.js';

/** Calls that may go unanswered in a round; then we write instead of ringing on. */
const CALLS_AT_MOST = 3;

/** "I call you afterwards, and it is over only when you say that it is." */
export const callAndConfirm = principle({
  number: 7,
  name: { en: 'Call afterwards and confirm', zh: '事后打电话，做好确认' },
  rule: { en: 'I call you afterwards, and it is over only when you say that it is.', zh: '事后我会打电话给您，您说满意了，才算办完。' },
  owes: {
    ComplaintResolved: ({ id }) => [{ kind: 'call', about: id }, 'confirm'],
    CustomerNotReached: ({ id }, { attempts }) => (attempts < CALLS_AT_MOST ? [{ kind: 'call-again', about: id }] : ['write-follow-up']),
    SatisfactionConfirmed: ({ id, data }, { resolvedBy }) =>
      data.how === 'tacit' || resolvedBy === 'uncertain-repair' ? [{ kind: 'late-check', about: id }] : [],
  },
  obligations: {
    call: {
      owedBy: 'agent',
      blocksClosing: true,
      say: { en: "I'm calling to hear whether everything is as it should be now.", zh: '我打电话来是想确认一下，问题现在是不是都解决好了？' },
      settledBy: { CustomerReached: always, CustomerNotReached: always, SatisfactionConfirmed: always },
    },
    'call-again': {
      owedBy: 'agent',
      blocksClosing: true,
      say: { en: "I couldn't reach you the last time. Is now a good moment to ask whether it is put right?", zh: '上次没有联系上您。现在方便吗？想问问您问题解决得怎么样了。' },
      settledBy: { CustomerReached: always, CustomerNotReached: always, SatisfactionConfirmed: always },
    },
    'write-follow-up': {
      owedBy: 'agent',
      blocksClosing: true,
      say: {
        en: "We tried to call you and didn't reach you. This is what we did; please tell us if anything is still wrong.",
        zh: '我们几次致电都没能联系上您。处理结果如下，如果还有不满意的地方，请告诉我们。',
      },
      settledBy: { MessageSent: ({ data }) => data.kind === 'summary', SatisfactionConfirmed: always },
    },
    confirm: {
      owedBy: 'agent',
      blocksClosing: true,
      say: { en: 'Are you satisfied with how we put it right?', zh: '您对我们的处理结果满意吗？' },
      settledBy: { SatisfactionConfirmed: always, ComplaintReopened: always },
    },
    'late-check': {
      owedBy: 'agent',
      blocksClosing: false,
      say: { en: "It's been a while since we put this right. Has it held?", zh: '距离上次处理已经有一段时间了，问题没有再出现吧？' },
      settledBy: { CustomerReached: always, SatisfactionAudited: always, ComplaintReopened: always },
    },
  },
});
