import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../cli/program.js';
import { csvFile } from './csv-target.js';
import { whatIfCsv, whatIfLines, type NamedResult } from './what-if-lines.js';

const NONE = { before: 0, after: 0 };
const EMPTY: NamedResult = {
  pack: 'fca-disp@1', since: null, until: '2026-11-22T12:00:00.000Z', complaints: 0, judgedUpTo: [], missed: NONE, complaintsWithAMiss: NONE, byKind: [], superiors: [], differences: [], leftOut: [],
};
const FULL: NamedResult = {
  ...EMPTY,
  complaints: 3,
  judgedUpTo: [{ source: null, complaints: 1, until: '2026-11-22T12:00:00.000Z', isDataCut: false }, { source: 'log', complaints: 2, until: '2016-02-18T14:51:00.000Z', isDataCut: true }],
  missed: { before: 1, after: 1 },
  complaintsWithAMiss: { before: 1, after: 1 },
  byKind: [{ kind: 'write-follow-up', owed: { before: 0, after: 1 }, missed: { before: 0, after: 1 } }],
  superiors: [{ person: 'p1', name: 'Dora Director', before: 0, after: 1 }, { person: 'p2', name: null, before: 1, after: 0 }],
  differences: [{
    complaint: 'c1', reference: '2600000014', before: 1, after: 1,
    kinds: [{ kind: 'acknowledge', owed: { before: 1, after: 1 }, missed: { before: 1, after: 0 } }, { kind: 'write-follow-up', owed: { before: 0, after: 1 }, missed: { before: 0, after: 1 } }],
  }],
  leftOut: [{ complaint: 'c2', reference: '2600000022', pack: 'closed@1', rule: 'resolve', because: 'the calendar Office is never open' }],
};

describe('what another pack would have changed, for people', () => {
  it('is one sentence where there is nothing to judge', () => {
    expect(whatIfLines(EMPTY)).toEqual(['There is nothing to judge under fca-disp@1: no complaint is stored.']);
    expect(whatIfLines({ ...EMPTY, since: '2099-01-01T00:00:00.000Z' })).toEqual(['There is nothing to judge under fca-disp@1: no complaint was registered since 2099-01-01T00:00:00.000Z.']);
  });

  it('is no table where every complaint is left out', () => {
    expect(whatIfLines({ ...EMPTY, leftOut: FULL.leftOut })).toEqual(['Nothing could be judged under fca-disp@1.', expect.stringContaining('1 complaint in no figure'), expect.any(String), expect.any(String)]);
  });

  it('has no heading for bars that there are not', () => {
    const lines = whatIfLines({ ...FULL, byKind: [{ kind: 'resolve', owed: { before: 1, after: 1 }, missed: NONE }] });
    expect(lines).toContain('Nothing was missed, before or after.');
    expect(lines.join('\n')).not.toMatch(/▒|█/);
  });

  it('says up to when live and imported complaints were judged', () => {
    expect(whatIfLines(FULL)).toEqual(expect.arrayContaining(['  1 live, judged up to 2026-11-22 12:00 UTC', '  2 imported from log, judged up to 2016-02-18 14:51 UTC, its data cut']));
  });

  it('names complaints by their reference with the kinds that differ, and superiors as the company file does', () => {
    const text = whatIfLines(FULL).join('\n');
    expect(text).toContain('  2600000014  1 → 1 missed · acknowledge missed 1 → 0 · write follow up owed 0 → 1, missed 0 → 1');
    expect(text).toMatch(/Dora Director .*0 .*1 .*\+1/);
    expect(text).toMatch(/p2 .*1 .*0 .*−1/);
  });

  it('tells which complaints are left out, by which rule of which pack, and what to do', () => {
    expect(whatIfLines(FULL).slice(-3)).toEqual([
      '! 1 complaint in no figure, because judging fails:', '  2600000022 under closed@1, rule resolve: the calendar Office is never open', expect.stringContaining('new version'),
    ]);
  });

  it('has a row of CSV for each complaint and kind', () => {
    expect(whatIfCsv(FULL)).toBe(
      'complaint,reference,kind,owed_before,owed_after,missed_before,missed_after\nc1,2600000014,acknowledge,1,1,1,0\nc1,2600000014,write-follow-up,0,1,0,1\n',
    );
  });
});

describe('where the CSV goes', () => {
  let folder: string;
  let errors = '';
  beforeEach(() => {
    process.env['AMENDS_HOME'] = folder = mkdtempSync(join(tmpdir(), 'what-if-'));
    errors = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((errors += String(text)), true));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    delete process.env['AMENDS_HOME'];
    rmSync(folder, { recursive: true });
  });

  it('is a file', () => {
    csvFile(join(folder, 'differences.csv')).write('a,b\n');
    expect(readFileSync(join(folder, 'differences.csv'), 'utf8')).toBe('a,b\n');
  });

  it('is looked at before anything is asked or reckoned', async () => {
    for (const path of ['/nonexistent/x.csv', folder]) {
      expect(await runCli(['what-if', '--pack', 'fca-disp', '--csv', path])).toBe(1);
      expect(errors).toContain(`--csv ${path}`);
      expect(errors).toContain('or - for standard output');
    }
    expect(errors).not.toContain('not running');
  });

  it('is not standard output when JSON goes there', async () => {
    jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await runCli(['what-if', '--pack', 'fca-disp', '--csv', '-', '--json'])).toBe(2);
  });
});
