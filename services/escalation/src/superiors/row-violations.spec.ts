import type { FieldError } from '@amends/runtime';
import { rowViolations, useOfRota, type Known } from './row-violations.js';
import { REFERENCE, rota } from './testing/a-company.js';
import type { Rows, TableName } from './tables.js';

const known: Known = {
  isUnit: (unit) => ['acme', 'care', 'hotline'].includes(unit), isStaff: (person) => ['ada', 'bo', 'director'].includes(person), calendars: [{ name: 'office', hasHolidays: true }, { name: 'plain', hasHolidays: false }], now: Date.parse('2026-11-22T12:00:00Z'), after: { ...REFERENCE, rotas: [rota('night', ['ada'], '20:00')] },
};
const wrongIn = <Table extends TableName>(table: Table, row: Rows[Table], of: Known = known): readonly string[] =>
  (rowViolations[table] as (one: Rows[Table], from: Known) => readonly FieldError[])(row, of).map(({ field, message }) => `${field} ${message}`);

describe('a row that is to be stored', () => {
  it('is taken when all that it names is there', () => {
    const rows: [TableName, object][] = [
      ['fallback', { person: 'ada' }], ['units', { unit: 'hotline', reportsTo: 'care', superiors: [{ person: 'ada' }, { rota: 'night' }] }], ['rotas', rota('night', ['ada', 'bo'], '20:00', { holidays: { calendar: 'office', unit: 'care' } })],
      ['absences', { id: '1', person: 'ada', from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z', standIn: 'bo' }], ['deputies', { person: 'ada', deputy: 'bo' }], ['contacts', { id: '1', category: ['gas'], unit: 'care', falls: { rota: 'night' } }],
    ];
    expect(rows.flatMap(([table, row]) => wrongIn(table, row as never))).toEqual([]);
  });

  it('names only staff, units, rotas and calendars that there are', () => {
    expect(wrongIn('fallback', { person: 'zed' })).toEqual(['person is not among the staff']);
    expect(wrongIn('units', { unit: 'moon', reportsTo: 'mars', superiors: [{ person: 'zed' }, { rota: 'day' }] })).toEqual(['unit is no unit of the company', 'reportsTo is no unit of the company', 'superiors[0].person is not among the staff', 'superiors[1].rota is no rota']);
    expect(wrongIn('rotas', rota('r', ['ada', 'ada', 'zed'], '20:00', { zone: 'Mars/Base', holidays: { calendar: 'lunar', unit: 'moon' } }))).toEqual([
      'zone is no IANA time zone', 'members[1] is there twice', 'members[2] is not among the staff', 'holidays.calendar is no calendar of the policy pack in force', 'holidays.unit is no unit of the company',
    ]);
  });

  it('names one of person and rota', () => {
    expect(wrongIn('contacts', { id: '1', category: [], unit: null, falls: {} as never })).toEqual(['category must have at least one part', 'falls must name a person or a rota']);
    expect(wrongIn('units', { unit: 'care', reportsTo: null, superiors: [{ person: 'ada', rota: 'night' } as never] })).toEqual(['superiors[0] must name a person or a rota']);
  });

  it('puts no unit above itself', () => {
    const care = { unit: 'care', reportsTo: 'hotline', superiors: [] };
    expect(wrongIn('units', care, { ...known, after: { ...known.after, units: known.after.units.map((line) => (line.unit === 'care' ? care : line)) } })).toEqual(['reportsTo would put the unit above itself']);
  });

  it('is absent for a time, and stands in for others only', () => {
    expect(wrongIn('absences', { id: '1', person: 'ada', from: '2026-11-02T00:00:00Z', to: '2026-11-02T00:00:00Z', standIn: 'ada' })).toEqual(['to must be later than from', 'standIn is the person themself']);
    expect(wrongIn('deputies', { person: 'ada', deputy: 'ada' })).toEqual(['deputy is the person themself']);
  });

  it('says no problem twice for one unit', () => {
    const contacts = [{ id: '1', category: ['gas'], unit: null, falls: { person: 'ada' } }];
    expect(wrongIn('contacts', { ...contacts[0]!, id: '2' }, { ...known, after: { ...known.after, contacts } })).toEqual(['category has a line for the same unit already']);
  });

  it.each([
    ['starts', { starts: '2026-02-30T08:00' }, 'must be a local date and time that exists'],
    ['starts', { starts: '1950-01-01T08:00' }, 'must not be more than 50 years ago'],
    ['rule', { rule: 'FREQ=DAILY;UNTIL=20261121T235959Z' }, 'is over, as every shift of the rota is: nobody would ever be on duty'],
    ['rule', { rule: 'FREQ=DAILY;COUNT=3' }, 'is over, as every shift of the rota is: nobody would ever be on duty'],
    ['lasts', { lasts: 'P40D' }, 'must be a time of up to 31 days'],
    ['lasts', { lasts: 'PT0H' }, 'must be a time of up to 31 days'],
    ['lasts', { lasts: 'half a day' }, 'must be a time of up to 31 days'],
    ['rule', { rule: 'every day' }, 'must be a rule of RFC 5545 by days, weeks, months or years'],
    ['rule', { rule: 'FREQ=HOURLY' }, 'must be a rule of RFC 5545 by days, weeks, months or years'],
    ['rule', { rule: 'FREQ=DAILY;BYMOOD=GOOD' }, 'must not have the part BYMOOD'],
    ['rule', { rule: 'FREQ=DAILY;BYDAY=XX' }, 'is no rule of RFC 5545 that can be read'],
    ['rule', { rule: 'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31' }, 'never comes round'],
    ['rule', { rule: `FREQ=DAILY;BYHOUR=${[...Array(12).keys()].join(',')}` }, 'comes round more than 6000 times in two years'],
  ])('has shifts that can be reckoned: %s in %j', (field, shift, message) => {
    const shifts = [{ starts: '2026-01-01T08:00', rule: 'FREQ=DAILY', lasts: 'PT12H', ...shift }];
    expect(wrongIn('rotas', rota('r', ['ada'], '08:00', { shifts }))).toEqual([`shifts[0].${field} ${message}`]);
  });
});

it('a shift that is over is kept beside one that is not, or that lasts still', () => {
  const shift = (starts: string, rule: string, lasts = 'PT12H') => ({ starts, rule, lasts });
  const wrongWith = (...shifts: object[]) => wrongIn('rotas', rota('r', ['ada'], '08:00', { shifts: shifts as never }));
  expect([wrongWith(shift('2020-01-01T08:00', 'FREQ=DAILY;COUNT=3'), shift('2024-02-29T08:00', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29')), wrongWith(shift('2026-11-20T08:00', 'FREQ=DAILY;COUNT=1', 'P7D'))]).toEqual([[], []]);
});

it('a guarantee team stands in on a calendar that has holidays', () => {
  expect(wrongIn('rotas', rota('r', ['ada'], '08:00', { holidays: { calendar: 'plain', unit: null } }))).toEqual(['holidays.calendar has no holidays: the team would never be on duty']);
});

it('a rota is still needed where a unit or the contact sheet names it', () => {
  const contacts = [{ id: '1', category: ['gas', 'smell'], unit: null, falls: { rota: 'gas' } }];
  const units = [{ unit: 'hotline', reportsTo: null, superiors: [{ rota: 'night' }] }];
  expect(['night', 'gas', 'day'].map((one) => useOfRota(one, { ...REFERENCE, units, contacts }))).toEqual(['the superiors of hotline', 'the contact sheet for gas / smell', undefined]);
});
