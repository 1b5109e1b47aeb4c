import { NOTHING_KNOWN, type KnownComplaint, type RecordedEvent } from '@amends/contracts';
import { given, type Fact } from '@amends/decider';
import { auditSatisfaction, closeImported, confirmSatisfaction, recordCall, reopen, reportDissatisfaction, scheduleCall } from './decide.js';
import { followUp } from './follow-up.js';
import { COMMANDS, RULES, stageOf, STAGES, type CommandName, type Stage } from './stage.js';

const NOW = '2026-11-02T12:00:00.000Z';
const CALL = '0192a3b4-0000-7000-8000-000000000032';
const CONTACT = '0192a3b4-0000-7000-8000-000000000031';
const ANNA = 'anna';
const evening: KnownComplaint['standing'] = {
  tier: 'gold', stage: 'stable', language: 'en', zone: 'Europe/Berlin', convenientHours: [{ weekdays: [1, 2, 3, 4, 5], from: '18:00', to: '20:30' }],
};
const EVENING = { from: '2026-11-02T17:00:00.000Z', to: '2026-11-02T19:30:00.000Z' };
const open: KnownComplaint = { ...NOTHING_KNOWN, registered: true, standing: evening };
const resolved: KnownComplaint = { ...open, resolvedRound: 1 };
const closed: KnownComplaint = { ...resolved, closedRound: 1 };

const heard = (type: string, data: object, by = ANNA) => ({ type, data, round: 1, actor: { id: by, role: 'agent', unit: 'hotline' } }) as unknown as RecordedEvent;
const scheduled = heard('CallScheduled', { callId: CALL, window: EVENING, attempt: 1 });
const reached = heard('CustomerReached', { callId: CALL, contact: { id: CONTACT, channel: 'phone', direction: 'outbound', startedAt: NOW } });
const notReached = (attempt: number) => heard('CustomerNotReached', { callId: CALL, attempt, because: 'no-answer' });
const satisfied = heard('SatisfactionConfirmed', { how: 'explicit', score: 5, contactId: null });
const dissatisfied = heard('CustomerDissatisfied', { score: 1, contactId: null });
const audited = heard('SatisfactionAudited', { agrees: true, score: 5 });
const reopened = heard('ComplaintReopened', { endsRound: 1, because: 'customer-dissatisfied' });

const contact = { id: CONTACT, startedAt: NOW };

describe('scheduling a call', () => {
  const schedule = (facts: RecordedEvent[], command: Partial<Parameters<typeof scheduleCall>[0]> = {}, known = resolved) =>
    given(followUp, facts).when((state) => scheduleCall({ callId: CALL, now: NOW, ...command }, state, known));

  it('takes the next hours that suit the customer', () => {
    expect(schedule([]).records).toEqual([{ type: 'CallScheduled', data: { callId: CALL, window: EVENING, attempt: 1 } }]);
  });

  it('counts the calls of the round', () => {
    expect(schedule([scheduled, notReached(1)], { callId: CONTACT }).records).toMatchObject([{ data: { attempt: 2 } }]);
    expect(schedule([notReached(2), reopened], {}, { ...resolved, round: 2, resolvedRound: 2 }).records).toMatchObject([{ data: { attempt: 1 } }]);
  });

  it('moves the scheduled call when the customer asks for another hour', () => {
    const window = { from: '2026-11-03T18:00:00.000Z', to: '2026-11-03T18:30:00.000Z' };
    expect(schedule([scheduled], { callId: CONTACT, window }).records).toMatchObject([{ data: { callId: CONTACT, window } }]);
  });

  it('is refused while a call is scheduled, outside of the hours that suit the customer, and in the past', () => {
    expect(schedule([scheduled], { callId: CONTACT }).refuses).toBe('follow-up.call-scheduled-already');
    expect(schedule([], { window: { from: '2026-11-03T09:00:00.000Z', to: '2026-11-03T09:30:00.000Z' } }).refuses).toBe('follow-up.inconvenient-hours');
    expect(schedule([], { window: { from: '2026-11-02T19:00:00.000Z', to: '2026-11-02T20:00:00.000Z' } }).refuses).toBe('follow-up.inconvenient-hours');
    expect(schedule([], { window: { from: '2026-11-01T17:00:00.000Z', to: '2026-11-01T18:00:00.000Z' } }).refuses).toBe('follow-up.window-is-over');
  });

  it('stays quiet when the same call is asked for again', () => {
    expect(schedule([scheduled]).records).toEqual([]);
  });
});

describe('recording a call', () => {
  const record = (facts: RecordedEvent[], command: Partial<Parameters<typeof recordCall>[0]> = {}) =>
    given(followUp, facts).when((state) => recordCall({ outcome: 'reached', contact, ...command }, state, resolved));

  it('says that the customer was reached, and in which contact', () => {
    expect(record([scheduled]).records).toEqual([
      { type: 'CustomerReached', data: { callId: CALL, contact: { id: CONTACT, channel: 'phone', direction: 'outbound', startedAt: NOW } } },
    ]);
  });

  it('counts each call that nobody answered, planned or not', () => {
    expect(record([], { outcome: 'busy' }).records).toEqual([{ type: 'CustomerNotReached', data: { callId: null, attempt: 1, because: 'busy' } }]);
    expect(record([scheduled, notReached(1), notReached(2)], { outcome: 'voice-mail' }).records).toMatchObject([{ data: { callId: null, attempt: 3 } }]);
  });

  it('is refused for a call that is not scheduled any more', () => {
    expect(record([scheduled], { callId: CALL }).records).toHaveLength(1);
    expect(record([scheduled, notReached(1)], { callId: CALL }).refuses).toBe('follow-up.no-such-call');
  });

  it('stays quiet when the same contact is recorded again', () => {
    expect(record([scheduled, reached]).records).toEqual([]);
  });
});

describe("the customer's word", () => {
  it('is kept as a score, with the contact and under seal', () => {
    const said = { score: 5, words: 'Thank you.' };
    expect(given(followUp, [reached]).when((state) => confirmSatisfaction(said, state, resolved)).records).toEqual([
      { type: 'SatisfactionConfirmed', data: { how: 'explicit', score: 5, contactId: CONTACT }, words: { words: 'Thank you.' } },
    ]);
    expect(given(followUp, []).when((state) => reportDissatisfaction({ contactId: CALL, reopens: false }, state, resolved)).records).toEqual([
      { type: 'CustomerDissatisfied', data: { score: null, contactId: CALL } },
    ]);
  });

  it('may change in both directions until the round ends', () => {
    expect(given(followUp, [dissatisfied]).when((state) => confirmSatisfaction({}, state, resolved)).records).toHaveLength(1);
    expect(given(followUp, [satisfied]).when((state) => reportDissatisfaction({ reopens: false }, state, resolved)).records).toHaveLength(1);
  });

  it.each([['resolved', resolved], ['closed', closed]])('of being dissatisfied begins the next round of a %s complaint in the same request', (_status, known) => {
    expect(given(followUp, [satisfied]).when((state) => reportDissatisfaction({ score: 1, words: 'It leaks.', reopens: true }, state, known)).records).toEqual([
      { type: 'CustomerDissatisfied', data: { score: 1, contactId: null }, words: { words: 'It leaks.' } },
      { type: 'ComplaintReopened', data: { endsRound: 1, because: 'customer-dissatisfied' } },
    ]);
  });
});

describe('reopening', () => {
  it('ends the round and forgets what was said in it', () => {
    const { when, state } = given(followUp, [scheduled, notReached(1), dissatisfied, audited]);
    expect(when((now) => reopen({ because: 'same-cause-again', words: 'Again.' }, now, resolved)).records).toEqual([
      { type: 'ComplaintReopened', data: { endsRound: 1, because: 'same-cause-again' }, words: { words: 'Again.' } },
    ]);
    expect(followUp.evolve(state, reopened)).toEqual({ version: 5, reopenings: 1, call: null, notReached: 0, contactId: null, verdict: null, audited: false });
  });

  it('of history is what its source did', () => {
    expect(given(followUp, []).when((state) => reopen({ because: 'imported' }, state, { ...open, origin: 'history' })).records).toHaveLength(1);
  });
});

describe('auditing a satisfaction', () => {
  const audit = (facts: RecordedEvent[], by = 'bert') =>
    given(followUp, facts).when((state) => auditSatisfaction({ agrees: false, score: 2, note: 'Nobody called her.', by }, state, closed));

  it('says whether it was true, by what the customer tells somebody else', () => {
    expect(audit([satisfied]).records).toEqual([{ type: 'SatisfactionAudited', data: { agrees: false, score: 2 }, words: { note: 'Nobody called her.' } }]);
  });

  it('is refused to whoever recorded it, a second time, and where none was recorded', () => {
    expect(audit([satisfied], ANNA).refuses).toBe('follow-up.audits-own-record');
    expect(audit([satisfied, audited]).refuses).toBe('follow-up.audited-already');
    expect(audit([]).refuses).toBe('follow-up.nothing-to-audit');
    expect(audit([satisfied, dissatisfied]).refuses).toBe('follow-up.nothing-to-audit');
  });
});

it('an imported complaint closes as its source says', () => {
  expect(closeImported()).toEqual([{ type: 'ComplaintClosed', data: { because: 'imported' } }]);
});

describe('what may be done at which stage', () => {
  const stages: Record<Stage, { facts: RecordedEvent[]; known: KnownComplaint }> = {
    open: { facts: [], known: open },
    'to-ask': { facts: [], known: resolved },
    satisfied: { facts: [satisfied], known: resolved },
    dissatisfied: { facts: [dissatisfied], known: resolved },
    closed: { facts: [satisfied], known: closed },
    withdrawn: { facts: [satisfied], known: { ...resolved, withdrawn: true } },
    linked: { facts: [satisfied], known: { ...resolved, linkedTo: CALL } },
  };
  const commands: Record<CommandName, (...args: Parameters<typeof confirmSatisfaction> extends [unknown, ...infer Rest] ? Rest : never) => readonly Fact[]> = {
    'schedule-call': (state, known) => scheduleCall({ callId: CALL, now: NOW }, state, known),
    'record-call': (state, known) => recordCall({ outcome: 'reached', contact }, state, known),
    'confirm-satisfaction': (state, known) => confirmSatisfaction({}, state, known),
    'report-dissatisfaction': (state, known) => reportDissatisfaction({ reopens: false }, state, known),
    reopen: (state, known) => reopen({ because: 'customer-dissatisfied' }, state, known),
    'audit-satisfaction': (state, known) => auditSatisfaction({ agrees: true, by: 'bert' }, state, known),
  };
  const all = COMMANDS.flatMap((command) => STAGES.map((stage) => [command, stage] as const));

  it.each(all)('%s while %s is done or refused as the rules say', (command, stage) => {
    const { facts, known } = stages[stage];
    const { when, state } = given(followUp, facts);
    expect(stageOf(state, known)).toBe(stage);
    const rule = RULES[command][stage];
    const outcome = when((now) => commands[command](now, known));
    expect(outcome.refuses).toBe(rule === 'may' ? undefined : rule[0]);
    if (rule === 'may') expect(outcome.records).not.toEqual([]);
  });

  it('leaves a way out of every stage in which somebody is owed something', () => {
    for (const stage of ['to-ask', 'satisfied', 'dissatisfied', 'closed'] as const) expect(RULES.reopen[stage]).toBe('may');
  });
});
