import type { Problem } from '@amends/runtime';
import { csvLines } from './csv-lines.js';
import { TABLE_COLUMNS } from './table-columns.js';
import type { TableName } from './tables.js';

const read = (table: TableName, text: string | Buffer) => {
  return TABLE_COLUMNS[table].rows(csvLines(Buffer.from(text), TABLE_COLUMNS[table]));
};
const refused = (table: TableName, text: string | Buffer): unknown => {
  try {
    return read(table, text);
  } catch (error) {
    return (error as Problem).details.errors?.map(({ field, message }) => `${field} ${message}`) ?? (error as Problem).details.detail;
  }
};

describe('a file of superiors', () => {
  it('has the superiors of a unit in their order, people and rotas, and columns in any order', () => {
    expect(read('units', 'superiors,unit,reports_to\nada rota:night,hotline,care\n"bo",acme,\n')).toEqual([
      { line: 2, key: 'hotline', keyedBy: 'unit', request: { reportsTo: 'care', superiors: [{ person: 'ada' }, { rota: 'night' }] } },
      { line: 3, key: 'acme', keyedBy: 'unit', request: { superiors: [{ person: 'bo' }] } },
    ]);
  });

  it('has a line for each shift of a rota; what they share may stand in the first only', () => {
    const [night] = read('rotas', 'rota,name,zone,members,starts,rule,lasts,per_turn,holidays_of\nnight,Night duty,Europe/Berlin,ada bo,2026-01-05T20:00,"FREQ=WEEKLY;BYDAY=MO,TU",PT12H,5,office\nnight,,,,2026-01-10T08:00,FREQ=WEEKLY,P2D,,');
    expect(night).toEqual({
      line: 2, key: 'night', keyedBy: 'rota',
      request: {
        name: 'Night duty', zone: 'Europe/Berlin', members: ['ada', 'bo'], holidays: { calendar: 'office' },
        shifts: [{ starts: '2026-01-05T20:00', rule: 'FREQ=WEEKLY;BYDAY=MO,TU', lasts: 'PT12H', perTurn: 5 }, { starts: '2026-01-10T08:00', rule: 'FREQ=WEEKLY', lasts: 'P2D' }],
      },
    });
  });

  it('has absences with an offset, and who goes at the same instant is the same absence again', () => {
    const [first] = read('absences', '\uFEFFperson,from,to,stand_in\r\nada,2026-12-24T00:00+01:00,2027-01-02T00:00+01:00,bo\r\n');
    expect(first!.request).toEqual({ person: 'ada', from: '2026-12-23T23:00:00Z', to: '2027-01-01T23:00:00Z', standIn: 'bo' });
    expect(read('absences', 'person,from,to\nada,2026-12-23T23:00Z,2027-01-05T00:00+01:00')[0]!.key).toBe(first!.key);
  });

  it('has the contact sheet by the beginnings of category paths', () => {
    expect(read('contacts', 'category,falls\nappliance / gas,rota:gas')).toMatchObject([{ request: { category: ['appliance', 'gas'], falls: { rota: 'gas' } } }]);
  });

  it.each<[string, string | Buffer, unknown]>([
    ['an empty one', '', ['line 1, header is missing']],
    ['unknown, doubled and missing columns', 'person,person,mood\n', ['line 1, mood is no column of this table', 'line 1, person is there twice', 'line 1, deputy is missing']],
    ['a line that is too short', 'person,deputy\nada,bo\nada\n', ['line 3, line has 1 fields, the header has 2']],
    ['an open quotation mark', 'person,deputy\n"ada,bo\n', ['line 2, line is no CSV: a quotation mark is out of place']],
    ['more rows than are judged at once', `person,deputy\n${'ada,bo\n'.repeat(5001)}`, ['line 5002, line is beyond the 5000 rows of a file']],
    ['bytes that are no UTF-8', Buffer.from([0x70, 0xff, 0xfe]), ['line 1, file is not UTF-8']],
    ['UTF-16, as spreadsheets write it', Buffer.from('\uFEFFperson,deputy\n', 'utf16le'), ['line 1, file is not UTF-8']],
    ['UTF-16 without a mark', Buffer.from('person,deputy\n', 'utf16le'), ['line 1, file is not UTF-8']],
  ])('is refused with line and field: %s', (_what, text, told) => {
    expect(refused('deputies', text)).toEqual(told);
  });
});
