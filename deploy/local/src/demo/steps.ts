/** What the steps of the demonstration talk about: ids made beforehand, and what became known on the way. */
export interface About {
  readonly complaint: string;
  readonly customer: string;
  readonly contact: string;
  readonly statement: string;
  readonly offer: string;
  readonly option: string;
  readonly counterProposal: string;
  readonly review: string;
  readonly improvement: string;
  /** The unit of the agent who takes the call, and the zone of the machine. */
  readonly unit: string;
  readonly zone: string;
  /** A day from now. */
  readonly tomorrow: string;
  readonly inAMonth: string;
  /** What awaited events said, by type. */
  readonly heard: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One step: who does what, as it is told, and what is asked of Amends. */
export interface Step {
  readonly who: 'agent' | 'superior';
  readonly en: string;
  readonly zh: string;
  readonly request: (about: About) => { readonly path: string; readonly body?: object };
  /** An event that Amends records of itself because of it, and that is waited for. */
  readonly awaits?: string;
  /** The principle that is fulfilled by now. */
  readonly fulfils?: 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

const at = (service: string, command: string) => ({ complaint }: About): string => `/api/${service}/complaints/${complaint}/${command}`;
const intake = (command: string, body?: (about: About) => object) => (about: About) => ({ path: at('intake', command)(about), body: body?.(about) ?? {} });
const resolution = (command: string | ((about: About) => string), body?: (about: About) => object) => (about: About) => ({
  path: at('resolution', typeof command === 'string' ? command : command(about))(about), body: body?.(about) ?? {},
});
const followUp = (command: string, body: object) => (about: About) => ({ path: at('follow-up', command)(about), body });

/** One complaint through all seven principles: refused once, put right in the customer's own way, confirmed by a call, and learnt from. */
export const STEPS: readonly Step[] = [
  {
    who: 'agent', en: 'A customer calls who is known from now on by a pseudonym.', zh: '一位顾客来电，从此在系统中以代号出现。',
    request: ({ customer, zone }) => ({
      path: '/api/intake/customers', body: { id: customer, name: 'Wang Fang', tier: 'gold', zone, convenientHours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59' }] },
    }),
  },
  {
    who: 'agent', en: 'Takes the complaint in while the customer speaks.', zh: '客户一边说，一边登记投诉。',
    request: ({ complaint, customer, contact }) => ({
      path: '/api/intake/complaints', body: { id: complaint, customerId: customer, contact: { id: contact, channel: 'phone' }, product: 'W-200' },
    }),
  },
  {
    who: 'agent', en: '"I am sorry. I take this seriously, and you hear from me by tomorrow."', zh: '“非常抱歉。这件事我会认真对待，明天之前给您答复。”',
    request: intake('acknowledge', ({ tomorrow }) => ({ how: 'spoken', deadlinesStated: [{ kind: 'first-answer', dueAt: tomorrow }] })),
  },
  {
    who: 'agent', en: "Listens, and writes it down in the customer's own words.", zh: '用心倾听，用客户自己的话记录下来。', fulfils: 4,
    request: intake('record-statement', ({ statement, contact }) => ({ id: statement, contactId: contact, statement: 'It has been leaking onto my floor since Monday, and nobody called me back.' })),
  },
  {
    who: 'agent', en: 'Repeats it; the customer says: yes, that is it.', zh: '复述一遍，客户说：对，就是这样。', fulfils: 5,
    request: intake('read-back/confirm', ({ statement, contact }) => ({ statementId: statement, contactId: contact })),
  },
  {
    who: 'agent', en: 'Water and electricity: that is grave. A superior has to know.', zh: '漏水又带电，事关安全，必须让上级知道。', awaits: 'SuperiorInformed',
    request: intake('classify', () => ({ category: ['washing machine', 'leak'], severity: 'major', grave: ['safety'] })),
  },
  {
    who: 'superior', en: 'Has been informed by Amends, and says that they know of it.', zh: '系统已通知上级，上级确认知情。', fulfils: 2,
    request: (about) => ({ path: at('escalation', `escalations/${String(about.heard['SuperiorInformed']?.['escalationId'])}/acknowledge`)(about), body: {} }),
  },
  {
    who: 'agent', en: 'Stays responsible for it.', zh: '由自己的部门负责到底。',
    request: resolution('assign', ({ unit }) => ({ unit })),
  },
  {
    who: 'agent', en: 'Asks for the cause: "Where exactly does the water come out?"', zh: '追问原因：“水具体是从哪里流出来的？”',
    request: intake('ask-cause', () => ({ question: 'Where exactly does the water come out?', answer: 'At the back, where the hose is.' })),
  },
  {
    who: 'agent', en: 'Names the true cause: a worn hose.', zh: '找到真正的原因：软管老化。',
    request: intake('name-cause', ({ unit }) => ({ cause: 'hose-worn', ownerUnit: unit, evidence: 'The hose drips where it is bent.' })),
  },
  {
    who: 'agent', en: 'Proposes a repair next week.', zh: '提出方案：下周上门维修。',
    request: resolution('propose-solution', ({ offer, option }) => ({ id: offer, options: [{ id: option, remedy: 'repair' }], proposal: 'A technician comes next week and changes the hose.' })),
  },
  {
    who: 'agent', en: 'The customer does not want to wait a week. So: "How would you solve it?"', zh: '客户不愿等一周。于是请教：“您觉得怎么解决好？”',
    request: resolution(({ offer }) => `offers/${offer}/refuse`, () => ({ reason: 'A week with a wet floor is too long.' })),
  },
  {
    who: 'agent', en: 'The customer proposes: send me a new hose today, I fit it myself.', zh: '客户提议：今天寄根新软管来，我自己装。',
    request: resolution('hear-counter-proposal', ({ counterProposal, offer }) => ({ id: counterProposal, offerId: offer, remedy: 'replacement', proposal: 'Send me a new hose today, I fit it myself.' })),
  },
  {
    who: 'agent', en: 'Agrees to it.', zh: '同意照办。',
    request: resolution(({ counterProposal }) => `counter-proposals/${counterProposal}/accept`),
  },
  {
    who: 'agent', en: 'A courier brings the hose the same day.', zh: '快递当天送到软管。', fulfils: 6,
    request: resolution('carry-out', ({ counterProposal }) => ({ remedyOf: counterProposal, note: 'Sent by courier.' })),
  },
  {
    who: 'agent', en: 'Calls it resolved: for now, until the customer confirms.', zh: '宣布解决：暂定，待客户确认。', awaits: 'CallScheduled', fulfils: 1,
    request: resolution('resolve', () => ({ how: 'replacement', cause: 'hose-worn', explanation: 'The new hose is fitted.' })),
  },
  {
    who: 'agent', en: 'Amends has scheduled a call in the hours that suit the customer; the customer answers.', zh: '系统已安排在客户方便的时段回访；电话打通了。',
    request: followUp('record-call', { outcome: 'reached' }),
  },
  {
    who: 'agent', en: 'The customer says that all is dry and gives 5 of 5. Nothing is owed any more: Amends closes the complaint.', zh: '客户说已经不漏了，打了5分。再无应做之事，系统关闭投诉。',
    awaits: 'ComplaintClosed', fulfils: 7, request: followUp('confirm-satisfaction', { score: 5, words: 'All dry. That was quick!' }),
  },
  {
    who: 'superior', en: 'Looks at it again: why do hoses wear out?', zh: '回头检讨：软管为什么会老化？',
    request: resolution('open-review', ({ review }) => ({ id: review, cause: 'hose-worn' })),
  },
  {
    who: 'superior', en: 'Decides an improvement, with an owner and a date.', zh: '决定改进措施，定下负责人和期限。', fulfils: 3,
    request: resolution('decide-improvement', ({ improvement, review, unit, inAMonth }) => ({
      id: improvement, reviewId: review, cause: 'hose-worn', unit, dueAt: inAMonth, improvement: 'Every technician carries hoses and checks them on each visit.',
    })),
  },
];
