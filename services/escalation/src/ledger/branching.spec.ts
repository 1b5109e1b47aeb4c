import { fact, ObligationsRepinned } from '@amends/contracts';
import { SHIPPED_PACKS, type PolicyPack } from '@amends/policy';
import { PackBook } from '../policy/pack-book.js';
import { AComplaint, at } from '../testing/a-complaint.js';
import { rebuilt } from '../testing/rebuilt.js';
import { explained } from './explaining.js';

const DAY = 24 * 60;
const bank = new PackBook([], [{ from: '2020-01-01T00:00:00Z', pack: 'fca-disp@1' }]);
const shipped = (name: string): PolicyPack => SHIPPED_PACKS.find((pack) => pack.name === name)!;
/** A book with one pack that is the shipped one but for some fields, in force. */
const book = (base: string, more: Partial<PolicyPack>): PackBook => new PackBook([{ ...shipped(base), ...more, name: 'mine' }], [{ from: '2020-01-01T00:00:00Z', pack: 'mine@1' }]);
/** Received on Monday at noon. */
const registered = (packs = bank, more: object = {}): AComplaint => AComplaint.registered({ receivedAt: at(0), ...more }, 'live', packs);
const message = (kind: string) => ({ messageId: '0192a3b4-0000-7000-8000-000000000711', kind, automatic: false });
const data = (complaint: AComplaint, kind: string) => complaint.facts(kind).at(-1)!.data as Record<string, unknown>;

describe('a branch of the policy pack: a summary is enough where the complaint is resolved by the close of the third business day', () => {
  // Thursday 17:00 London time is the close of the third business day after Monday.
  const CLOSE = 3 * DAY + 5 * 60;

  it('lets the other limits fall away, and owes the summary', () => {
    const complaint = registered().says(CLOSE, 'ComplaintResolved');
    expect(complaint.said('acknowledge')).toEqual(['Incurred', 'Cancelled']);
    expect(data(complaint, 'acknowledge')).toMatchObject({ because: 'fell-away', branch: 'summary-resolution' });
    expect(complaint.said('keep-informed')).toEqual(['Incurred', 'Cancelled']);
    expect(complaint.said('resolve')).toEqual(['Incurred', 'Settled']);
    expect(complaint.kinds()).toContain('write-follow-up');
  });

  it('is not taken a minute later', () => {
    const complaint = registered().says(CLOSE + 1, 'ComplaintResolved');
    expect([complaint.said('acknowledge'), complaint.kinds().includes('write-follow-up')]).toEqual([['Incurred'], false]);
  });

  it('is not taken by what was reopened', () => {
    const complaint = registered().says(60, 'ComplaintResolved').says(DAY, 'ComplaintReopened', { endsRound: 1 }).says(DAY + 60, 'ComplaintResolved');
    expect(complaint.said('write-follow-up')).toEqual(['Incurred', 'Cancelled']);
  });

  it('takes back what was missed meanwhile, and tells whoever was told of it', () => {
    const hasty = book('default', { branches: shipped('fca-disp').branches });
    const complaint = registered(hasty).says(1, 'StatementRecorded').says(1, 'ReadBackConfirmed').clock(3);
    expect(complaint.page.soFar.informed).toHaveLength(1);
    complaint.says(60, 'ComplaintResolved');
    expect([complaint.said('acknowledge'), complaint.said('acknowledge-escalation')]).toEqual([['Incurred', 'Missed', 'Cancelled'], ['Incurred', 'Cancelled']]);
    expect(complaint.page.soFar.informed).toEqual([]);
  });
});

describe('a second stage: a holding reply in payment services', () => {
  const payment = (): AComplaint => registered().says(5, 'ComplaintClassified', { severity: 'minor', grave: [], category: ['payment-services'] });

  it('gives thirty-five business days from receipt instead of fifteen', () => {
    const complaint = payment();
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: '2026-11-23T17:00:00.000Z' });
    complaint.says(10 * DAY, 'MessageSent', message('holding'));
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: '2026-12-21T17:00:00.000Z', startedAt: at(0), allowance: 'a holding reply: thirty-five business days from receipt: 35 business days, to close of day, not counting the day of receipt' });
    expect(data(complaint, 'resolve')).toMatchObject({ because: 'stage', rule: 'holding-reply' });
  });

  it('begins once, and another severity does not end it', () => {
    const complaint = payment().says(10 * DAY, 'MessageSent', message('holding')).says(11 * DAY, 'MessageSent', message('holding')).says(12 * DAY, 'ComplaintClassified', { severity: 'major', grave: [], category: ['payment-services'] });
    expect(complaint.said('resolve').filter((type) => type === 'Revised')).toHaveLength(2);
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: '2026-12-21T17:00:00.000Z' });
  });

  it('undoes no miss, and concerns no other complaints', () => {
    const complaint = payment().clock(30 * DAY).says(31 * DAY, 'MessageSent', message('holding'));
    expect(complaint.owed('resolve')).toMatchObject({ state: 'missed', dueAt: '2026-11-23T17:00:00.000Z' });
    expect(registered().says(10 * DAY, 'MessageSent', message('holding')).said('resolve')).not.toContain('Revised');
  });

  it('is still settled by a final response, and is explained', () => {
    const complaint = payment().says(10 * DAY, 'MessageSent', message('holding'));
    expect(explained(complaint.owed('resolve')!, bank.of('fca-disp@1'), 'en', at(11 * DAY), bank.named).lines[1]).toBe('Thu 2026-11-12 12:00: from here on 35 business days, to close of day, not counting the day of receipt; what was used stays used.');
    expect(complaint.says(20 * DAY, 'MessageSent', message('final')).said('resolve').at(-1)).toBe('Settled');
  });

  it('does not begin again after another one', () => {
    const stage = (id: string, messageKind: 'holding' | 'update') => ({ id, on: { type: 'MessageSent', messageKind }, obligations: ['resolve' as const], allow: { count: 10, unit: 'calendar-days' as const }, says: { en: id, zh: id }, from: 'fact' as const });
    const complaint = registered(book('default', { stages: [stage('parts', 'holding'), stage('survey', 'update')] }));
    for (const [day, kind] of [[1, 'holding'], [2, 'update'], [3, 'holding']] as const) complaint.says(day * DAY, 'MessageSent', message(kind));
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: at(12 * DAY) });
  });

  it('may count from its own fact', () => {
    const packs = book('default', { stages: [{ id: 'waiting-for-parts', on: { type: 'MessageSent', messageKind: 'holding' }, obligations: ['resolve'], allow: { count: 10, unit: 'calendar-days' }, says: { en: 'parts are on order', zh: '等待配件' }, from: 'fact' }] });
    const complaint = registered(packs).says(DAY, 'MessageSent', message('holding'));
    expect(complaint.owed('resolve')).toMatchObject({ startedAt: at(0), dueAt: at(11 * DAY) });
    expect(complaint.says(2 * DAY, 'WaitingForCustomer').says(3 * DAY, 'CustomerAnswered').owed('resolve')).toMatchObject({ dueAt: at(12 * DAY) });
  });

  it('goes on under another pack that has it too', () => {
    const complaint = payment().says(10 * DAY, 'MessageSent', message('holding')).decides(11 * DAY, [fact(ObligationsRepinned, { packVersion: 'cfpb@1', formerly: 'fca-disp@1' }, { reason: 'moved' })]);
    expect(complaint.owed('resolve')).toMatchObject({ allowance: expect.stringContaining('a response within fifteen days') });
  });
});

describe('facts that settle besides those of the principle', () => {
  it('are the ones that the rule names: a final response resolves', () => {
    expect(registered().says(60, 'MessageSent', message('final')).said('resolve')).toEqual(['Incurred', 'Settled']);
    expect(registered(new PackBook()).says(60, 'MessageSent', message('final')).said('resolve')).toEqual(['Incurred']);
  });
});

describe('a reopening', () => {
  it('goes on with the clock where the pack says so; from the resolution to the reopening it stood still', () => {
    const complaint = registered(book('default', { reopening: 'continue' })).says(DAY, 'ComplaintResolved').says(2 * DAY, 'NoteAdded').says(3 * DAY, 'ComplaintReopened', { endsRound: 1 });
    expect(complaint.owed('resolve')).toMatchObject({ round: 2, startedAt: at(0), dueAt: at(9 * DAY), pauses: [[at(DAY), at(3 * DAY)]] });
    expect(complaint.owed('first-answer')).toMatchObject({ startedAt: at(3 * DAY) });
    expect(rebuilt(complaint).owed).toEqual(complaint.page.owed);
  });

  it('goes on with all that the clock stood still before, round after round', () => {
    const complaint = registered(book('default', { reopening: 'continue' })).says(60, 'WaitingForCustomer').says(160, 'CustomerAnswered').says(DAY, 'ComplaintResolved').says(DAY + 60, 'ComplaintReopened', { endsRound: 1 })
      .says(DAY + 90, 'ComplaintResolved').says(DAY + 120, 'ComplaintReopened', { endsRound: 2 });
    expect(complaint.owed('resolve')).toMatchObject({ startedAt: at(0), dueAt: at(7 * DAY + 190), pauses: [[at(60), at(160)], [at(DAY), at(DAY + 60)], [at(DAY + 90), at(DAY + 120)]] });
  });

  it('is due at once where the time had been used up', () => {
    const complaint = registered(book('default', { reopening: 'continue' })).clock(8 * DAY).says(9 * DAY, 'ComplaintResolved').says(10 * DAY, 'ComplaintReopened', { endsRound: 1 });
    expect(complaint.owed('resolve')).toMatchObject({ state: 'open', startedAt: at(0), dueAt: at(10 * DAY) });
  });

  it('starts a new clock where the pack says so, also where the first one began with the receipt', () => {
    const respond = new PackBook([], [{ from: '2020-01-01T00:00:00Z', pack: 'cfpb@1' }]);
    const complaint = registered(respond).says(DAY, 'ComplaintResolved').says(30 * DAY, 'ComplaintReopened', { endsRound: 1 });
    expect(complaint.owed('resolve')).toMatchObject({ startedAt: at(30 * DAY), dueAt: '2026-12-18T05:00:00.000Z' });
  });

  it('starts no clock where the pack wants none, and superiors hear of it all the same', () => {
    const complaint = registered(book('default', { reopening: 'none' })).says(DAY, 'ComplaintResolved').says(2 * DAY, 'ComplaintReopened', { endsRound: 1 });
    expect([complaint.owed('resolve'), complaint.owed('acknowledge'), complaint.said('inform-superior')]).toEqual([undefined, undefined, ['Incurred', 'Settled']]);
  });
});
