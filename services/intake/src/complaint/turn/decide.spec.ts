import { given } from '@amends/decider';
import { CALL, heard, idOf, notWorkedOn, open, registered, resolved } from '../../testing/heard.js';
import { complaint } from '../complaint.js';
import { redirect, reportHostility, withdraw } from './decide.js';

const hostility = { contactId: CALL, note: 'He threatened to come over.' };
const redirectId = idOf(41);
const elsewhere = { redirectId, toUnit: 'logistics', note: 'It is about the delivery.' };
const taken = { because: 'customer-withdrew' as const, explanation: 'It dried up.' };

describe('reporting hostility', () => {
  it('records it, the note apart', () => {
    const { records } = given(complaint, [registered]).when((state) => reportHostility(hostility, state, open));
    expect(records).toEqual([{ type: 'ContactTurnedHostile', data: { contactId: CALL }, words: { note: hostility.note } }]);
  });

  it('stays quiet about a contact that is reported already', () => {
    const { when } = given(complaint, [registered, heard('ContactTurnedHostile', { contactId: CALL })]);
    expect(when((state) => reportHostility(hostility, state, open)).records).toEqual([]);
    expect(when((state) => reportHostility({ contactId: null }, state, open)).records).toHaveLength(1);
  });

  it('is refused for a contact of another complaint', () => {
    expect(given(complaint, [registered]).when((state) => reportHostility({ contactId: idOf(77) }, state, open)).refuses).toBe('intake.unknown-contact');
  });

  it.each(notWorkedOn)('is refused when the complaint is %s', (status, known) => {
    expect(given(complaint, [registered]).when((state) => reportHostility(hostility, state, known)).refuses).toBe(`intake.complaint-is-${status}`);
  });
});

describe('redirecting', () => {
  it('passes a misdirected complaint on, and never bounces it: nobody loses it by that', () => {
    const { records } = given(complaint, [registered]).when((state) => redirect(elsewhere, state, open));
    expect(records).toEqual([{ type: 'ComplaintRedirected', data: { redirectId, toUnit: 'logistics' }, words: { note: elsewhere.note } }]);
  });

  it('stays quiet when it is sent again', () => {
    const { when } = given(complaint, [registered, heard('ComplaintRedirected', { redirectId, toUnit: 'logistics' })]);
    expect(when((state) => redirect(elsewhere, state, open)).records).toEqual([]);
    expect(when((state) => redirect({ ...elsewhere, toUnit: 'finance' }, state, open)).refuses).toBe('intake.id-is-taken');
  });

  it('is refused to the unit that owns it', () => {
    const owned = { ...open, owner: { unit: 'logistics', staff: null } };
    expect(given(complaint, [registered]).when((state) => redirect(elsewhere, state, owned)).refuses).toBe('intake.owns-it-already');
  });

  it.each([...notWorkedOn, ['resolved', resolved] as const])('is refused when the complaint is %s', (status, known) => {
    expect(given(complaint, [registered]).when((state) => redirect(elsewhere, state, known)).refuses).toBe(`intake.complaint-is-${status}`);
  });
});

describe('withdrawing', () => {
  it('records who took it back, also when it was resolved', () => {
    const { when } = given(complaint, [registered]);
    expect(when((state) => withdraw(taken, state, open)).records).toEqual([{ type: 'ComplaintWithdrawn', data: { because: 'customer-withdrew' }, words: { explanation: 'It dried up.' } }]);
    expect(when((state) => withdraw({ because: 'registered-by-mistake' }, state, resolved)).records).toHaveLength(1);
  });

  it.each(notWorkedOn)('is refused when the complaint is %s', (status, known) => {
    expect(given(complaint, [registered]).when((state) => withdraw(taken, state, known)).refuses).toBe(`intake.complaint-is-${status}`);
  });
});
