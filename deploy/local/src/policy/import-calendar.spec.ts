import { SHIPPED_PACKS, type PolicyPack } from '@amends/policy';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../cli/program.js';

let folder: string;
let out = '';
let errors = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'calendar-'));
  process.env['AMENDS_HOME'] = folder;
  out = errors = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((errors += String(text)), true));
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env['AMENDS_HOME'];
  rmSync(folder, { recursive: true });
});

const imports = (...args: string[]) => runCli(['policy', 'calendar', 'import', ...args, '--write', join(folder, 'new.json')]);
const made = (): PolicyPack => JSON.parse(readFileSync(join(folder, 'new.json'), 'utf8')) as PolicyPack;
const holidays = (calendar: string) => made().calendars![calendar]!.holidays.map(({ date, name }) => `${date} ${name}`);

/** An iCalendar file of these lines, each ended as RFC 5545 wants it. */
function ics(...lines: string[]): string {
  const path = join(folder, 'holidays.ics');
  writeFileSync(path, ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//', ...lines, 'END:VCALENDAR', ''].join('\r\n'));
  return path;
}
const event = (uid: string, ...lines: string[]) => ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'];
const BERLIN = [
  'BEGIN:VTIMEZONE', 'TZID:Europe/Berlin', 'BEGIN:STANDARD', 'DTSTART:19701025T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD',
  'BEGIN:DAYLIGHT', 'DTSTART:19700329T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT', 'END:VTIMEZONE',
];

describe('holidays of a country', () => {
  it('make the next version of a pack, with substitute days, and leave the version that there is', async () => {
    expect(await imports('--country', 'gb', '--region', 'ENG', '--years', '2028', '--into', 'fca-disp/england')).toBe(0);
    const shipped = SHIPPED_PACKS.find(({ name }) => name === 'fca-disp')!;
    expect([made().version, shipped.version]).toEqual([2, 1]);
    expect(holidays('england')).toEqual(expect.arrayContaining(['2026-12-28 Boxing Day (substitute)', "2028-01-03 New Year's Day (substitute day)", '2028-04-14 Good Friday']));
    expect(out).toContain('fca-disp@2: 9 of 9 holidays are new');
  });

  it('leave out what is no whole day, and say so', async () => {
    expect(await imports('--country', 'CN', '--years', '2028', '--into', 'hotline-12345/shanghai')).toBe(0);
    expect(out).toMatch(/left out: 2028-03-08 .+: only a part of the day/);
    expect(holidays('shanghai').some((line) => line.startsWith('2028-03-08'))).toBe(false);
  });

  it.each([
    ['a country that is not known', ['--country', 'XX', '--years', '2026'], /no holidays for the country "XX"[\s\S]+GB \(/],
    ['a part that the country does not have', ['--country', 'GB', '--region', 'XX', '--years', '2026'], /the region "XX"[\s\S]+ENG \(England\)/],
  ])('are refused for %s, with those that there are', async (_what, args, message) => {
    expect(await imports(...args, '--into', 'fca-disp/england')).toBe(1);
    expect(errors).toMatch(message);
  });
});

describe('holidays of an iCalendar file', () => {
  const into = ['--years', '2026-2028', '--into', 'default/office'];

  it.each([
    ['DTSTART;VALUE=DATE:20270230'], ['DTEND;VALUE=DATE:20271301'], ['EXDATE;VALUE=DATE:20270531,20270', ' 229'],
  ])('are refused where there is no such date: %s', async (...lines) => {
    expect(await imports(ics(...event('a', ...(lines[0].startsWith('DTSTART') ? [] : ['DTSTART;VALUE=DATE:20270101']), ...lines, 'SUMMARY:Never')), ...into)).toBe(1);
    expect(errors).toMatch(/there is no date 2027-(02-30|13-01|02-29), and it says (DTSTART|DTEND|EXDATE);VALUE=DATE:/);
  });

  it('are its whole days: repeated ones in every year without the ones taken out, long ones on each date, folded names in one piece', async () => {
    const file = ics(
      ...event('christmas', 'DTSTART;VALUE=DATE:20151225', 'DTEND;VALUE=DATE:20151227', 'RRULE:FREQ=YEARLY', 'SUMMARY:Christ', ' mas'),
      ...event('spring', 'DTSTART;VALUE=DATE:20260525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO', 'EXDATE;VALUE=DATE:20270531', 'SUMMARY:Spring holiday'),
      ...event('works', 'DTSTART;VALUE=DATE:20251230', 'DTEND;VALUE=DATE:20260103', 'SUMMARY:Works holiday'),
    );
    expect(await imports(file, ...into)).toBe(0);
    expect(holidays('office')).toEqual([
      '2026-01-01 Works holiday', '2026-01-02 Works holiday', '2026-05-25 Spring holiday', '2026-12-25 Christmas', '2026-12-26 Christmas', '2027-12-25 Christmas', '2027-12-26 Christmas',
      '2028-05-29 Spring holiday', '2028-12-25 Christmas', '2028-12-26 Christmas',
    ]);
  });

  it('are also what runs from midnight to midnight in a zone of its own; the rest of what has times is left out and told', async () => {
    const file = ics(
      ...BERLIN,
      ...event('a', 'DTSTART;TZID=Europe/Berlin:20260703T000000', 'DTEND;TZID=Europe/Berlin:20260704T000000', 'SUMMARY:Outing'),
      ...event('b', 'DTSTART;TZID=Europe/Berlin:20261224T130000', 'DTEND;TZID=Europe/Berlin:20261224T180000', 'SUMMARY:Christmas Eve'),
      ...event('c', 'DTSTART;VALUE=DATE:20260801', 'STATUS:CANCELLED', 'SUMMARY:Not after all'),
    );
    expect(await imports(file, ...into)).toBe(0);
    expect(holidays('office')).toEqual(['2026-07-03 Outing']);
    expect(out).toContain('left out: 2026-12-24 Christmas Eve: it begins at 13:00');
  });

  it('make no version when the calendar has them all', async () => {
    const file = ics(...event('a', 'DTSTART;VALUE=DATE:20260101', "SUMMARY:New Year's Day"));
    expect(await imports(file, '--years', '2026', '--into', 'fca-disp/england')).toBe(0);
    expect(out).toContain('no version was made');
  });

  it.each([
    ['is not there', () => join(folder, 'nothing.ics'), /There is no file/],
    ['is something else', () => (writeFileSync(join(folder, 'x.ics'), 'date,name\n'), join(folder, 'x.ics')), /is no iCalendar file/],
    ['has no events', () => ics(), /has no events/],
    ['has an event without a date', () => ics(...event('a', 'DTSTART:tomorrow', 'SUMMARY:Party')), /"Party" begins at "tomorrow", which is no date/],
  ])('are refused when the file %s', async (_what, file, message) => {
    expect(await imports(file(), ...into)).toBe(1);
    expect(errors).toMatch(message);
  });

  it('are refused for a calendar that the pack does not have', async () => {
    expect(await imports('--country', 'GB', '--years', '2026', '--into', 'fca-disp/wales')).toBe(1);
    expect(errors).toMatch(/no calendar "wales"[\s\S]+england/);
  });

  it('never write over a file that is there', async () => {
    writeFileSync(join(folder, 'new.json'), '{}');
    expect(await imports('--country', 'GB', '--years', '2029', '--into', 'fca-disp/england')).toBe(1);
    expect(made()).toEqual({});
  });

  it.each([[['--years', '2026', '--into', 'fca-disp/england']], [['--country', 'GB', '--into', 'fca-disp/england']], [['--country', 'GB', '--years', '2028-2026', '--into', 'a/b']], [['--country', 'GB', '--years', '2026', '--into', 'a']]])(
    'end with 2 when used wrongly: %j',
    async (args) => expect(await imports(...args)).toBe(2),
  );
});
