import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readShop } from './shop-history.js';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const folder = mkdtempSync(join(tmpdir(), 'amends-shop-'));
let files = 0;
const line = (invoice: string, time: string, customer = '17850'): string => `${invoice},85123A,MUG,1,${time},2.55,${customer},United Kingdom`;

async function read(...lines: (string | Buffer)[]) {
  const path = join(folder, `${++files}.csv`);
  writeFileSync(path, lines.length === 1 ? lines[0]! : [HEADER, ...lines].join('\n'));
  return readShop(path, 'UTC');
}

const instant = (at: number): string => new Date(at).toISOString().slice(0, 16);

describe("a shop's invoice lines", () => {
  it("make a customer's first cancellation of a day a complaint, at its own minute, whatever the order of lines", async () => {
    const { complaints } = await read(
      line('C3', '2011-05-02 09:00'), line('C2', '2011-05-01 16:45'), line('C1', '2011-05-01 10:24'), line('C4', '2011-05-01 08:00', '12680'),
    );
    expect(complaints.map(({ customer, day, at }) => [customer, day, instant(at)])).toEqual([
      ['12680', '2011-05-01', '2011-05-01T08:00'], ['17850', '2011-05-01', '2011-05-01T10:24'], ['17850', '2011-05-02', '2011-05-02T09:00'],
    ]);
  });

  it('make each other invoice one order at its first line, whatever its lines are worth', async () => {
    const { orders } = await read(line('536365', '2011-05-01 08:27'), line('536365', '2011-05-01 08:26').replace(',1,', ',0,'), line('536366', '2011-05-01 08:26'));
    expect(orders.map(({ id, at }) => [id, instant(at)])).toEqual([['536365', '2011-05-01T08:26'], ['536366', '2011-05-01T08:26']]);
  });

  it('without a customer, and those of bookkeeping, are counted and left out; they count for the last line', async () => {
    const history = await read(line('536365', '2011-05-01 08:26', ''), line('C536366', '2011-05-01 09:00', 'nan'), line('A563185', '2011-08-12 14:50', ''), line('1', '2011-05-01 08:26'));
    expect(history).toMatchObject({ lines: 4, withoutCustomer: 2, adjustments: 1, complaints: [], orders: [{ id: '1' }], customers: [{ reference: '17850' }] });
    expect(instant(history.lastLine!)).toBe('2011-08-12T14:50');
  });

  it('take the day as the file writes it, in the zone that is told', async () => {
    const path = join(folder, 'zone.csv');
    writeFileSync(path, [HEADER, line('C1', '2011-07-01 00:30')].join('\n'));
    const { complaints } = await readShop(path, 'Europe/London');
    expect(complaints.map(({ day, at }) => [day, instant(at)])).toEqual([['2011-07-01', '2011-06-30T23:30']]);
  });

  it('know a customer that a spreadsheet took for a number', async () => {
    expect((await read(line('1', '2011-05-01 08:26', '17850.0'), line('2', '2011-05-01 08:26'))).customers).toHaveLength(1);
  });

  it.each([
    ['a day first', line('1', '1/12/2010 8:26'), 'the invoice date looks like "9/99/9999 9:99": write it as 2010-12-01 08:26'],
    ['a day that does not exist', line('1', '2011-02-30 08:26'), 'the invoice date looks like "9999-99-99 99:99": write it as 2010-12-01 08:26'],
    ['no invoice number', line('', '2011-05-01 08:26'), 'the invoice number looks like ""'],
    ['a name for a reference', line('1', '2011-05-01 08:26', 'Mary Smith'), 'the customer looks like "aaaa aaaaa"'],
    ['too few fields', '1,2,3', 'the row has 3 fields, the header has 8'],
  ])('with %s are listed, and the others are read', async (_what, wrong, reason) => {
    const { unreadable, orders } = await read(wrong, line('2', '2011-05-01 08:26'));
    expect([unreadable, orders.length]).toEqual([[{ line: 2, reason }], 1]);
  });

  it.each([
    ['is empty', '', 'shop.empty'], ['lacks a column', 'InvoiceNo,CustomerID\n1,2\n', 'shop.column-missing'], ['is a spreadsheet', Buffer.from('PK\u0003\u0004'), 'file.archive'],
    ['is a cut-off .gz', gzipSync(HEADER.repeat(100)).subarray(0, 40), 'file.gzip-damaged'],
  ])('cannot be read at all when the file %s', async (_what, content, code) => {
    await expect(read(content)).rejects.toMatchObject({ code });
  });
});
