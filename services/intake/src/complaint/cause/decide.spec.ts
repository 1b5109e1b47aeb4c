import { given } from '@amends/decider';
import { closed, heard, idOf, notWorkedOn, open, registered, resolved } from '../../testing/heard.js';
import { complaint } from '../complaint.js';
import { askCause, leaveCauseUnknown, nameCause } from './decide.js';

const questionId = idOf(21);
const ask = { questionId, question: 'Since when does it leak?' };
const hose = { cause: 'hose-worn', ownerUnit: 'repairs' };
const unknown = { because: 'not-reproducible' as const };

describe('asking for the cause', () => {
  it('records that a question was asked, its words apart', () => {
    const { records } = given(complaint, [registered]).when((state) => askCause(ask, state, open));
    expect(records).toEqual([{ type: 'CauseAsked', data: { questionId, answered: false }, words: { question: ask.question } }]);
  });

  it('records the answer with the question, or later under the same id', () => {
    const answer = 'Since Monday.';
    expect(given(complaint, [registered]).when((state) => askCause({ ...ask, answer }, state, open)).records[0]).toMatchObject({ data: { answered: true }, words: { answer } });
    const { when } = given(complaint, [registered, heard('CauseAsked', { questionId, answered: false })]);
    expect(when((state) => askCause({ ...ask, answer }, state, open)).records).toHaveLength(1);
  });

  it('stays quiet when the question is sent again', () => {
    const asked = [registered, heard('CauseAsked', { questionId, answered: false })];
    expect(given(complaint, asked).when((state) => askCause(ask, state, open)).records).toEqual([]);
    const answered = given(complaint, [...asked, heard('CauseAsked', { questionId, answered: true })]);
    expect(answered.when((state) => askCause({ ...ask, answer: 'Since Monday.' }, state, closed)).records).toEqual([]);
  });

  it.each(notWorkedOn)('is refused when the complaint is %s', (status, known) => {
    expect(given(complaint, [registered]).when((state) => askCause(ask, state, known)).refuses).toBe(`intake.complaint-is-${status}`);
  });
});

describe('naming the cause', () => {
  it('records the cause and whose it is, the evidence apart', () => {
    const { records } = given(complaint, [registered]).when((state) => nameCause({ ...hose, evidence: 'A photograph.' }, state, open));
    expect(records).toEqual([{ type: 'CauseFound', data: hose, words: { evidence: 'A photograph.' } }]);
  });

  it('records openly that it stays unknown, and why', () => {
    const { records } = given(complaint, [registered]).when((state) => leaveCauseUnknown({ ...unknown, explanation: 'It ran for a day.' }, state, open));
    expect(records).toEqual([{ type: 'CauseUnknown', data: unknown, words: { explanation: 'It ran for a day.' } }]);
  });

  it('may find another one later, also when the complaint is resolved', () => {
    const { when } = given(complaint, [registered, heard('CauseUnknown', unknown), heard('CauseFound', hose)]);
    expect(when((state) => nameCause({ cause: 'seal-missing', ownerUnit: null }, state, resolved)).records).toHaveLength(1);
    expect(when((state) => nameCause({ ...hose, ownerUnit: 'logistics' }, state, open)).records).toHaveLength(1);
  });

  it('stays quiet when the same is said again in the same round, without new words', () => {
    const { when } = given(complaint, [registered, heard('CauseFound', hose)]);
    expect(when((state) => nameCause(hose, state, open)).records).toEqual([]);
    expect(when((state) => nameCause({ ...hose, evidence: 'Another photograph.' }, state, open)).records).toHaveLength(1);
    expect(when((state) => nameCause(hose, state, { ...open, round: 2 })).records).toHaveLength(1);
  });

  it.each(notWorkedOn)('is refused when the complaint is %s', (status, known) => {
    const { when } = given(complaint, [registered]);
    expect(when((state) => nameCause(hose, state, known)).refuses).toBe(`intake.complaint-is-${status}`);
    expect(when((state) => leaveCauseUnknown(unknown, state, known)).refuses).toBe(`intake.complaint-is-${status}`);
  });
});
