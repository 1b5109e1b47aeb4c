import { event, type FactOf } from './event-definition.js';
import { flag, id, instant, integer, nullable, object, oneOf, text } from './schema.js';
import { ACTIVITY_KINDS, contact, window } from './vocabulary.js';

const CUSTOMER = '0192a3b4-0000-7000-8000-000000000001';
const CONTACT = '0192a3b4-0000-7000-8000-000000000031';
const CALL = '0192a3b4-0000-7000-8000-000000000032';

export const ComplaintReopened = event('ComplaintReopened', {
  meaning: 'It was not put right after all: this round ends and the next begins.',
  source: 'follow-up',
  stream: 'complaint',
  words: ['words'],
  schema: object({ endsRound: integer(1), because: oneOf('customer-dissatisfied', 'same-cause-again', 'imported') }),
  sample: { endsRound: 1, because: 'customer-dissatisfied' },
});

export const ComplaintClosed = event('ComplaintClosed', {
  meaning: 'The end of the complaint is reached; nothing that blocks closing is owed.',
  source: 'follow-up',
  stream: 'complaint',
  schema: object({ because: oneOf('confirmed', 'closed-by-command', 'imported') }),
  sample: { because: 'closed-by-command' },
});

export const CallScheduled = event('CallScheduled', {
  meaning: 'We will call the customer in a span of time that is convenient for them.',
  source: 'follow-up',
  stream: 'complaint',
  schema: object({ callId: id, window, attempt: integer(1) }),
  sample: { callId: CALL, window: { from: '2026-11-03T17:00:00.000Z', to: '2026-11-03T19:30:00.000Z' }, attempt: 1 },
});

export const CustomerReached = event('CustomerReached', {
  meaning: 'The customer was called and answered.',
  source: 'follow-up',
  stream: 'complaint',
  schema: object({ callId: nullable(id), contact }),
  sample: { callId: CALL, contact: { id: CONTACT, channel: 'phone', direction: 'outbound', startedAt: '2026-11-03T17:10:00.000Z' } },
});

export const CustomerNotReached = event('CustomerNotReached', {
  meaning: 'The customer was called and did not answer; after enough calls we write instead.',
  source: 'follow-up',
  stream: 'complaint',
  schema: object({ callId: nullable(id), attempt: integer(1), because: oneOf('no-answer', 'busy', 'wrong-number', 'call-later', 'voice-mail') }),
  sample: { callId: CALL, attempt: 1, because: 'no-answer' },
});

export const SatisfactionConfirmed = event('SatisfactionConfirmed', {
  meaning: 'The customer says that it is put right, or met our written question with silence for so long that it counts as yes.',
  source: 'follow-up',
  stream: 'complaint',
  words: ['words'],
  schema: object({ how: oneOf('explicit', 'tacit'), score: nullable(integer(1, 5)), contactId: nullable(id) }),
  sample: { how: 'explicit', score: 5, contactId: CONTACT },
});

export const CustomerDissatisfied = event('CustomerDissatisfied', {
  meaning: 'The customer says that it is not put right.',
  source: 'follow-up',
  stream: 'complaint',
  words: ['words'],
  schema: object({ score: nullable(integer(1, 5)), contactId: nullable(id) }),
  sample: { score: 2, contactId: CONTACT },
});

export const SatisfactionAudited = event('SatisfactionAudited', {
  meaning: 'Somebody else asked the customer again whether the recorded satisfaction is true.',
  source: 'follow-up',
  stream: 'complaint',
  words: ['note'],
  schema: object({ agrees: flag, score: nullable(integer(1, 5)) }),
  sample: { agrees: true, score: 5 },
});

const activity = {
  /** The activity's id in its own source, where nobody gives two the same. */
  source: text(64),
  activityId: text(120),
  kind: oneOf(...ACTIVITY_KINDS),
  happenedAt: instant,
};

export const CustomerReturned = event('CustomerReturned', {
  meaning: 'After complaining the customer came back to the company; said again when an earlier return becomes known, and the last one counts.',
  source: 'follow-up',
  stream: 'complaint',
  schema: object({ customerId: id, ...activity }),
  sample: { customerId: CUSTOMER, source: 'shop', activityId: '537001', kind: 'order', happenedAt: '2026-12-03T10:26:00.000Z' },
});

export const CustomerLost = event('CustomerLost', {
  meaning: 'After complaining the customer ended their business with the company.',
  source: 'follow-up',
  stream: 'complaint',
  schema: object({ customerId: id, ...activity }),
  sample: { customerId: CUSTOMER, source: 'shop', activityId: 'A-17', kind: 'account-closed', happenedAt: '2026-12-20T09:00:00.000Z' },
});

export const ReturnRetracted = event('ReturnRetracted', {
  meaning: 'What was taken for a return, or for a loss, was another customer: the records were parted again, and nothing is known in its place.',
  source: 'follow-up',
  stream: 'complaint',
  schema: object({ customerId: id, retracts: oneOf('CustomerReturned', 'CustomerLost') }),
  sample: { customerId: CUSTOMER, retracts: 'CustomerReturned' },
});

export const ActivityCompleted = event('ActivityCompleted', {
  meaning: 'A source of customer activity has told everything up to an instant; whoever did nothing by then did nothing.',
  source: 'follow-up',
  stream: 'source',
  schema: object({ source: text(64), until: instant }),
  sample: { source: 'shop', until: '2026-12-09T12:50:00.000Z' },
});

export const followUpEvents = [
  CallScheduled, CustomerReached, CustomerNotReached, SatisfactionConfirmed, CustomerDissatisfied, ComplaintReopened, SatisfactionAudited,
  ReturnRetracted, CustomerReturned, CustomerLost, ComplaintClosed, ActivityCompleted,
] as const;

export type FollowUpFact = FactOf<(typeof followUpEvents)[number]>;
