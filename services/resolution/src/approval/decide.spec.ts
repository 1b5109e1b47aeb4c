import type { Actor, RecordedEvent } from '@amends/contracts';
import { Company } from '@amends/runtime';
import { after, AGENT, heard, LEAD, OPEN } from '../testing/builders.js';
import { approve, deny, requestApproval } from './decide.js';

const [OFFER, APPROVAL] = ['offer', 'approval'] as [string, string];
const euros = (amount: number) => ({ amount, currency: 'EUR' });
const limits = Company.from({
  name: 'Acme', units: [{ id: 'care', name: 'Care' }, { id: 'hotline', name: 'Hotline', parent: 'care' }], approvalLimits: { supervisor: { EUR: 50_000 } },
});
const option = (amount = 20_000) => ({ optionId: `refund of ${amount}`, remedy: 'refund', cost: euros(amount) });
const owned = heard('ComplaintAssigned', { unit: 'hotline', staff: 'anna' });
const proposed = (options: readonly object[] = [option()], by = AGENT) => heard('SolutionProposed', { offerId: OFFER, options, expiresAt: null }, by);
const requested = (amount = 20_000, by = AGENT) => heard('ApprovalRequested', { approvalId: APPROVAL, remedyOf: OFFER, remedy: 'refund', cost: euros(amount) }, by);
const approved = heard('RemedyApproved', { approvalId: APPROVAL, remedyOf: OFFER, cost: euros(20_000) }, LEAD);

describe('requesting approval', () => {
  const ask = (facts: readonly RecordedEvent[], optionId?: string) => after(facts, (state) => requestApproval({ approvalId: APPROVAL, remedyOf: OFFER, optionId, note: 'A good customer.' }, state, OPEN));

  it('names the remedy and its cost, and seals the note', () => {
    expect(ask([proposed()]).records).toEqual([
      { type: 'ApprovalRequested', data: { approvalId: APPROVAL, remedyOf: OFFER, remedy: 'refund', cost: euros(20_000) }, words: { note: 'A good customer.' } },
    ]);
  });

  it('asks about one option of several, and about the one that was taken once it was', () => {
    const two = proposed([option(), option(30_000)]);
    expect(ask([two]).refuses).toBe('resolution.which-option');
    expect(ask([two], 'refund of 30000').records).toMatchObject([{ data: { cost: euros(30_000) } }]);
    expect(ask([two, heard('SolutionAccepted', { offerId: OFFER, ...option() })]).records).toMatchObject([{ data: { cost: euros(20_000) } }]);
  });

  it.each([
    ['nothing is on the table', [], 'resolution.nothing-to-approve'],
    ['the customer refused it', [proposed(), heard('SolutionRefused', { offerId: OFFER })], 'resolution.nothing-to-approve'],
    ['it costs nothing', [proposed([{ optionId: 'x', remedy: 'apology', cost: null }])], 'resolution.costs-nothing'],
    ['somebody was asked already', [proposed(), requested()], 'resolution.asked-before'],
    ['it is approved already', [proposed(), heard('ApprovalRequested', { approvalId: 'b', remedyOf: OFFER, remedy: 'refund', cost: euros(20_000) }), heard('RemedyApproved', { approvalId: 'b', remedyOf: OFFER })], 'resolution.approved-before'],
  ])('is refused when %s', (_why, facts, code) => {
    expect(ask(facts).refuses).toBe(code);
  });
});

describe('deciding about a remedy', () => {
  const agree = (facts: readonly RecordedEvent[], by: Actor = LEAD) => after(facts, (state) => approve({ approvalId: APPROVAL, by }, limits, state, OPEN));
  const refuse = (facts: readonly RecordedEvent[]) => after(facts, (state) => deny({ approvalId: APPROVAL, reason: 'Too much.' }, state, OPEN));

  it('agrees to what somebody else asked for, or denies it with a reason', () => {
    expect(agree([owned, proposed(), requested()]).records).toEqual([{ type: 'RemedyApproved', data: { approvalId: APPROVAL, remedyOf: OFFER, cost: euros(20_000) } }]);
    expect(refuse([owned, proposed(), requested()]).records).toEqual([{ type: 'RemedyDenied', data: { approvalId: APPROVAL, remedyOf: OFFER }, words: { reason: 'Too much.' } }]);
  });

  it('is not for whoever asked, nor for whoever put the remedy forward', () => {
    expect(agree([owned, proposed(), requested(20_000, LEAD)]).refuses).toBe('resolution.own-request');
    expect(agree([owned, proposed([option()], LEAD), requested()]).refuses).toBe('resolution.own-remedy');
    const counter = heard('CounterProposalHeard', { counterProposalId: OFFER, offerId: null, remedy: 'refund', cost: euros(20_000) }, LEAD);
    expect(agree([owned, counter, requested()]).refuses).toBe('resolution.own-remedy');
  });

  it('above the limit of a supervisor is for one of a unit further up', () => {
    const facts = [owned, proposed([option(50_001)]), requested(50_001)];
    expect(agree(facts).refuses).toBe('resolution.above-your-limit');
    expect(agree(facts, { ...LEAD, unit: 'care' }).records).toHaveLength(1);
  });

  it('happens once, about something that was asked', () => {
    expect(agree([owned, proposed(), requested(), approved]).refuses).toBe('resolution.approval-is-approved');
    expect(refuse([owned, proposed(), requested(), approved]).refuses).toBe('resolution.approval-is-approved');
    expect(refuse([owned, proposed()]).refuses).toBe('resolution.unknown-approval');
  });
});
