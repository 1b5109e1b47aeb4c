import type { Principle } from './principle.js';

/** "I take this seriously, I tell you so at once, and I ask until I know the true cause." */
export const takeSeriously: Principle = {
  number: 1,
  name: { en: 'Take it seriously; find the true cause', zh: '重视抱怨，不回避，找出真正的原因' },
  rule: 'I take this seriously, I tell you so at once, and I ask until I know the true cause.',
  owes: (fact) =>
    fact.type === 'ComplaintRegistered' || fact.type === 'ComplaintReopened'
      ? [{ kind: 'acknowledge', role: 'agent', blocksClosing: true }]
      : [],
  settledBy: { acknowledge: ['ComplaintAcknowledged'] },
};
