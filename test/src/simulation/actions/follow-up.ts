import { ACTIVITY_KINDS } from '@amends/contracts';
import { command, inHours, superior, when, type Action, type Asking } from './action.js';

const followUp = command('follow-up');
const UNANSWERED = ['no-answer', 'busy', 'voice-mail', 'call-later'];

const contact = ({ dice }: Asking) => ({ contactId: dice.uuid() });
const said = ({ dice }: Asking) => (dice.oneIn(2) ? { score: dice.whole(1, 5), words: 'It holds.' } : {});

/** One of the company's own systems tells what a customer did. */
const activity: Action = {
  name: 'follow-up.tell-activity',
  weight: ({ customerId, status }) => (customerId && status !== 'unborn' ? 0.15 : 0),
  ask: (asking) => ({
    service: 'follow-up', path: 'activity', by: asking.people.first('importer'),
    body: { source: 'shop', activityId: asking.dice.uuid(), customer: asking.of.customerId, kind: asking.dice.pick(ACTIVITY_KINDS), happenedAt: inHours(asking, -asking.dice.whole(0, 100)) },
  }),
};

/** One of the company's own systems says that it has told everything. */
const complete: Action = {
  name: 'follow-up.complete-activity',
  weight: ({ customerId }) => (customerId ? 0.03 : 0),
  ask: (asking) => ({ service: 'follow-up', path: 'activities/complete', by: asking.people.first('importer'), body: { source: 'shop', until: inHours(asking, -1) } }),
};

export const FOLLOW_UP: readonly Action[] = [
  activity,
  complete,
  followUp('schedule-call', (of) => when(of.status === 'resolved', 0.2), ({ dice }) => ({ id: dice.uuid() })),
  followUp('customer-reached', (of) => when(of.owes('call', 'call-again', 'late-check'), 4, of.status === 'resolved' ? 0.3 : 0.01), (asking) => ({ outcome: 'reached', ...contact(asking) }), () => 'record-call'),
  followUp('customer-not-reached', (of) => when(of.owes('call', 'call-again'), 2.5), (asking) => ({ outcome: asking.dice.pick(UNANSWERED), ...contact(asking) }), () => 'record-call'),
  followUp('confirm-satisfaction', (of) => when(of.owes('confirm'), of.reached ? 5 : 0.8), said),
  followUp('report-dissatisfaction', (of) => when(of.status === 'resolved', 0.5, of.status === 'closed' ? 0.1 : 0.01), (asking) => ({ ...said(asking), ...(asking.dice.oneIn(2) ? { reopen: true } : {}) })),
  followUp('reopen', (of) => when(of.status === 'resolved', 0.15, of.status === 'closed' ? 0.15 : 0.01), ({ dice }) => ({ because: dice.pick(['customer-dissatisfied', 'same-cause-again']) })),
  followUp('audit-satisfaction', (of) => when(of.satisfied, 0.5, 0.01), ({ dice }) => ({ agrees: !dice.oneIn(5) }), undefined, superior),
];
