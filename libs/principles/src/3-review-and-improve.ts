import { always, principle } from './principle.js';

/** "I don't stop at this one: we look at what happened, change it, and check that the change worked." */
export const reviewAndImprove = principle({
  number: 3,
  name: { en: 'Review and improve', zh: '对抱怨的事项检讨并改进' },
  rule: {
    en: "I don't stop at this one: we look at what happened, change it, and check that the change worked.",
    zh: '我不止于解决这一次：我们检讨原因、做出改进，并检查改进是否有效。',
  },
  owes: {
    ComplaintResolved: ({ data }, { known }) => (known.severity === 'major' || (data.sameCauseBefore ?? 0) > 0 ? ['review-cause'] : []),
    ImprovementCompleted: ({ data }) => [{ kind: 'verify-improvement', about: data.improvementId }],
  },
  obligations: {
    'review-cause': {
      owedBy: 'supervisor',
      blocksClosing: false,
      outlivesRound: true,
      say: {
        en: "We're looking into why this could happen, so that it happens to nobody again.",
        zh: '我们会检讨这件事为什么发生，避免再有顾客遇到同样的问题。',
      },
      settledBy: { ImprovementDecided: always },
    },
    'verify-improvement': {
      owedBy: 'supervisor',
      blocksClosing: false,
      outlivesRound: true,
      say: { en: 'We changed something because of your complaint, and we check that it helps.', zh: '因为您的意见我们做了改进，并且会检查改进是否真的有效。' },
      settledBy: {
        ImprovementVerified: ({ data }, about) => data.improvementId === about,
        ImprovementFailed: ({ data }, about) => data.improvementId === about,
      },
    },
  },
});
