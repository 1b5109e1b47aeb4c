import { NOTHING_KNOWN, type KnownComplaint, type RecordedEvent } from '@amends/contracts';
import { given } from '@amends/decider';
import { acceptHandOver, assign, awaitCustomer, handOver, recordAnswer, resolve } from './decide.js';
import { resolution } from './resolution.js';

const OFFER = '0192a3b4-0000-7000-8000-00000000000b';
const QUESTION = '0192a3b4-0000-7000-8000-00000000000c';
const open: KnownComplaint = { ...NOTHING_KNOWN, registered: true };
const resolved: KnownComplaint = { ...open, resolvedRound: 1 };
const heard = (type: string, data: object) => ({ type, data, round: 1 }) as unknown as RecordedEvent;
const owned = heard('ComplaintAssigned', { unit: 'repairs', staff: null });
const offered = heard('HandedOver', { handOverId: OFFER, toUnit: 'logistics', toStaff: null });
const asked = heard('WaitingForCustomer', { questionId: QUESTION });
const agent = { id: 'a', role: 'agent', unit: 'logistics' };
const offer = { handOverId: OFFER, toUnit: 'logistics', toStaff: null };

describe('assigning', () => {
  it('makes a unit the owner', () => {
    const { when } = given(resolution, []);
    expect(when((state) => assign({ unit: 'repairs', staff: null }, state, open)).records).toMatchObject([{ data: { unit: 'repairs', because: 'assigned' } }]);
  });

  it('is refused once the complaint is resolved', () => {
    expect(given(resolution, []).when((state) => assign({ unit: 'repairs', staff: null }, state, resolved)).refuses).toBe('resolution.complaint-is-resolved');
  });
});

describe('handing over', () => {
  it('offers the complaint and changes no owner', () => {
    const { when, state } = given(resolution, [owned]);
    expect(when((now) => handOver(offer, now, open)).records.map(({ type }) => type)).toEqual(['HandedOver']);
    expect(state.owner?.unit).toBe('repairs');
  });

  it.each([
    ['when nobody owns it', [], offer, 'resolution.nobody-owns-it'],
    ['while another offer is open', [owned, offered], offer, 'resolution.hand-over-pending'],
    ['to the unit that owns it', [owned], { ...offer, toUnit: 'repairs' }, 'resolution.owns-it-already'],
  ])('is refused %s', (_when, facts, command, code) => {
    expect(given(resolution, facts).when((state) => handOver(command, state, open)).refuses).toBe(code);
  });

  it('changes the owner when it is accepted', () => {
    const { records } = given(resolution, [owned, offered]).when((state) => acceptHandOver({ handOverId: OFFER, by: agent, scope: ['logistics'] }, state, open));
    expect(records).toMatchObject([{ type: 'HandOverAccepted' }, { type: 'ComplaintAssigned', data: { unit: 'logistics', staff: 'a', because: 'hand-over-accepted' } }]);
  });

  it('cannot be accepted when nothing was offered, or by somebody it was not offered to', () => {
    const accept = (facts: RecordedEvent[]) => given(resolution, facts).when((state) => acceptHandOver({ handOverId: OFFER, by: agent, scope: ['logistics'] }, state, open)).refuses;
    expect(accept([owned])).toBe('resolution.nothing-offered');
    expect(accept([owned, heard('HandedOver', { ...offer, toStaff: 'b' })])).toBe('resolution.offered-to-another');
    expect(accept([owned, heard('HandedOver', { ...offer, toUnit: 'finance' })])).toBe('resolution.offered-to-another-unit');
  });
});

describe('waiting for the customer', () => {
  it('begins with a question and ends with the answer', () => {
    expect(given(resolution, [owned]).when((state) => awaitCustomer({ questionId: QUESTION, question: 'When?' }, state, open)).records).toMatchObject([
      { type: 'WaitingForCustomer', words: { question: 'When?' } },
    ]);
    expect(given(resolution, [owned, asked]).when((state) => recordAnswer({ answer: 'Monday' }, state, open)).records).toMatchObject([
      { type: 'CustomerAnswered', data: { questionId: QUESTION } },
    ]);
  });

  it('is not begun twice, and nothing is answered that was not asked', () => {
    expect(given(resolution, [owned, asked]).when((state) => awaitCustomer({ questionId: OFFER }, state, open)).refuses).toBe('resolution.waiting-already');
    expect(given(resolution, [owned]).when((state) => recordAnswer({}, state, open)).refuses).toBe('resolution.not-waiting');
  });
});

describe('resolving', () => {
  it('says how, and keeps the explanation sealed', () => {
    const { records } = given(resolution, [owned]).when((state) => resolve({ how: 'refund', cause: null, explanation: 'We were wrong.' }, state, open));
    expect(records).toEqual([{ type: 'ComplaintResolved', data: { how: 'refund', cause: null }, words: { explanation: 'We were wrong.' } }]);
  });

  it('happens once a round', () => {
    expect(given(resolution, [owned]).when((state) => resolve({ how: 'advice', cause: null }, state, resolved)).refuses).toBe('resolution.complaint-is-resolved');
    expect(given(resolution, [owned]).when((state) => resolve({ how: 'advice', cause: null }, state, { ...resolved, round: 2 })).records).toHaveLength(1);
  });
});
