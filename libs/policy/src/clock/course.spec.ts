import { closeOf } from '../calendar/business-time.js';
import { at, office } from '../testing/calendars.js';
import type { Amount } from './amount.js';
import { united } from '../calendar/spans.js';
import { dueOf, type Course } from './course.js';

const MONDAY = '2026-11-02';
const amount = (count: number, unit: Amount['unit'], more: Partial<Amount> = {}): Amount => ({ count, unit, ...more });
const course = (start: string, of: Amount, more: Partial<Course> = {}): Course => ({ startedAt: at(start), amount: of, calendar: office(), ...more });
const due = (start: string, of: Amount, more: Partial<Course> = {}): string => {
  const instant = dueOf(course(start, of, more));
  return instant === undefined ? 'not while paused' : new Date(instant).toISOString().slice(0, 16).replace('T', ' ');
};
const toClose = { toCloseOfDay: true };
const excluded = { receiptExcluded: true };

describe('when an amount is used up', () => {
  it.each<[string, string, Amount, string]>([
    ['minutes run round the clock', `${MONDAY} 23:59`, amount(2, 'minutes'), '2026-11-03 00:01'],
    ['hours run through a weekend', '2026-11-06 18:00', amount(48, 'hours'), '2026-11-08 18:00'],
    ['business hours stop at night', `${MONDAY} 16:00`, amount(3, 'business-hours'), '2026-11-03 10:00'],
    ['business hours end at the closing, not at the next opening', `${MONDAY} 16:00`, amount(1, 'business-hours'), '2026-11-02 17:00'],
    ['business hours begin with the next opening', '2026-11-07 12:00', amount(30, 'business-minutes'), '2026-11-09 08:30'],
    ['a business day keeps the hour', `${MONDAY} 09:30`, amount(1, 'business-days'), '2026-11-03 09:30'],
    ['five business days keep the hour over a weekend', `${MONDAY} 09:30`, amount(5, 'business-days'), '2026-11-09 09:30'],
    ['a business day that began before hours ends with the work of the day', `${MONDAY} 07:00`, amount(1, 'business-days'), '2026-11-02 17:00'],
    ['a business day that began after hours ends with the work of the next', `${MONDAY} 18:00`, amount(1, 'business-days'), '2026-11-03 17:00'],
    ['a business day that began on a Saturday ends on Monday', '2026-11-07 12:00', amount(1, 'business-days'), '2026-11-09 17:00'],
    ['to close of day the day of receipt is the first', `${MONDAY} 09:30`, amount(3, 'business-days', toClose), '2026-11-04 17:00'],
    ['to close of day after hours the next day is the first', `${MONDAY} 17:00`, amount(1, 'business-days', toClose), '2026-11-03 17:00'],
    ['to close of day with the day of receipt excluded', `${MONDAY} 09:30`, amount(3, 'business-days', { ...toClose, ...excluded }), '2026-11-05 17:00'],
    ['by the hour with the day of receipt excluded', `${MONDAY} 09:30`, amount(1, 'business-days', excluded), '2026-11-03 17:00'],
    ['calendar days keep the wall reading', '2026-02-27 10:00', amount(2, 'calendar-days'), '2026-03-01 10:00'],
    ['calendar days to close of day end with the date', `${MONDAY} 10:00`, amount(1, 'calendar-days', { ...toClose, ...excluded }), '2026-11-04 00:00'],
    ['calendar days without the day of receipt begin at midnight', `${MONDAY} 10:00`, amount(1, 'calendar-days', excluded), '2026-11-04 00:00'],
    ['hours without the day of receipt begin at midnight', `${MONDAY} 10:00`, amount(6, 'hours', excluded), '2026-11-03 06:00'],
    ['business hours without the day of receipt begin the next day', `${MONDAY} 10:00`, amount(2, 'business-hours', excluded), '2026-11-03 10:00'],
    ['eight weeks', `${MONDAY} 10:00`, amount(8, 'calendar-weeks'), '2026-12-28 10:00'],
    ['a month end is clamped', '2026-01-31 10:00', amount(1, 'calendar-months'), '2026-02-28 10:00'],
    ['a month end is clamped once, from the original date', '2026-01-31 10:00', amount(2, 'calendar-months'), '2026-03-31 10:00'],
    ['leap day: a year later is the last of February', '2028-02-29 10:00', amount(12, 'calendar-months'), '2029-02-28 10:00'],
    ['leap day is a date like any other', '2028-02-28 10:00', amount(2, 'calendar-days'), '2028-03-01 10:00'],
  ])('%s', (_rule, start, of, expected) => {
    expect(due(start, of)).toBe(expected);
  });

  it('lunch break: two periods a day', () => {
    const day = [{ from: '08:00', to: '12:00' }, { from: '13:00', to: '17:00' }];
    const calendar = office('UTC', { week: { 1: day, 2: day } });
    expect(due(`${MONDAY} 11:00`, amount(2, 'business-hours'), { calendar })).toBe('2026-11-02 14:00');
    expect(due(`${MONDAY} 11:00`, amount(1, 'business-hours'), { calendar })).toBe('2026-11-02 12:00');
  });

  it('lunch break: whoever comes in it has the time of whoever comes when it is over', () => {
    const day = [{ from: '09:00', to: '12:00' }, { from: '13:30', to: '17:30' }];
    const calendar = office('UTC', { week: { 1: day, 2: day } });
    const started = (time: string) => due(`${MONDAY} ${time}`, amount(1, 'business-days'), { calendar });
    expect(['08:59', '11:59', '12:56', '13:30', '13:56', '17:30'].map(started)).toEqual([
      '2026-11-02 17:30', '2026-11-03 11:59', '2026-11-03 13:30', '2026-11-03 13:30', '2026-11-03 13:56', '2026-11-03 17:30',
    ]);
  });

  it('a night shift is two periods, and closes in the morning', () => {
    const calendar = office('UTC', { week: { 1: [{ from: '22:00', to: '24:00' }], 2: [{ from: '00:00', to: '06:00' }] } });
    expect(due(`${MONDAY} 23:00`, amount(3, 'business-hours'), { calendar })).toBe('2026-11-03 02:00');
    expect(closeOf(calendar.dayOf(at(`${MONDAY} 23:00`)))).toBe(at('2026-11-03 00:00'));
  });

  it('a short day uses the hour up at its closing, a late one at the closing before', () => {
    const calendar = office('UTC', { overrides: [{ date: '2026-11-03', name: 'works meeting', periods: [{ from: '12:00', to: '14:00' }] }] });
    expect(due(`${MONDAY} 15:00`, amount(1, 'business-days'), { calendar })).toBe('2026-11-03 14:00');
    expect(due(`${MONDAY} 09:00`, amount(1, 'business-days'), { calendar })).toBe('2026-11-02 17:00');
  });

  it('an override goes before a holiday, and a holiday before the week', () => {
    const holidays = [{ date: '2026-11-03', name: 'holiday', periods: [] }];
    expect(due(`${MONDAY} 16:00`, amount(2, 'business-hours'), { calendar: office('UTC', { holidays }) })).toBe('2026-11-04 09:00');
    const overrides = [{ date: '2026-11-03', name: 'guarantee day', periods: [{ from: '10:00', to: '12:00' }] }];
    expect(due(`${MONDAY} 16:00`, amount(2, 'business-hours'), { calendar: office('UTC', { holidays, overrides }) })).toBe('2026-11-03 11:00');
  });

  it('daylight-saving gap and overlap: business time is real time', () => {
    const night = [{ from: '00:00', to: '06:00' }];
    const calendar = office('Europe/Berlin', { week: { 7: night } });
    // 2026-03-29 lacks 02:00-03:00, 2026-10-25 has it twice.
    expect(dueOf({ startedAt: at('2026-03-29 00:00', '+01:00'), amount: amount(4, 'business-hours'), calendar })).toBe(at('2026-03-29 05:00', '+02:00'));
    expect(dueOf({ startedAt: at('2026-10-25 00:00', '+02:00'), amount: amount(4, 'business-hours'), calendar })).toBe(at('2026-10-25 03:00', '+01:00'));
  });

  it('daylight-saving gap: a period that runs into the next one is counted once', () => {
    const calendar = office('Europe/Berlin', { week: { 7: [{ from: '01:00', to: '02:45' }, { from: '03:00', to: '04:00' }] } });
    const opens = at('2026-03-29 01:00', '+01:00');
    expect(dueOf({ startedAt: opens, amount: amount(2, 'business-hours'), calendar })).toBe(at('2026-03-29 04:00', '+02:00'));
    expect(calendar.dayOf(opens).open).toEqual([[opens, at('2026-03-29 04:00', '+02:00')]]);
  });

  it('daylight-saving gap and overlap: calendar days take the later reading in a gap and the earlier in an overlap', () => {
    const calendar = office('Europe/Berlin');
    expect(dueOf({ startedAt: at('2026-03-28 02:30', '+01:00'), amount: amount(1, 'calendar-days'), calendar })).toBe(at('2026-03-29 03:30', '+02:00'));
    expect(dueOf({ startedAt: at('2026-10-24 02:30', '+02:00'), amount: amount(1, 'calendar-days'), calendar })).toBe(at('2026-10-25 02:30', '+02:00'));
  });

  it('a date that never happened has no hours', () => {
    const calendar = office('Pacific/Apia');
    // Friday 2011-12-30 was skipped: after Thursday comes Saturday, and then Monday.
    expect(dueOf({ startedAt: at('2011-12-29 16:00', '-10:00'), amount: amount(2, 'business-hours'), calendar })).toBe(at('2012-01-02 09:00', '+14:00'));
  });

  it('refuses a calendar that never opens', () => {
    expect(() => due(`${MONDAY} 09:00`, amount(1, 'business-hours'), { calendar: office('UTC', { week: {} }) })).toThrow(/no business hours/);
  });
});

describe('a pause', () => {
  const pause = (from: string, to?: string) => ({ from: at(from), to: to === undefined ? undefined : at(to) });

  it('moves business time only by what lies inside of hours', () => {
    expect(due(`${MONDAY} 09:00`, amount(4, 'business-hours'), { pauses: [pause(`${MONDAY} 10:00`, `${MONDAY} 11:00`)] })).toBe('2026-11-02 14:00');
    expect(due(`${MONDAY} 09:00`, amount(4, 'business-hours'), { pauses: [pause(`${MONDAY} 18:00`, '2026-11-03 07:00')] })).toBe('2026-11-02 13:00');
  });

  it('over a night moves by the business time of both days', () => {
    expect(due(`${MONDAY} 15:00`, amount(3, 'business-hours'), { pauses: [pause(`${MONDAY} 16:00`, '2026-11-03 09:00')] })).toBe('2026-11-03 11:00');
  });

  it('holiday inside a pause: the holiday is not waited for twice', () => {
    const calendar = office('UTC', { holidays: [{ date: '2026-11-03', name: 'holiday', periods: [] }] });
    expect(due(`${MONDAY} 16:00`, amount(2, 'business-hours'), { calendar, pauses: [pause(`${MONDAY} 16:30`, '2026-11-04 08:30')] })).toBe('2026-11-04 10:00');
  });

  it('moves a count of days by the time paused', () => {
    expect(due(`${MONDAY} 09:00`, amount(1, 'calendar-days'), { pauses: [pause(`${MONDAY} 10:00`, `${MONDAY} 12:00`)] })).toBe('2026-11-03 11:00');
    expect(due(`${MONDAY} 09:00`, amount(1, 'business-days', toClose), { pauses: [pause(`${MONDAY} 10:00`, `${MONDAY} 12:00`)] })).toBe('2026-11-03 10:00');
  });

  it('of two that overlap counts once, and one that began after the time was over not at all', () => {
    const pauses = [pause(`${MONDAY} 10:00`, `${MONDAY} 12:00`), pause(`${MONDAY} 11:00`, `${MONDAY} 13:00`), pause('2026-11-04 10:00', '2026-11-04 12:00')];
    expect(due(`${MONDAY} 09:00`, amount(4, 'hours'), { pauses })).toBe('2026-11-02 16:00');
    expect(united(pauses.map(({ from, to }) => [from, to!]))).toHaveLength(2);
  });

  it('on a day of receipt that is not counted stops nothing', () => {
    expect(due(`${MONDAY} 09:00`, amount(2, 'business-hours', excluded), { pauses: [pause(`${MONDAY} 10:00`, `${MONDAY} 12:00`)] })).toBe('2026-11-03 10:00');
    expect(due(`${MONDAY} 09:00`, amount(1, 'business-days', { ...toClose, ...excluded }), { pauses: [pause(`${MONDAY} 10:00`, '2026-11-03 10:00')] })).toBe('2026-11-04 10:00');
  });

  it('leaves no due time while it lasts', () => {
    expect(due(`${MONDAY} 09:00`, amount(4, 'hours'), { pauses: [pause(`${MONDAY} 10:00`)] })).toBe('not while paused');
  });
});

describe('a change of the rule', () => {
  const change = (when: string, of: Amount, calendar = office()) => ({ at: at(when), amount: of, calendar });

  it('priority changed twice keeps the start', () => {
    const changes = [change(`${MONDAY} 10:00`, amount(2, 'hours')), change(`${MONDAY} 10:30`, amount(8, 'hours'))];
    expect(due(`${MONDAY} 09:00`, amount(8, 'hours'), { changes })).toBe('2026-11-02 17:00');
  });

  it('is never due before it was made', () => {
    expect(due(`${MONDAY} 09:00`, amount(8, 'hours'), { changes: [change(`${MONDAY} 15:00`, amount(1, 'hours'))] })).toBe('2026-11-02 15:00');
  });

  it('of the calendar keeps what was used under the old one', () => {
    const late = office('UTC', { week: { 1: [{ from: '12:00', to: '20:00' }] } });
    expect(due(`${MONDAY} 09:00`, amount(6, 'business-hours'), { changes: [change(`${MONDAY} 11:00`, amount(6, 'business-hours'), late)] })).toBe('2026-11-02 16:00');
  });

  it('of the calendar leaves out what stood still, before, over and after it', () => {
    const late = office('UTC', { week: { 1: [{ from: '12:00', to: '20:00' }], 2: [{ from: '12:00', to: '20:00' }] } });
    const dueWith = (from: string, to: string) => due(`${MONDAY} 09:00`, amount(9, 'business-hours'), { pauses: [{ from: at(`${MONDAY} ${from}`), to: at(`${MONDAY} ${to}`) }], changes: [change(`${MONDAY} 12:00`, amount(9, 'business-hours'), late)] });
    expect(dueWith('10:00', '11:00')).toBe('2026-11-02 19:00');
    expect(dueWith('11:00', '13:00')).toBe('2026-11-02 20:00');
    expect(dueWith('13:00', '14:00')).toBe('2026-11-02 19:00');
  });

  it('of the unit leaves out what stood still by the unit that counts now', () => {
    const night = [{ from: at(`${MONDAY} 18:00`), to: at('2026-11-03 06:00') }];
    expect(due(`${MONDAY} 15:00`, amount(48, 'hours'), { pauses: night, changes: [change('2026-11-03 09:00', amount(9, 'business-hours'))] })).toBe('2026-11-03 15:00');
    expect(due(`${MONDAY} 15:00`, amount(9, 'business-hours'), { pauses: night, changes: [change('2026-11-03 09:00', amount(24, 'hours'))] })).toBe('2026-11-04 03:00');
  });

  it('of the calendar of days moves them on by the hours that stood still, in the hours that hold now', () => {
    const late = office('UTC', { week: { 1: [{ from: '12:00', to: '20:00' }], 2: [{ from: '12:00', to: '20:00' }], 3: [{ from: '12:00', to: '20:00' }] } });
    const pauses = [{ from: at(`${MONDAY} 16:00`), to: at('2026-11-03 09:00') }];
    expect(due(`${MONDAY} 09:00`, amount(2, 'business-days', toClose), { pauses, changes: [change('2026-11-03 10:00', amount(2, 'business-days', toClose), late)] })).toBe('2026-11-04 14:00');
  });

  it('when its time was over already is due with the change, whatever stood still after that', () => {
    const pauses = [{ from: at(`${MONDAY} 12:00`), to: at(`${MONDAY} 14:00`) }];
    expect(due(`${MONDAY} 09:00`, amount(8, 'hours'), { pauses, changes: [change(`${MONDAY} 15:00`, amount(1, 'hours'))] })).toBe('2026-11-02 15:00');
  });

  it('keeps a day that was counted', () => {
    const closedFriday = office('UTC', { overrides: [{ date: '2026-11-03', name: 'closed afterwards', periods: [] }] });
    const five = amount(5, 'business-days', toClose);
    expect(due(`${MONDAY} 09:00`, five, { changes: [change('2026-11-04 09:00', five, closedFriday)] })).toBe('2026-11-06 17:00');
  });

  it('time paused is not lost when the rule changes', () => {
    const pauses = [{ from: at(`${MONDAY} 10:00`), to: at(`${MONDAY} 12:00`) }];
    expect(due(`${MONDAY} 09:00`, amount(8, 'business-hours'), { pauses, changes: [change(`${MONDAY} 13:00`, amount(4, 'business-hours'))] })).toBe('2026-11-02 15:00');
  });
});

describe('an extension', () => {
  it('is counted from the original start, pauses included', () => {
    const pauses = [{ from: at('2026-11-03 09:00'), to: at('2026-11-03 11:00') }];
    expect(due(`${MONDAY} 09:00`, amount(5, 'business-days', toClose), { extension: amount(10, 'business-days', toClose) })).toBe('2026-11-13 17:00');
    expect(due(`${MONDAY} 09:00`, amount(15, 'calendar-days'), { extension: amount(60, 'calendar-days'), pauses })).toBe('2027-01-01 11:00');
  });

  it('goes by the hours that held when they passed', () => {
    const late = office('UTC', { week: { 1: [{ from: '12:00', to: '20:00' }] } });
    const changes = [{ at: at(`${MONDAY} 12:00`), amount: amount(4, 'business-hours'), calendar: late }];
    expect(due(`${MONDAY} 09:00`, amount(4, 'business-hours'), { changes, extension: amount(6, 'business-hours') })).toBe('2026-11-02 15:00');
  });

  it('until an instant is moved on by what stands still after it was allowed', () => {
    const [before, after] = [{ from: at('2026-11-02 10:00'), to: at('2026-11-02 11:00') }, { from: at('2026-11-04 16:00'), to: at('2026-11-05 09:00') }];
    const extendedTo = { until: at('2026-11-09 15:00'), pauses: [after] };
    expect(due(`${MONDAY} 09:00`, amount(8, 'business-hours'), { pauses: [before, after], extendedTo })).toBe('2026-11-09 17:00');
    expect(due(`${MONDAY} 09:00`, amount(8, 'hours'), { pauses: [before, after], extendedTo })).toBe('2026-11-10 08:00');
  });

  it('never shortens', () => {
    expect(due(`${MONDAY} 09:00`, amount(8, 'hours'), { extension: amount(2, 'hours') })).toBe('2026-11-02 17:00');
  });
});
