import { PackBook } from '../policy/pack-book.js';
import { AComplaint, at, LEAD } from '../testing/a-complaint.js';
import { explained } from './explaining.js';

const HOUR = 60;
/** A book in which a shipped pack is in force. */
const under = (name: string): PackBook => new PackBook([], [{ from: '2020-01-01T00:00:00Z', pack: `${name}@1` }]);
/** A complaint that came in by phone on Monday, 2026-11-02, at noon UTC. */
const registered = (pack: string, data: object = {}): AComplaint => AComplaint.registered({ receivedAt: at(0), ...data }, 'live', under(pack));

interface Told {
  readonly channel?: string;
  readonly classified?: object;
  readonly then?: readonly [type: string, data?: object];
}

/** The first deadline of a kind, of a complaint of which everything was told at one instant. */
function dueOf(pack: string, kind: string, started: string, { channel = 'phone', classified, then }: Told): string {
  const minutes = (Date.parse(started) - Date.parse(at(0))) / 60_000;
  const contact = { id: LEAD, channel, direction: 'inbound', startedAt: at(minutes) };
  const complaint = new AComplaint('live', under(pack)).says(minutes, 'ComplaintRegistered', { customerId: null, standing: null, contact, receivedAt: at(minutes) });
  if (classified) complaint.says(minutes, 'ComplaintClassified', { category: ['other'], severity: 'minor', grave: [], ...classified });
  if (then) complaint.says(minutes, ...then);
  const incurred = complaint.facts(kind).flatMap(({ data }) => (data as { obligations?: readonly { kind: string; dueAt: string }[] }).obligations ?? []).find((one) => one.kind === kind)!;
  return complaint.owed(kind)?.dueAt ?? incurred.dueAt;
}

describe('golden cases of the shipped packs, through the ledger', () => {
  it.each<[string, string, string, Told, string, string]>([
    ['default', 'on a call acknowledged in two minutes', 'acknowledge', {}, '2026-11-02T12:00:00Z', '2026-11-02T12:02:00Z'],
    ['default', 'otherwise in an hour, at night too', 'acknowledge', { channel: 'e-mail' }, '2026-11-02T23:30:00Z', '2026-11-03T00:30:00Z'],
    ['default', 'answered in a day', 'first-answer', {}, '2026-11-06T18:00:00Z', '2026-11-07T18:00:00Z'],
    ['default', 'resolved in five business days', 'resolve', { classified: {} }, '2026-11-02T09:30:00Z', '2026-11-09T09:30:00Z'],
    ['default', 'a major one in two', 'resolve', { classified: { severity: 'major' } }, '2026-11-05T09:30:00Z', '2026-11-09T09:30:00Z'],
    ['appliance-service', 'the rest is as in the source texts', 'acknowledge', {}, '2026-11-02T12:00:00Z', '2026-11-02T12:02:00Z'],
    ['appliance-service', 'refunds and compensation are approved the same half day', 'decide-approval', { then: ['ApprovalRequested'] }, '2026-11-02T09:00:00Z', '2026-11-02T13:00:00Z'],
    ['fca-disp', 'a final response in eight weeks, to the end of the date', 'resolve', {}, '2026-11-02T10:00:00Z', '2026-12-29T00:00:00Z'],
    ['fca-disp', 'over the end of summer time', 'resolve', {}, '2026-09-07T10:00:00+01:00', '2026-11-03T00:00:00Z'],
    ['fca-disp', 'payment services: fifteen business days over Christmas', 'resolve', { classified: { category: ['payment-services', 'transfer'] } }, '2026-12-14T10:00:00Z', '2027-01-07T17:00:00Z'],
    ['cfpb', 'fifteen days of being sent', 'resolve', {}, '2026-11-02T10:00:00-05:00', '2026-11-18T00:00:00-05:00'],
    ['hotline-12345', 'danger to life: a quarter of an hour, at night', 'acknowledge', { classified: { grave: ['safety'] } }, '2026-11-02T03:00:00+08:00', '2026-11-02T03:15:00+08:00'],
    ['hotline-12345', 'utilities: half an hour', 'acknowledge', { classified: { category: ['utilities', 'water'] } }, '2026-11-02T03:00:00+08:00', '2026-11-02T03:30:00+08:00'],
    ['hotline-12345', 'otherwise one working day', 'acknowledge', {}, '2026-11-02T10:00:00+08:00', '2026-11-03T17:30:00+08:00'],
    ['hotline-12345', 'five working days over the National Day holiday and its make-up Saturday', 'resolve', {}, '2026-09-30T10:00:00+08:00', '2026-10-13T17:30:00+08:00'],
    ['hotline-12345', 'a wrong unit returns it within two working days', 'accept-hand-over', { then: ['HandedOver'] }, '2026-11-06T10:00:00+08:00', '2026-11-10T17:30:00+08:00'],
    ['hotline-12345', 'the leader hears the next day, working day or not', 'inform-superior', { then: ['ContactTurnedHostile'] }, '2026-11-06T17:30:00+08:00', '2026-11-08T00:00:00+08:00'],
    ['hotline-12345', 'called back the next working day', 'call', { then: ['ComplaintResolved', { how: 'advice' }] }, '2026-11-06T10:00:00+08:00', '2026-11-09T17:30:00+08:00'],
    ['iso-10002', 'acknowledged immediately', 'acknowledge', {}, '2026-11-02T12:00:00Z', '2026-11-02T13:00:00Z'],
    ['iso-10002', 'after a refused decision alternatives are asked for within the hour', 'ask-counter-proposal', { then: ['SolutionRefused'] }, '2026-11-02T12:00:00Z', '2026-11-02T13:00:00Z'],
  ])('%s: %s', (pack, _case, kind, told, started, expected) => {
    expect(dueOf(pack, kind, started, told)).toBe(new Date(expected).toISOString());
  });
});

describe('default, as complaints live it', () => {
  it('gives each level its own time to acknowledge, whoever was told since', () => {
    const complaint = registered('default').clock(2).says(5, 'ContactTurnedHostile');
    expect(complaint.page.soFar.informed.map(({ level }) => level)).toEqual([1, 2]);
    const before = complaint.page.owed.filter(({ kind }) => kind === 'acknowledge-escalation').map(({ rule, dueAt }) => [rule, dueAt]);
    complaint.says(33, 'ComplaintClassified', { severity: 'major', grave: [] });
    expect(complaint.page.owed.filter(({ kind }) => kind === 'acknowledge-escalation').map(({ rule, dueAt }) => [rule, dueAt])).toEqual(before);
    expect(complaint.said('acknowledge-escalation').filter((said) => said === 'Revised')).toEqual([]);
  });
});

describe('default: a call afterwards', () => {
  const standing = (...convenientHours: readonly { weekdays: number[]; from: string; to: string }[]) => ({ tier: 'standard', stage: 'stable', zone: 'Europe/Berlin', language: 'de', convenientHours });
  const SATURDAYS = standing({ weekdays: [6], from: '10:00', to: '12:00' });
  const EVENINGS = standing({ weekdays: [1, 2, 3, 4, 5], from: '18:00', to: '20:00' });
  /** Resolved so many minutes after Monday noon, which is 13:00 in Berlin. */
  const resolved = (minutes: number, how: string, customer: object | null): AComplaint => registered('default', { standing: customer }).says(minutes, 'ComplaintResolved', { how });
  const due = (complaint: AComplaint, kind = 'call'): string => complaint.owed(kind)!.dueAt;

  it('is due with the end of the next hours that suit the customer', () => {
    expect(due(resolved(60, 'refund', SATURDAYS))).toBe('2026-11-07T11:00:00.000Z');
    expect(due(resolved(60, 'refund', EVENINGS))).toBe('2026-11-02T19:00:00.000Z');
    expect(resolved(60, 'refund', SATURDAYS).clock(4 * 24 * HOUR).said('call')).not.toContain('Missed');
  });

  it('is due in two days where the customer said no hours', () => {
    for (const customer of [null, standing()]) expect(due(resolved(60, 'refund', customer))).toBe(at(49 * HOUR));
  });

  it('after advice is due in two hours, after an uncertain repair in three', () => {
    for (const customer of [null, standing()]) expect([due(resolved(60, 'advice', customer)), due(resolved(60, 'uncertain-repair', customer))]).toEqual([at(3 * HOUR), at(4 * HOUR)]);
  });

  it('after advice never comes due at midnight, nor when it does not suit', () => {
    expect(due(resolved(10 * HOUR, 'advice', null))).toBe('2026-11-03T20:00:00.000Z');
    expect(due(resolved(10 * HOUR, 'advice', standing()))).toBe('2026-11-03T19:00:00.000Z');
    expect(due(resolved(60, 'advice', SATURDAYS))).toBe('2026-11-07T11:00:00.000Z');
    expect(due(resolved(4 * HOUR, 'advice', EVENINGS))).toBe(at(6 * HOUR));
  });

  it('that nobody answered leaves them an hour in peace', () => {
    const complaint = resolved(60, 'refund', EVENINGS).says(6 * HOUR + 30, 'CustomerNotReached');
    expect(due(complaint, 'call-again')).toBe('2026-11-03T19:00:00.000Z');
  });

  it('goes by the hours that the customer says now', () => {
    const complaint = resolved(60, 'refund', null).says(2 * HOUR, 'CustomerStandingChanged', { standing: SATURDAYS });
    expect(complaint.owed('call')).toMatchObject({ dueAt: '2026-11-07T11:00:00.000Z', convenientUntil: '2026-11-07T11:00:00.000Z' });
    expect(complaint.facts('call').at(-1)).toMatchObject({ type: 'ObligationRevised', data: { because: 'standing' } });
    expect(complaint.says(3 * HOUR, 'CustomerStandingChanged', { standing: { ...SATURDAYS, tier: 'gold' } }).said('call')).toEqual(['Incurred', 'Revised']);
    expect(complaint.says(4 * HOUR, 'CustomerStandingChanged', { standing: standing() }).owed('call')).toMatchObject({ dueAt: at(49 * HOUR) });
    expect(complaint.owed('call')).not.toHaveProperty('convenientUntil');
  });

  it('is explained by them', () => {
    const told = (language: 'en' | 'zh') => explained(resolved(60, 'refund', SATURDAYS).owed('call')!, under('default').of('default@1'), language, at(60)).summary;
    expect([told('en'), told('zh')]).toEqual([
      'Due Sat 2026-11-07 11:00 (UTC): with the end of the next hours that suit the customer.', '周六 2026-11-07 11:00（UTC）到期：客户方便的下一个时段结束时。',
    ]);
  });
});

describe('default: in the same contact', () => {
  const talking = () => registered('default').says(1, 'ComplaintAcknowledged').says(4, 'StatementRecorded');

  it('a read-back is due when the contact ends', () => {
    const complaint = talking().says(6, 'ContactEnded');
    expect(complaint.owed('read-back')).toMatchObject({ dueAt: at(6) });
    expect(complaint.clock(6).said('read-back')).toEqual(['Incurred', 'Revised', 'Missed']);
    expect(complaint.page.soFar.informed).toMatchObject([{ level: 1 }]);
    expect(talking().says(5, 'ReadBackConfirmed').says(6, 'ContactEnded').said('read-back')).toEqual(['Incurred', 'Settled']);
  });

  it('it is due after a quarter of an hour where nobody says when the contact ends, or it had ended', () => {
    expect(talking().owed('read-back')).toMatchObject({ dueAt: at(19) });
    expect(registered('default').says(4, 'ContactEnded').says(5, 'StatementRecorded').owed('read-back')).toMatchObject({ dueAt: at(20) });
  });

  it('the statement, too, is written down before the customer hangs up', () => {
    expect(registered('default').says(3, 'ContactEnded').owed('record-statement')).toMatchObject({ dueAt: at(3) });
  });

  it('somebody who wrote is read back to within a working day, whenever a call ends', () => {
    const contact = { id: LEAD, channel: 'e-mail', direction: 'inbound', startedAt: at(0) };
    const complaint = registered('default', { contact }).says(4, 'StatementRecorded');
    expect(complaint.says(6, 'ContactEnded').owed('read-back')).toMatchObject({ dueAt: '2026-11-03T11:04:00.000Z' });
  });
});

describe('appliance-service, as complaints live it', () => {
  const promised = () => registered('appliance-service').says(1, 'ComplaintAcknowledged').says(2, 'StatementRecorded').says(3, 'ReadBackConfirmed').says(10, 'TimePromised', { promiseId: LEAD, promisedFor: at(4 * HOUR) });

  it('an appointment is late by less than fifteen minutes before it counts as missed', () => {
    expect(promised().owed('keep-promise')).toMatchObject({ promisedFor: at(4 * HOUR), dueAt: at(4 * HOUR + 15) });
    expect(promised().clock(4 * HOUR + 14).said('keep-promise')).not.toContain('Missed');
    expect(promised().clock(4 * HOUR + 14).says(4 * HOUR + 14, 'PromiseKept', { promiseId: LEAD }).clock(5 * HOUR).said('keep-promise')).not.toContain('Missed');
    expect(promised().clock(4 * HOUR + 15).said('keep-promise')).toContain('Missed');
  });

  it('whoever has promised is warned of the time that was promised, and the superior of the miss', () => {
    const complaint = promised();
    expect(complaint.owed('keep-promise')!.warnAt).toBe(at(10 + 0.8 * (4 * HOUR - 10)));
    complaint.clock(4 * HOUR - 1).clock(4 * HOUR + 1);
    expect(complaint.page.soFar.informed).toEqual([]);
    expect(complaint.clock(4 * HOUR + 15).page.soFar.informed).toMatchObject([{ level: 1, person: LEAD }]);
  });

  it('a promise that is made anew has its fifteen minutes too, and is explained with them', () => {
    const complaint = promised().says(60, 'PromiseRevised', { promiseId: LEAD, promisedFor: at(6 * HOUR), formerly: at(4 * HOUR) });
    const promise = complaint.owed('keep-promise')!;
    expect(promise).toMatchObject({ promisedFor: at(6 * HOUR), dueAt: at(6 * HOUR + 15) });
    const told = (language: 'en' | 'zh') => explained(promise, under('appliance-service').of('appliance-service@1'), language, at(60)).summary;
    expect([told('en'), told('zh')]).toEqual([
      'Promised to the customer for Mon 2026-11-02 18:00 (UTC); not kept by Mon 2026-11-02 18:15, it counts as broken.',
      '我们向客户承诺的时间是周一 2026-11-02 18:00（UTC）；到周一 2026-11-02 18:15 仍未兑现，即为失信。',
    ]);
  });
});

describe('fca-disp, as complaints live it', () => {
  const WEEK = 7 * 24 * HOUR;
  const fca = (data: object = {}) => registered('fca-disp', data);
  const stating = (kind: string) => ({ deadlinesStated: [{ kind, dueAt: '2026-12-28T00:00:00.000Z' }] });
  const message = (n: number, kind: string, more: object = {}) => ({ messageId: `0192a3b4-0000-7000-8000-0000000007${n}`, kind, automatic: false, ...more });

  it('is acknowledged only in writing, and with the deadline', () => {
    const spoken = fca().says(1, 'ComplaintAcknowledged', { how: 'spoken', ...stating('resolve') }).says(2, 'MessageSent', message(10, 'acknowledgement'));
    expect(spoken.said('acknowledge')).toEqual(['Incurred']);
    expect(spoken.says(3, 'MessageSent', message(11, 'acknowledgement', stating('resolve'))).said('acknowledge')).toEqual(['Incurred', 'Settled']);
    expect(fca().says(1, 'ComplaintAcknowledged', { how: 'written', deadlinesStated: [] }).said('acknowledge')).toEqual(['Incurred']);
    expect(fca().says(1, 'ComplaintAcknowledged', { how: 'written', ...stating('resolve') }).said('acknowledge')).toEqual(['Incurred', 'Settled']);
  });

  it('owes no first answer, and nobody above hears of a day without one', () => {
    expect(fca().kinds()).not.toContain('first-answer');
    const complaint = fca().says(1, 'ComplaintAcknowledged', { how: 'written', ...stating('resolve') }).says(2, 'StatementRecorded').says(3, 'ReadBackConfirmed').says(4, 'MessageReceived').says(60, 'CauseFound').says(70, 'SolutionProposed');
    expect(complaint.clock(2 * 24 * HOUR).page.soFar.informed).toEqual([]);
  });

  it('has its final response, or an explained delay, within eight weeks', () => {
    expect(fca().owed('resolve')).toMatchObject({ dueAt: '2026-12-29T00:00:00.000Z' });
    for (const kind of ['final', 'holding']) expect(fca().says(7 * WEEK, 'MessageSent', message(20, kind)).clock(9 * WEEK).said('resolve')).toEqual(['Incurred', 'Settled']);
    expect(fca().says(7 * WEEK, 'MessageSent', message(20, 'update')).clock(9 * WEEK).said('resolve')).toContain('Missed');
  });

  it('of payment services, a holding reply gives thirty-five business days and settles nothing', () => {
    const complaint = fca().says(1, 'ComplaintClassified', { category: ['payment-services'], severity: 'minor', grave: [] }).says(2, 'MessageSent', message(20, 'holding'));
    expect(complaint.said('resolve')).toEqual(['Incurred', 'Revised', 'Revised']);
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: '2026-12-21T17:00:00.000Z' });
  });
});

describe('cfpb, as complaints live it', () => {
  it('in progress gives sixty days from receipt for the answer, too', () => {
    const complaint = registered('cfpb').says(24 * HOUR, 'MessageSent', { messageId: LEAD, kind: 'holding', automatic: false });
    for (const kind of ['first-answer', 'resolve']) expect(complaint.owed(kind)).toMatchObject({ dueAt: '2027-01-02T05:00:00.000Z' });
    expect(complaint.clock(20 * 24 * HOUR).said('first-answer')).not.toContain('Missed');
  });

  it('counts from when it was sent, where that is known', () => {
    const complaint = registered('cfpb', { sentAt: '2026-10-30T15:00:00.000Z' }).says(24 * HOUR, 'MessageSent', { messageId: LEAD, kind: 'holding', automatic: false });
    expect(registered('cfpb', { sentAt: '2026-10-30T15:00:00.000Z' }).owed('resolve')).toMatchObject({ startedAt: '2026-10-30T15:00:00.000Z', dueAt: '2026-11-15T05:00:00.000Z' });
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: '2026-12-30T05:00:00.000Z' });
    expect(registered('cfpb', { sentAt: '2026-08-03T15:00:00.000Z' }).owed('resolve')).toMatchObject({ dueAt: at(0) });
  });

  it('counts business days past the holidays of the United States', () => {
    const thanksgiving = Date.UTC(2026, 10, 25, 17) - Date.UTC(2026, 10, 2, 12);
    const complaint = registered('cfpb').says(thanksgiving / 60_000, 'MessageSent', { messageId: LEAD, kind: 'update', automatic: false });
    expect(complaint.owed('keep-informed')).toMatchObject({ dueAt: '2026-11-30T17:00:00.000Z' });
  });

  it('has fifteen days without it', () => {
    for (const kind of ['first-answer', 'resolve']) expect(registered('cfpb').owed(kind)).toMatchObject({ dueAt: '2026-11-18T05:00:00.000Z' });
  });
});
