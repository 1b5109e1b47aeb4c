import { isAnswer, type ComplaintSoFar } from './complaint-so-far.js';
import { always, principle, type Heard } from './principle.js';

/** "I take this seriously, I tell you so at once, and I ask until I know the true cause." */
export const takeSeriously = principle({
  number: 1,
  name: { en: 'Take it seriously; find the true cause', zh: '重视抱怨，不回避，找出真正的原因' },
  rule: {
    en: 'I take this seriously, I tell you so at once, and I ask until I know the true cause.',
    zh: '我重视您的抱怨，马上告诉您我们已受理，并一直问到找出真正的原因。',
  },
  owes: {
    ComplaintRegistered: (fact) => atOnce(fact),
    ComplaintReopened: (fact) => atOnce(fact),
    MessageReceived: ({ data }, soFar) => (soFar.unanswered === data.messageId ? [{ kind: 'next-answer', about: data.messageId }] : []),
    MessageSent: (fact, soFar) => (fact.data.automatic ? [] : keepOnInforming(fact, soFar)),
    SolutionProposed: (fact, soFar) => keepOnInforming(fact, soFar),
    HandedOver: ({ data }) => [{ kind: 'accept-hand-over', about: data.handOverId, by: { unit: data.toUnit, staff: data.toStaff } }],
  },
  obligations: {
    acknowledge: {
      owedBy: 'agent',
      blocksClosing: true,
      say: {
        en: "I'm sorry that this happened. I take it seriously, and I'll tell you now what happens next and by when.",
        zh: '非常抱歉给您带来了麻烦。我们很重视您反映的问题，我现在就告诉您接下来怎么处理、什么时候给您答复。',
      },
      settledBy: { ComplaintAcknowledged: always },
    },
    'first-answer': {
      owedBy: 'agent',
      blocksClosing: true,
      say: { en: 'You asked us for an answer, and here is what we know so far.', zh: '您等着我们的答复，我先把目前了解到的情况告诉您。' },
      settledBy: { MessageSent: isAnswer, SolutionProposed: always, ComplaintResolved: always },
    },
    'find-cause': {
      owedBy: 'agent',
      blocksClosing: true,
      waitsForCustomer: true,
      say: { en: 'May I ask you a few questions, so that we find out what really went wrong?', zh: '我想再问您几个问题，好弄清楚问题到底出在哪里，可以吗？' },
      settledBy: { CauseFound: always, CauseUnknown: always },
    },
    resolve: {
      owedBy: 'agent',
      blocksClosing: true,
      waitsForCustomer: true,
      say: { en: "We're putting this right, and I'll stay with it until it is done.", zh: '我们正在为您解决，这件事我会一直跟到办好为止。' },
      settledBy: { ComplaintResolved: always },
    },
    'next-answer': {
      owedBy: 'agent',
      blocksClosing: false,
      endsWithResolution: true,
      say: { en: 'Thank you for your message. Here is my answer to it.', zh: '谢谢您的留言，现在就您提到的问题答复您。' },
      settledBy: { MessageSent: isAnswer },
    },
    'keep-informed': {
      owedBy: 'agent',
      blocksClosing: false,
      endsWithResolution: true,
      say: {
        en: "I'm calling to tell you how things stand, so that you needn't ask.",
        zh: '不用您来催，我主动跟您说一下目前的进展。',
      },
      settledBy: { MessageSent: ({ data }) => !data.automatic, SolutionProposed: always },
    },
    'accept-hand-over': {
      owedBy: 'agent',
      blocksClosing: false,
      endsWithResolution: true,
      say: {
        en: "My colleagues are taking this on. You needn't tell your story again; until they have it, I'm responsible.",
        zh: '这件事会转给负责的同事，您不用再重复一遍；在他们接手之前，由我负责。',
      },
      settledBy: {
        HandOverAccepted: ({ data }, about) => data.handOverId === about,
        HandOverDeclined: ({ data }, about) => data.handOverId === about,
      },
    },
  },
});

const atOnce = ({ id }: Heard) => ['acknowledge', 'first-answer', 'find-cause', 'resolve', { kind: 'keep-informed', about: id }] as const;

const keepOnInforming = ({ id }: Heard, { known }: ComplaintSoFar) =>
  known.resolvedRound === known.round ? [] : [{ kind: 'keep-informed', about: id } as const];
