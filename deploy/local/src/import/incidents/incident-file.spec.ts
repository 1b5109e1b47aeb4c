import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { incidentSteps, readIncidents, surveyIncidents, type IncidentHistory } from './index.js';

const FIXTURE = resolve(__dirname, 'fixtures/incidents.csv');
const HEADER = 'number,ident_state,reopen_count,sys_mod_count,caller_id,opened_at,sys_updated_at,contact_type,category,category,priority,assignment_group,closed_code,resolved_at,closed_at';
let folder: string;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'amends-incidents-'))));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the fixture, with every defect that was met', () => {
  it('is counted to the last row, and each row that cannot be read is listed with its line and reason', async () => {
    const survey = await surveyIncidents(FIXTURE);
    expect(survey).toMatchObject({ zone: 'UTC', rows: 110, dataCut: '2022-05-30T11:00:00.000Z' });
    expect(survey.rowsPerIncident.size).toBe(29);
    expect(survey.unreadable.map(({ line, number, reason }) => [line, number, reason])).toEqual([
      [89, 'F21', 'the row is not valid UTF-8'],
      [93, 'F22', 'sys_updated_at is no time that is understood: it looks like "99/9/9999 99:99"'],
      [94, 'F22', 'sys_updated_at is no time that is understood: it looks like "9/99/9999 9:99 aa"'],
      [108, 'F26', 'the row has 4 fields, the header has 16'],
      [109, 'F27', 'a quotation mark is opened and never closed'],
      [111, null, 'number is missing'],
      [112, 'F28', 'priority is none of 1 to 5: it looks like "aaaaaa"'],
    ]);
  });

  it('gives every row back as read or as unreadable, none twice', async () => {
    const survey = await surveyIncidents(FIXTURE);
    let read = 0;
    for await (const { rows } of readIncidents(FIXTURE, survey)) read += rows.length;
    expect(read + survey.unreadable.length).toBe(survey.rows);
  });

  it.each([
    ['F01', 'a plain life', 'register classify assign 2/resolve 3/close'],
    ['F02', 'a unit that becomes known and hands over twice', 'register classify assign 2/assign 4/hand-over 5/hand-over 6/resolve 7/close'],
    ['F03', 'two waits', 'register classify assign 2/await-customer 4/record-answer 5/await-customer 6/record-answer 6/resolve 7/close'],
    ['F04', 'solved at once, no resolved_at', 'register classify assign 1/resolve 2/close'],
    ['F05', 'reopened', 'register classify assign 2/resolve 4/reopen 5/resolve 7/close'],
    ['F06', 'rows behind the closing', 'register classify assign 2/resolve 3/close'],
    ['F07', 'reopened behind the closing', 'register classify assign 2/resolve 3/close 5/reopen 5/hand-over 6/resolve 7/close'],
    ['F08', 'closed without resolution', 'register classify assign'],
    ['F13', 'resolved_at without a row that says Resolved', 'register classify assign 3/resolve 3/close'],
    ['F17', 'rows that stand apart', 'register classify assign 2/resolve 3/close'],
    ['F18', 'every row twice', 'register classify assign 3/resolve 5/close'],
    ['F19', 'rows out of order', 'register classify assign 2/hand-over 3/resolve 4/close'],
    ['F20', 'quoted commas and line ends', 'register classify assign 1/resolve 2/close'],
    ['F21', 'an unreadable row in the middle', 'register classify assign 3/resolve 4/close'],
    ['F25', 'reopened and not resolved again', 'register classify assign 2/resolve 3/await-customer 4/record-answer 4/reopen 4/await-customer 5/record-answer'],
    ['F27', 'an unreadable first row', 'register 2/classify 2/assign 2/resolve'],
  ])('%s: %s', async (number, _story, expected) => {
    const steps = (await histories(FIXTURE)).get(number)!.steps;
    expect(steps.map((step) => step.key.replace(/^1\/(register|classify|assign)$/, '$1')).join(' ')).toBe(expected);
  });

  it('understands the four date styles as the same times', async () => {
    const steps = (await histories(FIXTURE)).get('F16')!.steps;
    expect(steps.map((step) => step.at)).toEqual([
      '2022-05-10T08:00:00.000Z',
      '2022-05-10T08:15:00.000Z',
      '2022-05-10T08:15:00.000Z',
      '2022-05-10T12:30:15.000Z',
      '2022-05-15T13:00:00.000Z',
    ]);
  });

  it('reads quoted text as it was meant', async () => {
    const [registered, , assigned] = (await histories(FIXTURE)).get('F20')!.steps;
    expect(registered).toMatchObject({ categoryPath: ['Invoices and refunds', '70'] });
    expect(assigned).toMatchObject({ unit: 'Desk, "North"' });
  });

  it('tells the same when it is gzipped, whatever it is called', async () => {
    const path = written('fixture.csv', gzipSync(readFileSync(FIXTURE)));
    expect(await histories(path)).toEqual(await histories(FIXTURE));
  });

  it('tells the same when its rows are in another order', async () => {
    // Only what has a line and a time of its own: without them a row has no place but the one in the file.
    const [header, ...lines] = readFileSync(FIXTURE, 'latin1').split('\n');
    const rows = lines.filter((line) => /^F(0\d|1[0-6]|21|2[345]),/.test(line));
    const inOrder = await histories(written('in-order.csv', Buffer.from([header, ...rows].join('\n'), 'latin1')));
    const reversed = await histories(written('reversed.csv', Buffer.from([header, ...rows.reverse()].join('\n'), 'latin1')));
    expect(reversed.size).toBe(20);
    for (const number of inOrder.keys()) expect(story(reversed, number)).toEqual(story(inOrder, number));
  });
});

describe('times without offset', () => {
  const row = 'Z1,New,0,0,11,27/3/2022 01:30,27/3/2022 02:30,Phone,7,70,3,A,?,27/3/2022 03:00,?';

  it('are local to the zone that is named; one that the clock skipped counts from before the change', async () => {
    const path = written('zone.csv', `${HEADER}\n${row}\n`);
    const steps = (await histories(path, 'Europe/Berlin')).get('Z1')!.steps;
    expect(steps.map((step) => step.at)).toEqual(['2022-03-27T00:30:00.000Z', '2022-03-27T01:30:00.000Z', '2022-03-27T01:30:00.000Z', '2022-03-27T01:00:00.000Z']);
  });

  it('cannot be local to a zone that does not exist', async () => {
    const path = written('zone.csv', `${HEADER}\n${row}\n`);
    await expect(surveyIncidents(path, { zone: 'Europe/Atlantis' })).rejects.toMatchObject({ code: 'file.unknown-zone' });
  });
});

describe('the first published spelling', () => {
  it('leads to the same complaint as the copies do', async () => {
    const original = HEADER.replace('ident_state', 'incident_state').replace('category,category', 'category,subcategory');
    const path = written('original.csv', `\uFEFF${original}\r\nP1,Resolved,0,0,Caller 11,2/5/2022 09:00,2/5/2022 09:05,Phone,Category 7,Subcategory 70,3 - Moderate,Group 56,code 6,?,?\r\n`);
    const steps = (await histories(path)).get('P1')!.steps;
    expect(steps.slice(0, 3)).toMatchObject([{ caller: '11', categoryPath: ['7', '70'] }, { priority: 3 }, { unit: '56' }]);
  });
});

describe('a file that cannot be read as a whole', () => {
  it.each([
    ['is empty', '', 'incidents.empty'],
    ['has no header', '1,2,3\n4,5,6\n', 'incidents.column-missing'],
    ['is written in UTF-16', Buffer.from(`\uFEFF${HEADER}`, 'utf16le'), 'file.utf-16'],
    ['is a spreadsheet', Buffer.from('PK\u0003\u0004rest'), 'file.archive'],
    ['is a cut-off .gz', gzipSync(readFileSync(FIXTURE)).subarray(0, 900), 'file.gzip-damaged'],
  ])('because it %s is refused with a code and a remedy', async (_why, content, code) => {
    const path = written('bad.csv', content);
    await expect(surveyIncidents(path)).rejects.toMatchObject({ name: 'UnreadableFile', code, remedy: expect.stringMatching(/.../) });
  });

  it('because a column is missing names that column', async () => {
    const path = written('bad.csv', `${HEADER.replace('sys_updated_at', 'changed')}\n`);
    await expect(surveyIncidents(path)).rejects.toThrow('The header lacks the column sys_updated_at.');
  });

  it('because it is separated by semicolons says so', async () => {
    const path = written('bad.csv', `${HEADER.replaceAll(',', ';')}\n`);
    await expect(surveyIncidents(path)).rejects.toMatchObject({ remedy: expect.stringContaining('comma') });
  });

  it('because it changed between the two looks is refused, not half imported in silence', async () => {
    const path = written('grows.csv', readFileSync(FIXTURE));
    const survey = await surveyIncidents(path);
    writeFileSync(path, readFileSync(FIXTURE, 'latin1').replaceAll('F01', 'G01'), 'latin1');
    await expect(all(readIncidents(path, survey))).rejects.toMatchObject({ code: 'incidents.changed' });
  });
});

describe('hostile rows', () => {
  it.each([
    ['a NUL', 'N\u0000,New,0,0,11,2/5/2022 09:00,2/5/2022 09:05,Phone,7,70,3,A,?,?,?', 'number holds control or broken characters'],
    ['text without end', `N1,New,0,0,${'x'.repeat(70)},2/5/2022 09:00,2/5/2022 09:05,Phone,7,70,3,A,?,?,?`, 'caller_id is longer than 64 characters'],
    ['10 MB in one line', 'x'.repeat(10_000_000), 'the line is longer than 1 MiB'],
    ['a time that does not exist', 'N1,New,0,0,11,31/2/2022 09:00,2/5/2022 09:05,Phone,7,70,3,A,?,?,?', 'opened_at is no time that is understood: it looks like "99/9/9999 99:99"'],
    ['a count that is none', 'N1,New,-1,0,11,2/5/2022 09:00,2/5/2022 09:05,Phone,7,70,3,A,?,?,?', 'reopen_count is no whole number: it looks like "-9"'],
    ['text behind a quotation mark', 'N1,"New"er,0,0,11,2/5/2022 09:00,2/5/2022 09:05,Phone,7,70,3,A,?,?,?', 'text follows a closing quotation mark'],
  ])('with %s are listed and the rest goes on', async (_what, row, reason) => {
    const good = 'G1,New,0,0,11,2/5/2022 09:00,2/5/2022 09:05,Phone,7,70,3,A,?,?,?';
    const path = written('hostile.csv', `${HEADER}\n${row}\n${good}\n`);
    const survey = await surveyIncidents(path);
    expect(survey.unreadable).toMatchObject([{ line: 2, reason }]);
    expect([...(await histories(path)).keys()]).toEqual(['G1']);
  });

  it('with an open quotation mark in front of a hundred good ones cost only themselves', async () => {
    const good = Array.from({ length: 150 }, (_, i) => `G${i},New,0,0,11,2/5/2022 09:00,2/5/2022 09:05,Phone,7,70,3,A,?,?,?`);
    const path = written('quote.csv', `${HEADER}\nB1,"New,0\n${good.join('\n')}`);
    expect(await surveyIncidents(path)).toMatchObject({ rows: 151, unreadable: [{ line: 2, number: 'B1' }] });
  });
});

function written(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function histories(path: string, zone = 'UTC'): Promise<Map<string, IncidentHistory>> {
  const survey = await surveyIncidents(path, { zone });
  return new Map((await all(readIncidents(path, survey))).map(({ number, rows }) => [number, incidentSteps(rows)]));
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** The steps without the lines they stand in. */
function story(told: Map<string, IncidentHistory>, number: string): object[] {
  return told.get(number)!.steps.map((step) => ({ ...step, line: 0 }));
}
