import { event, type FactOf } from './event-definition.js';
import { id, instant, integer, list, nullable, object, oneOf, optional, text } from './schema.js';
import { money, REASONS_TO_DECLINE, REMEDIES, unit, WAYS_TO_RESOLVE } from './vocabulary.js';

const STAFF = '0192a3b4-0000-7000-8000-00000000000a';
const OFFER = '0192a3b4-0000-7000-8000-00000000000b';
const OPTION = '0192a3b4-0000-7000-8000-00000000000c';
const COUNTER = '0192a3b4-0000-7000-8000-00000000000d';
const APPROVAL = '0192a3b4-0000-7000-8000-00000000000e';
const REVIEW = '0192a3b4-0000-7000-8000-00000000000f';
const IMPROVEMENT = '0192a3b4-0000-7000-8000-000000000010';

export const ComplaintAssigned = event('ComplaintAssigned', {
  meaning: 'Somebody owns the complaint now; nothing else changes who does.',
  source: 'resolution',
  stream: 'complaint',
  schema: object({ unit, staff: nullable(id), because: oneOf('assigned', 'hand-over-accepted', 'taken-over', 'redirected') }),
  sample: { unit: 'repairs', staff: STAFF, because: 'assigned' },
});

export const HandedOver = event('HandedOver', {
  meaning: 'The owner offered the complaint to another unit; the owner stays accountable until it accepts.',
  source: 'resolution',
  stream: 'complaint',
  words: ['note'],
  schema: object({
    handOverId: id,
    toUnit: text(64),
    toStaff: nullable(id),
    /** The redirection that it follows from; missing when the owner handed it over. */
    redirectId: optional(id),
  }),
  sample: { handOverId: OFFER, toUnit: 'logistics', toStaff: null },
});

export const HandOverAccepted = event('HandOverAccepted', {
  meaning: 'The other unit took the complaint over.',
  source: 'resolution',
  stream: 'complaint',
  schema: object({ handOverId: id }),
  sample: { handOverId: OFFER },
});

export const WaitingForCustomer = event('WaitingForCustomer', {
  meaning: 'A question was really sent to the customer, and nothing can go on without the answer.',
  source: 'resolution',
  stream: 'complaint',
  words: ['question'],
  schema: object({ questionId: id }),
  sample: { questionId: OFFER },
});

export const CustomerAnswered = event('CustomerAnswered', {
  meaning: 'The customer answered the question that we waited for.',
  source: 'resolution',
  stream: 'complaint',
  words: ['answer'],
  schema: object({ questionId: id }),
  sample: { questionId: OFFER },
});

export const ComplaintResolved = event('ComplaintResolved', {
  meaning: 'The owner says that it is put right: provisional until the customer confirms.',
  source: 'resolution',
  stream: 'complaint',
  words: ['explanation'],
  schema: object({
    how: oneOf(...WAYS_TO_RESOLVE),
    cause: nullable(text(120)),
    /** How many complaints with this cause were resolved before it, as far as resolution knew; a hundred stands for that many or more. */
    sameCauseBefore: optional(integer(0)),
  }),
  sample: { how: 'certain-repair', cause: 'hose-worn' },
});

export const HandOverDeclined = event('HandOverDeclined', {
  meaning: 'The other unit did not take it; whoever offered it stays accountable.',
  source: 'resolution',
  stream: 'complaint',
  words: ['explanation'],
  schema: object({ handOverId: id, because: oneOf(...REASONS_TO_DECLINE) }),
  sample: { handOverId: OFFER, because: 'not-ours' },
});

const option = object({ optionId: id, remedy: oneOf(...REMEDIES), cost: nullable(money) });

export const SolutionProposed = event('SolutionProposed', {
  meaning: 'The customer was offered one or several ways to put it right.',
  source: 'resolution',
  stream: 'complaint',
  words: ['proposal'],
  schema: object({ offerId: id, options: list(option, 10), expiresAt: nullable(instant) }),
  sample: { offerId: OFFER, options: [{ optionId: OPTION, remedy: 'refund', cost: { amount: 4999, currency: 'EUR' } }], expiresAt: null },
});

export const SolutionAccepted = event('SolutionAccepted', {
  meaning: 'The customer took one of the options.',
  source: 'resolution',
  stream: 'complaint',
  schema: object({ offerId: id, optionId: id, remedy: oneOf(...REMEDIES), cost: nullable(money) }),
  sample: { offerId: OFFER, optionId: OPTION, remedy: 'refund', cost: { amount: 4999, currency: 'EUR' } },
});

export const SolutionRefused = event('SolutionRefused', {
  meaning: 'The customer wanted none of the options; now we ask how they would solve it.',
  source: 'resolution',
  stream: 'complaint',
  words: ['reason'],
  schema: object({ offerId: id }),
  sample: { offerId: OFFER },
});

export const CounterProposalHeard = event('CounterProposalHeard', {
  meaning: 'The customer said how they would solve it.',
  source: 'resolution',
  stream: 'complaint',
  words: ['proposal'],
  schema: object({ counterProposalId: id, offerId: nullable(id), remedy: oneOf(...REMEDIES), cost: nullable(money) }),
  sample: { counterProposalId: COUNTER, offerId: OFFER, remedy: 'replacement', cost: { amount: 39900, currency: 'EUR' } },
});

export const CounterProposalAccepted = event('CounterProposalAccepted', {
  meaning: "We do what the customer proposed.",
  source: 'resolution',
  stream: 'complaint',
  schema: object({ counterProposalId: id, remedy: oneOf(...REMEDIES), cost: nullable(money) }),
  sample: { counterProposalId: COUNTER, remedy: 'replacement', cost: { amount: 39900, currency: 'EUR' } },
});

export const CounterProposalDeclined = event('CounterProposalDeclined', {
  meaning: "We can't do what the customer proposed, and said why; we owe a better offer.",
  source: 'resolution',
  stream: 'complaint',
  words: ['reason'],
  schema: object({ counterProposalId: id }),
  sample: { counterProposalId: COUNTER },
});

export const ApprovalRequested = event('ApprovalRequested', {
  meaning: 'A remedy costs more than its owner may give alone; somebody else decides.',
  source: 'resolution',
  stream: 'complaint',
  words: ['note'],
  schema: object({ approvalId: id, remedyOf: id, remedy: oneOf(...REMEDIES), cost: money }),
  sample: { approvalId: APPROVAL, remedyOf: OFFER, remedy: 'replacement', cost: { amount: 39900, currency: 'EUR' } },
});

export const RemedyApproved = event('RemedyApproved', {
  meaning: 'Somebody other than who asked agreed to the remedy.',
  source: 'resolution',
  stream: 'complaint',
  schema: object({ approvalId: id, remedyOf: id, cost: money }),
  sample: { approvalId: APPROVAL, remedyOf: OFFER, cost: { amount: 39900, currency: 'EUR' } },
});

export const RemedyDenied = event('RemedyDenied', {
  meaning: 'The remedy was not agreed to, with a reason.',
  source: 'resolution',
  stream: 'complaint',
  words: ['reason'],
  schema: object({ approvalId: id, remedyOf: id }),
  sample: { approvalId: APPROVAL, remedyOf: OFFER },
});

export const RemedyCarriedOut = event('RemedyCarriedOut', {
  meaning: 'What was agreed with the customer was done.',
  source: 'resolution',
  stream: 'complaint',
  words: ['note'],
  schema: object({ remedyOf: id, remedy: oneOf(...REMEDIES), cost: nullable(money) }),
  sample: { remedyOf: OFFER, remedy: 'refund', cost: { amount: 4999, currency: 'EUR' } },
});

export const ReviewOpened = event('ReviewOpened', {
  meaning: 'What happened is looked at again, so that it does not happen again.',
  source: 'resolution',
  stream: 'complaint',
  words: ['note'],
  schema: object({ reviewId: id, cause: nullable(text(120)) }),
  sample: { reviewId: REVIEW, cause: 'hose-worn' },
});

export const ImprovementDecided = event('ImprovementDecided', {
  meaning: 'Something will be done about the cause, by somebody, by a date.',
  source: 'resolution',
  stream: 'complaint',
  words: ['improvement'],
  schema: object({ improvementId: id, reviewId: nullable(id), cause: nullable(text(120)), owner: object({ unit, staff: nullable(id) }), dueAt: instant }),
  sample: {
    improvementId: IMPROVEMENT, reviewId: REVIEW, cause: 'hose-worn', owner: { unit: 'repairs', staff: STAFF }, dueAt: '2026-12-01T00:00:00.000Z',
  },
});

export const ImprovementCompleted = event('ImprovementCompleted', {
  meaning: 'The improvement was made; whether it helps is looked at later.',
  source: 'resolution',
  stream: 'complaint',
  words: ['note'],
  schema: object({ improvementId: id }),
  sample: { improvementId: IMPROVEMENT },
});

export const ImprovementVerified = event('ImprovementVerified', {
  meaning: 'The cause did not come back after the improvement.',
  source: 'resolution',
  stream: 'complaint',
  schema: object({ improvementId: id, complaintsSince: integer(0) }),
  sample: { improvementId: IMPROVEMENT, complaintsSince: 0 },
});

export const ImprovementFailed = event('ImprovementFailed', {
  meaning: 'The cause came back in spite of the improvement.',
  source: 'resolution',
  stream: 'complaint',
  schema: object({ improvementId: id, complaintsSince: integer(0) }),
  sample: { improvementId: IMPROVEMENT, complaintsSince: 3 },
});

export const resolutionEvents = [
  ComplaintAssigned, HandedOver, HandOverAccepted, HandOverDeclined, SolutionProposed, SolutionAccepted, SolutionRefused, CounterProposalHeard,
  CounterProposalAccepted, CounterProposalDeclined, ApprovalRequested, RemedyApproved, RemedyDenied, RemedyCarriedOut, WaitingForCustomer,
  CustomerAnswered, ComplaintResolved, ReviewOpened, ImprovementDecided, ImprovementCompleted, ImprovementVerified, ImprovementFailed,
] as const;

export type ResolutionFact = FactOf<(typeof resolutionEvents)[number]>;
