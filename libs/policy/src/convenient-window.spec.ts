import { nextConvenientWindow } from './convenient-window.js';

type Customer = Exclude<Parameters<typeof nextConvenientWindow>[1], null>;
const DAILY = [1, 2, 3, 4, 5, 6, 7];
const WORKDAYS = [1, 2, 3, 4, 5];
const berlin = (...spans: readonly (readonly [string, string, number[]?])[]): Customer => ({
  zone: 'Europe/Berlin', convenientHours: spans.map(([from, to, weekdays = DAILY]) => ({ weekdays, from, to })),
});
/** From and to as the customer's clock reads, with its offset. */
const local = (after: string, customer: Customer): string => {
  const { from, to } = nextConvenientWindow(after, customer);
  return [from, to].map((instant) => new Date(instant).toLocaleString('sv', { timeZone: customer.zone, dateStyle: 'short', timeStyle: 'short' })).join(' to ');
};
const minutes = (after: string, customer: Customer): number => {
  const { from, to } = nextConvenientWindow(after, customer);
  return (Date.parse(to) - Date.parse(from)) / 60_000;
};

// 2026-11-02 is a Monday; Berlin is UTC+1 then.
const NOON = '2026-11-02T11:00:00.000Z';

describe('a call in the hours that suit the customer', () => {
  it('waits for the evening of somebody who works by day', () => {
    expect(nextConvenientWindow(NOON, berlin(['18:00', '20:30', WORKDAYS]))).toEqual({ from: '2026-11-02T17:00:00.000Z', to: '2026-11-02T19:30:00.000Z' });
  });

  it('is made at once within them, while there is time for a short call', () => {
    expect(local('2026-11-02T18:00:00.000Z', berlin(['18:00', '20:30']))).toBe('2026-11-02 19:00 to 2026-11-02 20:30');
    expect(local('2026-11-02T19:15:00.000Z', berlin(['18:00', '20:30']))).toBe('2026-11-02 20:15 to 2026-11-02 20:30');
    expect(local('2026-11-02T19:15:00.001Z', berlin(['18:00', '20:30']))).toBe('2026-11-03 18:00 to 2026-11-03 20:30');
  });

  it('takes the first of several spans of a day, in whatever order they were said', () => {
    const customer = berlin(['18:00', '20:30'], ['12:15', '13:00']);
    expect(local(NOON, customer)).toBe('2026-11-02 12:15 to 2026-11-02 13:00');
    expect(local('2026-11-02T12:30:00.000Z', customer)).toBe('2026-11-02 18:00 to 2026-11-02 20:30');
  });

  it('passes over the days that do not suit, up to a week', () => {
    expect(local('2026-11-06T20:00:00.000Z', berlin(['18:00', '20:00', WORKDAYS]))).toBe('2026-11-09 18:00 to 2026-11-09 20:00');
    expect(local('2026-11-02T18:50:00.000Z', berlin(['18:00', '20:00', [1]]))).toBe('2026-11-09 18:00 to 2026-11-09 20:00');
  });

  it('goes on past midnight for somebody who works at night, by the weekday on which it began', () => {
    const customer = berlin(['22:00', '02:00', [1]]);
    expect(local(NOON, customer)).toBe('2026-11-02 22:00 to 2026-11-03 02:00');
    expect(local('2026-11-02T23:30:00.000Z', customer)).toBe('2026-11-03 00:30 to 2026-11-03 02:00');
    expect(local('2026-11-03T01:30:00.000Z', customer)).toBe('2026-11-09 22:00 to 2026-11-10 02:00');
  });

  it('is at any hour between nine and eight in the evening of their zone for somebody who did not say', () => {
    expect(local(NOON, berlin())).toBe('2026-11-02 12:00 to 2026-11-02 20:00');
    expect(local('2026-11-02T20:00:00.000Z', berlin())).toBe('2026-11-03 09:00 to 2026-11-03 20:00');
    expect(local('2026-11-02T18:46:00.000Z', berlin())).toBe('2026-11-03 09:00 to 2026-11-03 20:00');
    expect(local(NOON, { zone: 'Asia/Shanghai', convenientHours: [] })).toBe('2026-11-02 19:00 to 2026-11-02 20:00');
    expect(local(NOON, berlin(['18:00', '20:00', []]))).toBe('2026-11-02 12:00 to 2026-11-02 20:00');
    expect(nextConvenientWindow('2026-11-02T03:00:00.000Z', null, { earliest: '10:00', latest: '11:00' })).toEqual({ from: '2026-11-02T10:00:00.000Z', to: '2026-11-02T11:00:00.000Z' });
  });

  it('counts a zone that nobody knows as UTC', () => {
    expect(nextConvenientWindow('2026-11-02T03:00:00.000Z', { zone: 'Middle/Earth', convenientHours: [] }).from).toBe('2026-11-02T09:00:00.000Z');
  });
});

// On 2026-03-29 Berlin's clocks go from 02:00 to 03:00; on 2026-10-25 from 03:00 back to 02:00.
describe('on the night of a clock change', () => {
  it.each([
    ['begins before the gap and ends in it', ['01:30', '02:30'], '2026-03-29 01:30 to 2026-03-29 03:00', 30],
    ['begins in the gap', ['02:30', '04:00'], '2026-03-29 03:00 to 2026-03-29 04:00', 60],
    ['goes over the gap', ['01:00', '04:00'], '2026-03-29 01:00 to 2026-03-29 04:00', 120],
    ['lies in the gap and is left out', ['02:15', '02:45'], '2026-03-30 02:15 to 2026-03-30 02:45', 30],
  ])('a span that %s', (_what, [from, to], expected, long) => {
    const customer = berlin([from!, to!]);
    expect([local('2026-03-28T22:00:00.000Z', customer), minutes('2026-03-28T22:00:00.000Z', customer)]).toEqual([expected, long]);
  });

  it.each([
    ['begins before what is repeated and ends in it', ['01:30', '02:30'], 60],
    ['begins in what is repeated', ['02:30', '04:00'], 90],
    ['goes over it', ['01:00', '04:00'], 240],
    ['is repeated itself and used once', ['02:15', '02:45'], 30],
  ])('a span that %s', (_what, [from, to], long) => {
    const customer = berlin([from!, to!]);
    expect([local('2026-10-24T21:00:00.000Z', customer), minutes('2026-10-24T21:00:00.000Z', customer)]).toEqual([`2026-10-25 ${from} to 2026-10-25 ${to}`, long]);
  });
});
