import type { ReasonToInform } from '@amends/contracts';
import { isSeenBy } from './complaint-so-far.js';
import { principle, type Heard } from './principle.js';

/** "I don't carry this alone: whoever is above me knows of it, and tells me that they do." */
export const involveSuperiors = principle({
  number: 2,
  name: { en: 'Involve and inform superiors', zh: '让上级参与，让上级了解' },
  rule: {
    en: "I don't carry this alone: whoever is above me knows of it, and tells me that they do.",
    zh: '我不独自扛着：让上级了解情况，并且得到上级的确认。',
  },
  owes: {
    ComplaintClassified: (fact, { known }, before) =>
      known.grave.some((flag) => !before.known.grave.includes(flag)) ? inform(fact, 'grave') : [],
    // Whoever stands at the top has been told already; above them nobody hears of a miss.
    ObligationMissed: (fact, { informed }) => (informed.some(({ top }) => top) ? [] : inform(fact, 'missed')),
    SolutionRefused: (fact, { refusals }) => (refusals === 2 ? inform(fact, 'refused-twice') : []),
    ComplaintReopened: (fact) => inform(fact, 'reopened'),
    ContactTurnedHostile: (fact) => inform(fact, 'hostile'),
    // What joins an escalation is seen with it.
    SuperiorInformed: ({ data }) => (data.joins ? [] : [{ kind: 'acknowledge-escalation', about: data.escalationId, by: { unit: null, staff: data.person } }]),
    ApprovalRequested: ({ data }) => [{ kind: 'decide-approval', about: data.approvalId }],
  },
  obligations: {
    'inform-superior': {
      owedBy: 'agent',
      blocksClosing: false,
      outlivesRound: true,
      say: { en: "This matters, so I'm telling my superior about it right now.", zh: '这件事很重要，我马上向上级汇报。' },
      settledBy: { SuperiorInformed: ({ data }, about) => data.reasons.some(({ causedBy }) => causedBy === about) },
    },
    'acknowledge-escalation': {
      owedBy: 'supervisor',
      blocksClosing: false,
      outlivesRound: true,
      say: { en: 'My superior knows of your complaint and is looking at it personally.', zh: '您的投诉上级已经知道，正在亲自过问。' },
      settledBy: {
        EscalationAcknowledged: ({ data }, about) => data.escalationId === about,
        ComplaintTakenOver: ({ data }, about) => isSeenBy(data, about),
        EscalationLifted: ({ data }, about) => data.because === 'stepped-down' && data.escalationId === about,
      },
    },
    'decide-approval': {
      owedBy: 'supervisor',
      blocksClosing: true,
      say: { en: "I've asked for approval of what we agreed on, and you'll hear the decision from me.", zh: '我们谈好的方案我已经报请批准，一有结果我就告诉您。' },
      settledBy: {
        RemedyApproved: ({ data }, about) => data.approvalId === about,
        RemedyDenied: ({ data }, about) => data.approvalId === about,
      },
    },
  },
});

/** Each cause is told by itself, so that a superior knows every reason. */
const inform = ({ id }: Heard, reason: ReasonToInform) => [{ kind: 'inform-superior', about: id, reason } as const];
