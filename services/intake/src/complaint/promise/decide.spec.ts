import { given } from '@amends/decider';
import { heard, idOf, NOON, notWorkedOn, open, registered } from '../../testing/heard.js';
import { complaint } from '../complaint.js';
import { keepPromise, promiseTime, revisePromise } from './decide.js';

const promiseId = idOf(31);
const [MORNING, FOUR, FIVE] = ['2026-11-02T08:00:00.000Z', '2026-11-02T16:00:00.000Z', '2026-11-02T17:00:00.000Z'];
const promise = { promiseId, promise: 'A technician calls.', promisedFor: FOUR, now: NOON };
const revise = { promiseId, promisedFor: FIVE, explanation: 'He is held up.', now: NOON };
const promised = heard('TimePromised', { promiseId, promisedFor: FOUR });
const keep = { promiseId, keptAt: NOON };

describe('promising a time', () => {
  it('records what by when, the words apart', () => {
    const { records } = given(complaint, [registered]).when((state) => promiseTime(promise, state, open));
    expect(records).toEqual([{ type: 'TimePromised', data: { promiseId, promisedFor: FOUR }, words: { promise: promise.promise } }]);
  });

  it('is refused for a time that has passed', () => {
    expect(given(complaint, [registered]).when((state) => promiseTime({ ...promise, promisedFor: NOON }, state, open)).refuses).toBe('intake.promised-time-has-passed');
  });

  it('stays quiet when it is sent again, and refuses another promise under its id', () => {
    const { when } = given(complaint, [registered, promised]);
    expect(when((state) => promiseTime({ ...promise, now: FIVE }, state, open)).records).toEqual([]);
    expect(when((state) => promiseTime({ ...promise, promisedFor: FIVE }, state, open)).refuses).toBe('intake.id-is-taken');
  });

  it.each(notWorkedOn)('is refused when the complaint is %s', (status, known) => {
    expect(given(complaint, [registered]).when((state) => promiseTime(promise, state, known)).refuses).toBe(`intake.complaint-is-${status}`);
  });
});

describe('revising a promise', () => {
  it('records the new time and the former one', () => {
    const { records } = given(complaint, [registered, promised]).when((state) => revisePromise(revise, state, open));
    expect(records).toEqual([{ type: 'PromiseRevised', data: { promiseId, promisedFor: FIVE, formerly: FOUR }, words: { explanation: 'He is held up.' } }]);
  });

  it('is refused from the promised instant on: then the promise is broken', () => {
    const { when } = given(complaint, [registered, promised]);
    expect(when((state) => revisePromise({ ...revise, now: '2026-11-02T15:59:59.999Z' }, state, open)).records).toHaveLength(1);
    expect(when((state) => revisePromise({ ...revise, now: FOUR }, state, open)).refuses).toBe('intake.promise-is-broken');
  });

  it('counts from the time told last', () => {
    const { when } = given(complaint, [registered, promised, heard('PromiseRevised', { promiseId, promisedFor: FIVE, formerly: FOUR })]);
    const later = { ...revise, promisedFor: '2026-11-02T18:00:00.000Z', now: '2026-11-02T16:30:00.000Z' };
    expect(when((state) => revisePromise(later, state, open)).records).toHaveLength(1);
    expect(when((state) => revisePromise(revise, state, open)).records).toEqual([]);
  });

  it('is refused for a time that has passed, a kept promise, and one that was never given', () => {
    expect(given(complaint, [registered, promised]).when((state) => revisePromise({ ...revise, promisedFor: MORNING }, state, open)).refuses).toBe('intake.promised-time-has-passed');
    expect(given(complaint, [registered, promised, heard('PromiseKept', keep)]).when((state) => revisePromise(revise, state, open)).refuses).toBe('intake.promise-is-kept');
    expect(given(complaint, [registered]).when((state) => revisePromise(revise, state, open)).refuses).toBe('intake.unknown-promise');
  });

  it.each(notWorkedOn)('is refused when the complaint is %s', (status, known) => {
    expect(given(complaint, [registered, promised]).when((state) => revisePromise(revise, state, known)).refuses).toBe(`intake.complaint-is-${status}`);
  });
});

describe('keeping a promise', () => {
  it('records when, in time or late, as it is', () => {
    const { when } = given(complaint, [registered, promised]);
    expect(when((state) => keepPromise(keep, state, open)).records).toEqual([{ type: 'PromiseKept', data: keep }]);
    expect(when((state) => keepPromise({ promiseId, keptAt: FIVE }, state, open)).records).toEqual([{ type: 'PromiseKept', data: { promiseId, keptAt: FIVE } }]);
  });

  it('stays quiet when it is kept already', () => {
    const { when } = given(complaint, [registered, promised, heard('PromiseKept', keep)]);
    expect(when((state) => keepPromise({ promiseId, keptAt: FIVE }, state, open)).records).toEqual([]);
  });

  it('is refused for a promise that was never given', () => {
    expect(given(complaint, [registered]).when((state) => keepPromise({ promiseId: 'constructor', keptAt: NOON }, state, open)).refuses).toBe('intake.unknown-promise');
  });

  it.each(notWorkedOn)('is refused when the complaint is %s', (status, known) => {
    expect(given(complaint, [registered, promised]).when((state) => keepPromise(keep, state, known)).refuses).toBe(`intake.complaint-is-${status}`);
  });
});
