import { given } from '@amends/decider';
import { CALL, closed, heard, idOf, notWorkedOn, open, recorded, registered } from '../../testing/heard.js';
import { complaint } from '../complaint.js';
import { confirmReadBack, correctReadBack, type CorrectReadBack } from './decide.js';

const [FIRST, SECOND, CORRECTION] = [idOf(11), idOf(12), idOf(13)];
const stated = (statementId: string) => heard('StatementRecorded', { statementId, characters: 9 });
const confirm = { statementId: FIRST, contactId: CALL };
const correct: CorrectReadBack = { ...confirm, correctionId: CORRECTION, correction: 'It leaks at the hose.' };
const corrected = { statementId: SECOND, contactId: CALL, statement: 'The hose leaks.' };

describe('reading a statement back', () => {
  it('records that the customer said: yes, that is it', () => {
    const { when } = given(complaint, [registered, stated(FIRST)]);
    expect(when((state) => confirmReadBack(confirm, state, open)).records).toEqual([{ type: 'ReadBackConfirmed', data: confirm }]);
  });

  it('stays quiet when the same statement is confirmed again', () => {
    const { when } = given(complaint, [registered, stated(FIRST), heard('ReadBackConfirmed', confirm)]);
    expect(when((state) => confirmReadBack(confirm, state, open)).records).toEqual([]);
  });

  it('is refused when there is nothing to read back', () => {
    const { when } = given(complaint, [registered]);
    expect(when((state) => confirmReadBack(confirm, state, open)).refuses).toBe('intake.nothing-stated');
  });

  it('takes the newest statement only', () => {
    const { when } = given(complaint, [registered, stated(FIRST), stated(SECOND)]);
    expect(when((state) => confirmReadBack(confirm, state, open)).refuses).toBe('intake.statement-superseded');
    expect(when((state) => correctReadBack(correct, state, open)).refuses).toBe('intake.statement-superseded');
    expect(when((state) => confirmReadBack({ ...confirm, statementId: idOf(77) }, state, open)).refuses).toBe('intake.unknown-statement');
  });

  it('happens in a contact of this complaint, or in none that began here', () => {
    const { when } = given(complaint, [registered, stated(FIRST)]);
    expect(when((state) => confirmReadBack({ ...confirm, contactId: idOf(77) }, state, open)).refuses).toBe('intake.unknown-contact');
    expect(when((state) => confirmReadBack({ ...confirm, contactId: null }, state, open)).records).toHaveLength(1);
  });

  it.each(notWorkedOn)('is refused when the complaint is %s', (status, known) => {
    const { when } = given(complaint, [registered, stated(FIRST)]);
    expect(when((state) => confirmReadBack(confirm, state, known)).refuses).toBe(`intake.complaint-is-${status}`);
    expect(when((state) => correctReadBack(correct, state, known)).refuses).toBe(`intake.complaint-is-${status}`);
  });
});

describe('correcting what was read back', () => {
  it("keeps the customer's correction apart from the data, to be sealed", () => {
    const [fact] = given(complaint, [registered, stated(FIRST)]).when((state) => correctReadBack(correct, state, open)).records;
    expect(fact).toMatchObject({ type: 'ReadBackCorrected', words: { correction: 'It leaks at the hose.' } });
    expect(JSON.stringify(fact!.data)).not.toContain('hose');
  });

  it('may bring the statement in its corrected words, which is then the one to read back', () => {
    const before = [registered, stated(FIRST)];
    const { records } = given(complaint, before).when((state) => correctReadBack({ ...correct, corrected }, state, open));
    expect(records.map(({ type }) => type)).toEqual(['ReadBackCorrected', 'StatementRecorded']);
    const { when } = given(complaint, [...before, ...recorded(records)]);
    expect(when((state) => confirmReadBack(confirm, state, open)).refuses).toBe('intake.statement-superseded');
    expect(when((state) => confirmReadBack({ ...confirm, statementId: SECOND }, state, open)).records).toHaveLength(1);
  });

  it('without new words leaves the statement to be read back again', () => {
    const { when } = given(complaint, [registered, stated(FIRST), heard('ReadBackConfirmed', confirm), heard('ReadBackCorrected', { ...confirm, correctionId: CORRECTION })]);
    expect(when((state) => confirmReadBack(confirm, state, open)).records).toHaveLength(1);
  });

  it('stays quiet when the same correction is sent again, even after closing', () => {
    const before = [registered, stated(FIRST)];
    const { records } = given(complaint, before).when((state) => correctReadBack({ ...correct, corrected }, state, open));
    const { when } = given(complaint, [...before, ...recorded(records)]);
    expect(when((state) => correctReadBack({ ...correct, corrected }, state, open)).records).toEqual([]);
    expect(when((state) => correctReadBack({ ...correct, corrected }, state, closed)).records).toEqual([]);
  });

  it('is refused under an id that stands for something else', () => {
    const { when } = given(complaint, [registered, stated(FIRST)]);
    expect(when((state) => correctReadBack({ ...correct, correctionId: FIRST }, state, open)).refuses).toBe('intake.id-is-taken');
    expect(when((state) => correctReadBack({ ...correct, corrected: { ...corrected, statementId: FIRST } }, state, open)).refuses).toBe('intake.id-is-taken');
  });
});
