import { after, AGENT, heard, OPEN } from '../testing/builders.js';
import { acceptHandOver, assign, declineHandOver, handOver, redirect, takeOver } from './decide.js';

const OFFER = '0192a3b4-0000-7000-8000-00000000000b';
const REDIRECT = '0192a3b4-0000-7000-8000-00000000000c';
const resolved = { ...OPEN, resolvedRound: 1 };
const owned = heard('ComplaintAssigned', { unit: 'repairs', staff: null });
const offered = heard('HandedOver', { handOverId: OFFER, toUnit: 'logistics', toStaff: null });
const offer = { handOverId: OFFER, toUnit: 'logistics', toStaff: null };
const answering = { handOverId: OFFER, by: { ...AGENT, unit: 'logistics' }, scope: ['logistics'] };

describe('assigning', () => {
  it('makes a unit the owner', () => {
    expect(after([], (state) => assign({ unit: 'repairs', staff: null }, state, OPEN)).records).toMatchObject([{ data: { unit: 'repairs', because: 'assigned' } }]);
  });

  it('is refused once the complaint is resolved', () => {
    expect(after([], (state) => assign({ unit: 'repairs', staff: null }, state, resolved)).refuses).toBe('resolution.complaint-is-resolved');
  });
});

describe('handing over', () => {
  it('offers the complaint and changes no owner', () => {
    expect(after([owned], (state) => handOver(offer, state, OPEN)).records.map(({ type }) => type)).toEqual(['HandedOver']);
  });

  it.each([
    ['when nobody owns it', [], offer, 'resolution.nobody-owns-it'],
    ['while another offer is open', [owned, offered], offer, 'resolution.hand-over-pending'],
    ['to the unit that owns it', [owned], { ...offer, toUnit: 'repairs' }, 'resolution.owns-it-already'],
  ])('is refused %s', (_when, facts, command, code) => {
    expect(after(facts, (state) => handOver(command, state, OPEN)).refuses).toBe(code);
  });

  it('changes the owner when it is accepted', () => {
    expect(after([owned, offered], (state) => acceptHandOver(answering, state, OPEN)).records).toMatchObject([
      { type: 'HandOverAccepted' }, { type: 'ComplaintAssigned', data: { unit: 'logistics', staff: 'anna', because: 'hand-over-accepted' } },
    ]);
  });

  it('leaves the owner accountable when it is declined, and may then be offered elsewhere', () => {
    const declined = after([owned, offered], (state) => declineHandOver({ ...answering, because: 'not-ours', explanation: 'We only deliver.' }, state, OPEN));
    expect(declined.records).toEqual([{ type: 'HandOverDeclined', data: { handOverId: OFFER, because: 'not-ours' }, words: { explanation: 'We only deliver.' } }]);
    const later = [owned, offered, heard('HandOverDeclined', { handOverId: OFFER, because: 'not-ours' })];
    expect(after(later, (state) => handOver({ ...offer, toUnit: 'finance' }, state, OPEN)).records).toHaveLength(1);
    expect(after(later, (state) => acceptHandOver(answering, state, OPEN)).refuses).toBe('resolution.nothing-offered');
  });

  it.each([
    ['nothing was offered', [owned], 'resolution.nothing-offered'],
    ['it was offered to another person', [owned, heard('HandedOver', { ...offer, toStaff: 'b' })], 'resolution.offered-to-another'],
    ['it was offered to another unit', [owned, heard('HandedOver', { ...offer, toUnit: 'finance' })], 'resolution.offered-to-another-unit'],
  ])('can be neither accepted nor declined when %s', (_why, facts, code) => {
    expect(after(facts, (state) => acceptHandOver(answering, state, OPEN)).refuses).toBe(code);
    expect(after(facts, (state) => declineHandOver({ ...answering, because: 'other' }, state, OPEN)).refuses).toBe(code);
  });
});

describe('what a superior takes over', () => {
  const boss = { unit: 'service', staff: 'milo' };

  it('is theirs from now on, and what was offered to others no longer stands', () => {
    expect(after([owned], (state) => takeOver(boss, state, OPEN)).records).toMatchObject([{ type: 'ComplaintAssigned', data: { ...boss, because: 'taken-over' } }]);
    expect(after([owned, offered], (state) => takeOver(boss, state, OPEN)).records.map(({ type }) => type)).toEqual(['HandOverDeclined', 'ComplaintAssigned']);
  });

  it('stays quiet when it is theirs already, and is refused when it is resolved', () => {
    expect(after([heard('ComplaintAssigned', boss)], (state) => takeOver(boss, state, OPEN)).records).toEqual([]);
    expect(after([owned], (state) => takeOver(boss, state, resolved)).refuses).toBe('resolution.complaint-is-resolved');
  });
});

describe('what reached the wrong place', () => {
  const command = { handOverId: OFFER, redirectId: REDIRECT, toUnit: 'logistics' };
  const redirected = heard('HandedOver', { ...command, toStaff: null });

  it('is offered to the right one, also when nobody owns it yet', () => {
    expect(after([], (state) => redirect(command, state, OPEN)).records).toEqual([{ type: 'HandedOver', data: { ...command, toStaff: null } }]);
  });

  it('is owned by whoever accepts it, because it was redirected', () => {
    expect(after([redirected], (state) => acceptHandOver(answering, state, OPEN)).records).toMatchObject([{}, { data: { unit: 'logistics', because: 'redirected' } }]);
  });

  it('overtakes an offer to another unit, and stays quiet where it is offered or owned already', () => {
    const elsewhere = heard('HandedOver', { ...offer, handOverId: REDIRECT, toUnit: 'finance' });
    expect(after([owned, elsewhere], (state) => redirect(command, state, OPEN)).records.map(({ type }) => type)).toEqual(['HandOverDeclined', 'HandedOver']);
    expect(after([owned, offered], (state) => redirect(command, state, OPEN)).records).toEqual([]);
    expect(after([heard('ComplaintAssigned', { unit: 'logistics', staff: null })], (state) => redirect(command, state, OPEN)).records).toEqual([]);
  });
});
