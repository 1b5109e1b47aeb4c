import { NOTHING_KNOWN, type KnownComplaint } from '@amends/contracts';
import type { ComplaintOf } from './customer-complaints.js';
import { callersHistory } from './customer-history.js';

const NOW = '2026-11-20T12:00:00.000Z';
const open: KnownComplaint = { ...NOTHING_KNOWN, registered: true };
const complaint = (id: string, day: string, changes: Partial<KnownComplaint> = {}): ComplaintOf => ({ id, receivedAt: `${day}T10:00:00.000Z`, known: { ...open, ...changes }, heardAt: `${day}T10:00:01.000000Z` });
const registered = (reference: string, day: string) => ({ type: 'ComplaintRegistered', data: { reference, customerId: null, contact: { direction: 'inbound', startedAt: `${day}T10:00:00.000Z` } } });
const cause = (code: string) => ({ type: 'CauseFound', data: { cause: code } });

describe("the caller's history", () => {
  it('names the first complaint that had the same cause, and withdraws a cause that turned out unknown', () => {
    const said = new Map([
      ['a', [registered('1', '2026-01-01'), cause('hose')]], ['b', [registered('2', '2026-02-01'), cause('hose')]],
      ['c', [registered('3', '2026-03-01'), cause('hose'), { type: 'CauseUnknown', data: { because: 'no-evidence' } }]], ['d', [registered('4', '2026-04-01'), cause('pump')]],
    ]);
    const complaints = [complaint('a', '2026-01-01'), complaint('b', '2026-02-01'), complaint('c', '2026-03-01'), complaint('d', '2026-04-01')];
    expect(callersHistory(complaints, said, NOW).complaints.map(({ id, cause: code, repeats }) => [id, code, repeats])).toEqual([['d', 'pump', null], ['c', null, null], ['b', 'hose', '1'], ['a', 'hose', null]]);
  });

  it('lists promises that wait to be kept, the next one first, and none of a complaint that is over', () => {
    const promise = (type: string, promiseId: string, promisedFor?: string) => ({ type, data: { promiseId, promisedFor } });
    const said = new Map([
      ['a', [registered('1', '2026-11-01'), promise('TimePromised', 'late', '2026-12-01'), promise('TimePromised', 'kept', '2026-11-02'), promise('PromiseKept', 'kept')]],
      ['b', [registered('2', '2026-11-01'), promise('TimePromised', 'moved', '2026-12-24'), promise('PromiseRevised', 'moved', '2026-11-24')]],
      ['c', [registered('3', '2026-11-01'), promise('TimePromised', 'over', '2026-11-24')]],
    ]);
    const { promises } = callersHistory([complaint('a', '2026-11-01'), complaint('b', '2026-11-01', { resolvedRound: 1 }), complaint('c', '2026-11-01', { closedRound: 1 })], said, NOW);
    expect(promises).toEqual([{ promiseId: 'moved', complaint: 'b', promisedFor: '2026-11-24' }, { promiseId: 'late', complaint: 'a', promisedFor: '2026-12-01' }]);
  });

  it('counts how often the customer turned to us in 30 days, also about older complaints', () => {
    const message = (receivedAt: string) => ({ type: 'MessageReceived', data: { receivedAt } });
    const said = new Map([
      ['old', [registered('1', '2026-01-01'), message('2026-01-02T10:00:00.000Z'), message('2026-11-19T10:00:00.000Z')]], ['new', [registered('2', '2026-11-18')]],
      ['quiet', [registered('3', '2026-01-01')]],
    ]);
    const complaints = [{ ...complaint('old', '2026-01-01'), heardAt: '2026-11-19T10:00:01.000000Z' }, complaint('new', '2026-11-18'), complaint('quiet', '2026-01-01')];
    expect(callersHistory(complaints, said, NOW).contacts30Days).toBe(2);
  });

  it('shows what was just registered before anybody has heard of it, and at most a hundred, open ones before newer ones that are over', () => {
    const just: ComplaintOf = { id: 'just', receivedAt: NOW, known: null, heardAt: null };
    expect(callersHistory([just], new Map([['just', [registered('9', '2026-11-20')]]]), NOW).complaints).toMatchObject([{ id: 'just', status: 'open', reference: '9' }]);
    const over = Array.from({ length: 120 }, (_, n) => complaint(`over-${n}`, '2026-10-01', { closedRound: 1 }));
    const old = complaint('still-open', '2026-01-01');
    const said = new Map([...over, old].map(({ id }) => [id, [registered(id, '2026-01-01')]]));
    const { complaints, complaintsInAll } = callersHistory([...over, old], said, NOW);
    expect([complaints.length, complaintsInAll, complaints[0]!.id]).toEqual([100, 121, 'still-open']);
  });
});
