import { always, principle } from './principle.js';

/** "I offer you a solution; if you don't want it, I ask for yours and answer it. What I promise, I keep." */
export const proposeOrAsk = principle({
  number: 6,
  name: { en: 'Propose a solution; if refused, ask for theirs', zh: '提出解决方案；不同意则请客户提出' },
  rule: {
    en: "I offer you a solution; if you don't want it, I ask for yours and answer it. What I promise, I keep.",
    zh: '我提出解决方案；您不同意，就请您提出您的方案，我一定答复。答应的事，我一定做到。',
  },
  owes: {
    CauseFound: () => ['propose'],
    CauseUnknown: () => ['propose'],
    // Who need not find the cause still owes an offer, or the complaint would close without one.
    ObligationWaived: ({ data }) => (data.kind === 'find-cause' ? ['propose'] : []),
    // After a no to the customer's own proposal the offers before it don't count.
    CounterProposalDeclined: ({ data }) => [{ kind: 'propose', about: data.counterProposalId }],
    SolutionRefused: ({ data }) => [{ kind: 'ask-counter-proposal', about: data.offerId }],
    CounterProposalHeard: ({ data }) => [{ kind: 'answer-counter-proposal', about: data.counterProposalId }],
    SolutionAccepted: ({ data }) => [{ kind: 'carry-out', about: data.offerId }],
    CounterProposalAccepted: ({ data }) => [{ kind: 'carry-out', about: data.counterProposalId }],
    TimePromised: ({ data }) => [{ kind: 'keep-promise', about: data.promiseId, promisedFor: data.promisedFor }],
  },
  obligations: {
    propose: {
      owedBy: 'agent',
      blocksClosing: true,
      waitsForCustomer: true,
      say: { en: 'This is how I would put it right for you. Which of these would you prefer?', zh: '我建议这样为您解决，您看哪一种比较合适？' },
      settledBy: { SolutionProposed: always },
    },
    'ask-counter-proposal': {
      owedBy: 'agent',
      blocksClosing: true,
      say: { en: "I understand that this isn't what you need. How would you solve it?", zh: '我理解这个方案您不满意。那您觉得怎么解决比较好？' },
      settledBy: { CounterProposalHeard: ({ data }, about) => data.offerId === null || data.offerId === about },
    },
    'answer-counter-proposal': {
      owedBy: 'agent',
      blocksClosing: true,
      say: { en: "You told us how you would solve it. I've looked into it, and this is our answer.", zh: '您提的方案我们认真研究过了，现在给您答复。' },
      settledBy: {
        CounterProposalAccepted: ({ data }, about) => data.counterProposalId === about,
        CounterProposalDeclined: ({ data }, about) => data.counterProposalId === about,
      },
    },
    'carry-out': {
      owedBy: 'agent',
      blocksClosing: true,
      waitsForCustomer: true,
      say: { en: "What we agreed on is under way, and I'll tell you as soon as it is done.", zh: '我们商定的方案正在办理，一办好我就通知您。' },
      settledBy: {
        RemedyCarriedOut: ({ data }, about) => data.remedyOf === about,
        // What the customer no longer wants, or nobody may give, is not to be carried out.
        SolutionRefused: ({ data }, about) => data.offerId === about,
        RemedyDenied: ({ data }, about) => data.remedyOf === about,
      },
    },
    'keep-promise': {
      owedBy: 'agent',
      blocksClosing: true,
      say: { en: "I promised you this by a time, and I'm keeping my word.", zh: '我答应过您的时间，说到就要做到。' },
      settledBy: { PromiseKept: ({ data }, about) => data.promiseId === about },
    },
  },
});
