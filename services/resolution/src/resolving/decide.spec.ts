import { after, heard, OPEN } from '../testing/builders.js';
import { awaitCustomer, recordAnswer, resolve } from './decide.js';

const [QUESTION, OTHER, OFFER] = ['question', 'other', 'offer'] as [string, string, string];
const resolved = { ...OPEN, resolvedRound: 1 };
const owned = heard('ComplaintAssigned', { unit: 'repairs', staff: null });
const asked = heard('WaitingForCustomer', { questionId: QUESTION });
const counter = heard('CounterProposalHeard', { counterProposalId: OFFER, offerId: null, remedy: 'refund', cost: { amount: 100, currency: 'EUR' } });
const agreedTo = heard('CounterProposalAccepted', { counterProposalId: OFFER, remedy: 'refund', cost: { amount: 100, currency: 'EUR' } });
const requested = heard('ApprovalRequested', { approvalId: OTHER, remedyOf: OFFER, remedy: 'refund', cost: { amount: 100, currency: 'EUR' } });
const advice = { how: 'advice' as const, cause: null };

describe('waiting for the customer', () => {
  it('begins with a question and ends with the answer', () => {
    expect(after([owned], (state) => awaitCustomer({ questionId: QUESTION, question: 'When?' }, state, OPEN)).records).toMatchObject([{ type: 'WaitingForCustomer', words: { question: 'When?' } }]);
    expect(after([owned, asked], (state) => recordAnswer({ answer: 'Monday' }, state, OPEN)).records).toMatchObject([{ type: 'CustomerAnswered', data: { questionId: QUESTION } }]);
  });

  it('is not begun twice, and nothing is answered that was not asked', () => {
    expect(after([owned, asked], (state) => awaitCustomer({ questionId: OTHER }, state, OPEN)).refuses).toBe('resolution.waiting-already');
    expect(after([owned], (state) => recordAnswer({}, state, OPEN)).refuses).toBe('resolution.not-waiting');
  });
});

describe('resolving', () => {
  it('says how, by which cause, how often it came before, and keeps the explanation sealed', () => {
    const command = { how: 'refund' as const, cause: 'hose-worn', sameCauseBefore: 2, explanation: 'We were wrong.' };
    expect(after([owned], (state) => resolve(command, state, OPEN)).records).toEqual([
      { type: 'ComplaintResolved', data: { how: 'refund', cause: 'hose-worn', sameCauseBefore: 2 }, words: { explanation: 'We were wrong.' } },
    ]);
  });

  it('happens once a round', () => {
    expect(after([owned], (state) => resolve(advice, state, resolved)).refuses).toBe('resolution.complaint-is-resolved');
    expect(after([owned], (state) => resolve(advice, state, { ...resolved, round: 2 })).records).toHaveLength(1);
  });

  it.each([
    ['nobody owns the complaint', [], 'resolution.nobody-owns-it'],
    ['the customer waits for an answer to their proposal', [owned, counter], 'resolution.counter-proposal-open'],
    ['a superior has still to decide', [owned, counter, agreedTo, requested], 'resolution.approval-pending'],
    ['what was agreed is not done', [owned, counter, agreedTo], 'resolution.not-carried-out'],
  ])('is refused while %s', (_why, facts, code) => {
    expect(after(facts, (state) => resolve(advice, state, OPEN)).refuses).toBe(code);
  });

  it('follows what was carried out, and what a superior denied', () => {
    expect(after([owned, counter, agreedTo, heard('RemedyCarriedOut', { remedyOf: OFFER })], (state) => resolve(advice, state, OPEN)).records).toHaveLength(1);
    expect(after([owned, counter, agreedTo, requested, heard('RemedyDenied', { approvalId: OTHER, remedyOf: OFFER })], (state) => resolve(advice, state, OPEN)).records).toHaveLength(1);
  });

  it('of history is what its source says, whoever owned it', () => {
    expect(after([], (state) => resolve(advice, state, { ...resolved, origin: 'history' })).records).toHaveLength(1);
  });
});
