import { SHIPPED_PACKS, type WholePack } from '@amends/policy';
import { extend } from '../escalation/decide.js';
import { PackBook } from '../policy/pack-book.js';
import { AComplaint, at, superiors, uuid } from '../testing/a-complaint.js';
import { rebuilt } from '../testing/rebuilt.js';
import { WhatIf } from '../what-if/what-if.js';
import { explained } from './explaining.js';

const DAY = 24 * 60;
/** The standard pack, whose clocks may stand still for three hours in a round. */
const [standard] = SHIPPED_PACKS;
const capped = (pauses: WholePack['pauses']): PackBook => new PackBook([{ ...standard!, pauses, name: 'mine' }], [{ from: '2020-01-01T00:00:00Z', pack: 'mine@1' }]);
const three = capped({ obligations: ['resolve'], cap: { count: 3, unit: 'hours' } });
const registered = (packs = three, origin: 'live' | 'history' = 'live', data: object = {}): AComplaint => AComplaint.registered(data, origin, packs);

describe('a clock that waits for the customer', () => {
  it('stands still only where the pack says so', () => {
    const complaint = registered().says(60, 'WaitingForCustomer');
    expect(complaint.page.owed.filter(({ pausedAt }) => pausedAt).map(({ kind }) => kind)).toEqual(['resolve']);
    expect(registered(capped({ obligations: [] })).says(60, 'WaitingForCustomer').owed('resolve')).not.toHaveProperty('pausedAt');
  });

  it('goes on by itself when it has stood still for as long as it may', () => {
    const complaint = registered().says(60, 'WaitingForCustomer');
    expect(complaint.owed('resolve')).toMatchObject({ pausedAt: at(60), pausedUntil: at(240) });
    complaint.clock(239);
    expect(complaint.said('resolve')).toEqual(['Incurred', 'Paused']);
    complaint.clock(300);
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: at(7 * DAY + 180), pauses: [[at(60), at(240)]] });
    expect(complaint.owed('resolve')).not.toHaveProperty('pausedUntil');
    expect(complaint.clock(8 * DAY).said('resolve')).toEqual(['Incurred', 'Paused', 'Resumed', 'Missed']);
  });

  it('has the rest of that time when it waits again, and none after', () => {
    const complaint = registered().says(60, 'WaitingForCustomer').says(120, 'CustomerAnswered').says(600, 'WaitingForCustomer');
    expect(complaint.owed('resolve')).toMatchObject({ pausedUntil: at(720) });
    complaint.clock(800).says(900, 'CustomerAnswered').says(1000, 'WaitingForCustomer');
    expect(complaint.said('resolve')).toEqual(['Incurred', 'Paused', 'Resumed', 'Paused', 'Resumed']);
    // Of the three hours two were at night, and of business time.
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: at(7 * DAY + 60) });
  });

  it('counts no longer than that also when the answer is heard before the clock has looked', () => {
    expect(registered().says(60, 'WaitingForCustomer').says(600, 'CustomerAnswered').owed('resolve')).toMatchObject({ dueAt: at(7 * DAY + 180), pauses: [[at(60), at(240)]] });
  });

  it('may stand still for business time', () => {
    const packs = capped({ obligations: ['resolve'], cap: { count: 6, unit: 'business-hours' } });
    // From 13:00, four hours that day and two the next.
    expect(registered(packs).says(60, 'WaitingForCustomer').owed('resolve')).toMatchObject({ pausedUntil: '2026-11-03T10:00:00.000Z' });
  });

  it('explains when it goes on', () => {
    expect(explained(registered().says(60, 'WaitingForCustomer').owed('resolve')!, three.of('mine@1'), 'en', at(90)).lines).toContain('Mon 2026-11-02 13:00 – Mon 2026-11-02 16:00: paused, 3 h');
  });

  it('is warned of by the time that it used, not by what stood still', () => {
    // One hour is used, then four weeks are waited; of the forty-five hours of five business days thirty-six are used on Friday.
    const complaint = registered(capped({ obligations: ['resolve'] })).says(60, 'WaitingForCustomer').says(28 * DAY, 'CustomerAnswered');
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: '2026-12-07T11:00:00.000Z', warnAt: '2026-12-04T11:00:00.000Z' });
  });

  it('has the time that somebody allowed also when it stands still after that', () => {
    const complaint = registered(capped({ obligations: ['resolve'] }));
    const until = at(9 * DAY);
    const more = { obligationId: complaint.owed('resolve')!.id, until, reason: 'parts', by: { id: uuid(902), role: 'supervisor' as const, unit: null }, now: at(60) };
    complaint.says(30, 'WaitingForCustomer').says(50, 'CustomerAnswered').decides(60, extend(more, complaint.page, three));
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: until });
    // From noon to the noon after the next, eighteen hours of work.
    complaint.says(DAY, 'WaitingForCustomer').says(3 * DAY, 'CustomerAnswered');
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: at(11 * DAY) });
    expect(rebuilt(complaint).owed).toEqual(complaint.page.owed);
  });

  it('adds what it waits when more time is allowed meanwhile', () => {
    const complaint = registered(capped({ obligations: ['resolve'] })).says(DAY, 'WaitingForCustomer');
    const more = { obligationId: complaint.owed('resolve')!.id, until: at(9 * DAY), reason: 'parts', by: { id: uuid(902), role: 'supervisor' as const, unit: null }, now: at(2 * DAY) };
    complaint.decides(2 * DAY, extend(more, complaint.page, three)).says(3 * DAY, 'CustomerAnswered');
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: at(11 * DAY) });
  });

  it('stands in the ledger as it is rebuilt from what was said', () => {
    const complaint = registered().says(60, 'WaitingForCustomer').clock(300).says(400, 'CauseFound');
    expect(rebuilt(complaint).owed).toEqual(complaint.page.owed);
  });

  it('of the past is not late for what it waited, and no longer', () => {
    const judged = (...facts: readonly (readonly [minutes: number, type: string])[]) => {
      const complaint = new AComplaint('history');
      const whatIf = new WhatIf(three, 'mine@1', superiors);
      whatIf.hear(complaint.event(0, 'ComplaintRegistered', { customerId: null, standing: null, receivedAt: at(0), history: { source: 's', externalId: '1', records: ['resolve'] } }));
      for (const [minutes, type] of facts) whatIf.hear(complaint.event(minutes, type));
      return whatIf.result(at(40 * DAY)).missed.after;
    };
    expect(judged([60, 'WaitingForCustomer'], [7 * DAY + 170, 'ComplaintResolved'])).toBe(0);
    expect(judged([60, 'WaitingForCustomer'], [7 * DAY + 190, 'ComplaintResolved'])).toBe(1);
    expect(judged([60, 'WaitingForCustomer'])).toBe(1);
  });
});
