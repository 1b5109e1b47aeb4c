import { PackBook } from '../policy/pack-book.js';
import { AComplaint, at, LEAD } from '../testing/a-complaint.js';
import { explained } from './explaining.js';

const HOUR = 60;
/** A book in which a shipped pack is in force. */
const under = (name: string): PackBook => new PackBook([], [{ from: '2020-01-01T00:00:00Z', pack: `${name}@1` }]);
/** A complaint that came in by phone on Monday, 2026-11-02, at noon UTC. */
const registered = (pack: string, data: object = {}): AComplaint => AComplaint.registered({ receivedAt: at(0), ...data }, 'live', under(pack));

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
