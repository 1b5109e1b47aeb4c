import { NOTHING_KNOWN, type KnownComplaint, type LogName, type RecordedEvent } from '@amends/contracts';
import { given } from '@amends/decider';
import { followUp } from './follow-up.js';
import { closeDischarged, scheduleOwedCall, takeSilenceAsYes } from './uphold.js';

const NOW = '2026-11-02T12:00:00.000Z';
const CALL = '0192a3b4-0000-7000-8000-000000000032';
const open: KnownComplaint = { ...NOTHING_KNOWN, registered: true };
const resolved: KnownComplaint = { ...open, resolvedRound: 1 };
const heard = (type: string, data: object) => ({ type, data, round: 1, actor: { id: 'anna' } }) as unknown as RecordedEvent;
const scheduled = heard('CallScheduled', { callId: CALL, window: { from: NOW, to: NOW }, attempt: 1 });
const notReached = heard('CustomerNotReached', { callId: CALL, attempt: 1, because: 'no-answer' });
const satisfied = heard('SatisfactionConfirmed', { how: 'explicit', score: 5, contactId: null });
const dissatisfied = heard('CustomerDissatisfied', { score: 1, contactId: null });

describe('a call that is owed', () => {
  const owed = (facts: RecordedEvent[], known = resolved, more: object = {}) =>
    given(followUp, facts).when((state) => scheduleOwedCall({ callId: CALL, round: 1, kind: 'call', now: NOW, ...more }, state, known)).records;

  it('is scheduled when it suits the customer', () => {
    expect(owed([])).toEqual([{ type: 'CallScheduled', data: { callId: CALL, window: { from: NOW, to: '2026-11-02T20:00:00.000Z' }, attempt: 1 } }]);
  });

  it('leaves somebody who did not answer in peace for an hour', () => {
    expect(owed([scheduled, notReached], resolved, { kind: 'call-again' })).toMatchObject([{ data: { window: { from: '2026-11-02T13:00:00.000Z' }, attempt: 2 } }]);
  });

  it('is not scheduled once somebody has called, or the customer has said that all is well', () => {
    expect(owed([notReached])).toEqual([]);
    expect(owed([satisfied])).toEqual([]);
    expect(owed([heard('CustomerReached', { callId: null, contact: { id: CALL } })], resolved, { kind: 'call-again' })).toEqual([]);
  });

  it('is not scheduled twice, for a round that is over, or for a complaint that is withdrawn', () => {
    expect(owed([scheduled])).toEqual([]);
    expect(owed([], { ...resolved, round: 2 })).toEqual([]);
    expect(owed([], open)).toEqual([]);
    expect(owed([], { ...resolved, withdrawn: true })).toEqual([]);
  });
});

describe('silence after a written follow-up', () => {
  const silence = (facts: RecordedEvent[], known = resolved) => given(followUp, facts).when((state) => takeSilenceAsYes({ round: 1 }, state, known)).records;

  it('counts as yes', () => {
    expect(silence([notReached])).toEqual([{ type: 'SatisfactionConfirmed', data: { how: 'tacit', score: null, contactId: null } }]);
  });

  it('never counts against what the customer said, nor for another round', () => {
    expect(silence([dissatisfied])).toEqual([]);
    expect(silence([satisfied])).toEqual([]);
    expect(silence([], { ...resolved, round: 2, resolvedRound: 2 })).toEqual([]);
    expect(silence([], open)).toEqual([]);
  });
});

describe('a discharged complaint', () => {
  const seen = (intake: number, own: number): { source: LogName; version: number }[] => [{ source: 'intake', version: intake }, { source: 'resolution', version: 3 }, { source: 'follow-up', version: own }];
  const discharged = (facts: RecordedEvent[], more: object = {}, known: KnownComplaint = resolved) =>
    given(followUp, facts).when((state) => closeDischarged({ round: 1, seen: seen(4, facts.length), read: { intake: 4, resolution: 3 }, ...more }, state, known)).records;

  it('is closed', () => {
    expect(discharged([satisfied])).toEqual([{ type: 'ComplaintClosed', data: { because: 'confirmed' } }]);
  });

  it.each<[string, object]>([
    ['intake', { read: { intake: 5, resolution: 3 } }],
    ['a service that had said nothing', { read: { intake: 4, resolution: 3, escalation: 1 } }],
    ['follow-up itself', { seen: seen(4, 0) }],
  ])('stays open when %s has recorded more than was judged', (_who, more) => {
    expect(discharged([satisfied], more)).toEqual([]);
  });

  it('is closed by a ledger that had seen more than follow-up', () => {
    expect(discharged([satisfied], { read: { intake: 2 } })).toHaveLength(1);
  });

  it.each<[string, KnownComplaint]>([
    ['was reopened since', { ...resolved, round: 2 }],
    ['is closed already', { ...resolved, closedRound: 1 }],
    ['is not resolved', open],
    ['was withdrawn', { ...resolved, withdrawn: true }],
    ['is worked on as another one', { ...resolved, linkedTo: CALL }],
    ['is history', { ...resolved, origin: 'history' }],
  ])('is left alone when it %s', (_why, known) => {
    expect(discharged([satisfied], {}, known)).toEqual([]);
  });
});
