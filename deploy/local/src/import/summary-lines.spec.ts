import type { ImportSummary } from './import-tally.js';
import { summaryLines } from './summary-lines.js';

const SUMMARY: ImportSummary = {
  source: 'incidents', incidents: 3, incidentsBefore: 0, rows: 20, events: 31, dataCut: '2022-05-29T09:00:00.000Z',
  seconds: { survey: 0.1, send: 2, settle: 0.4, paused: 0, total: 2.5 }, rowsPerSecond: 8, unreadable: [], unreadableList: null,
  skippedAfterClosed: 0, warnings: [], refused: [], alreadyImported: false,
};

describe('the summary of an import', () => {
  it('says what came of it, and how fast', () => {
    expect(summaryLines(SUMMARY)).toEqual([
      'Imported 3 incidents from 20 rows: 31 events, data cut 2022-05-29T09:00:00.000Z, source "incidents".',
      '2.5 s: looked through 0.1 s, sent 2.0 s (0.0 s paused for consumers), until reported 0.4 s; 8 rows/s.',
    ]);
  });

  it('lists fifty unreadable rows, and names the file that lists all', () => {
    const unreadable = Array.from({ length: 60 }, (_, at) => ({ line: at + 2, reason: 'opened_at is missing', number: null, updatedAt: null }));
    const lines = summaryLines({ ...SUMMARY, unreadable, unreadableList: 'imports/a.unreadable.csv' });
    expect(lines.filter((line) => line.startsWith('  line '))).toHaveLength(50);
    expect(lines.slice(-2)).toEqual(['  … and 10 more', '  all of them: imports/a.unreadable.csv']);
  });

  it('says that it was imported already, and what to do about it', () => {
    expect(summaryLines({ ...SUMMARY, alreadyImported: true })).toEqual(['Already imported: 3 incidents as source "incidents". Use --again to send everything again.']);
  });
});
