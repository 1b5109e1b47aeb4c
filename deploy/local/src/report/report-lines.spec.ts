import { reportLines } from './report-lines.js';
import { worthShowing, type ResolveReport } from './resolve-report.js';

const TIMES = { p50: 2, p90: 30, p99: 300, survivalMedian: 2, low: 1, high: null };

const REPORT: ResolveReport = {
  source: 'incidents', n: 10, complaints: 10, open: 1, resolved: 9, withdrawn: 0, linked: 0,
  timeToResolve: { unit: 'hours', ...TIMES }, withoutWaiting: { unit: 'hours', ...TIMES },
  handedOver: { count: 9, share: 0.9 }, reopened: { count: 0, share: 0 }, waited: { count: 5, share: 0.5 },
  byPriority: [{ priority: 3, complaints: 9, open: 1, resolved: 8, ...TIMES }, { priority: null, complaints: 1, open: 0, resolved: 1, ...TIMES }],
  byHandOvers: [{ handOvers: '5+', complaints: 10, open: 1, resolved: 9, ...TIMES }],
  curve: [], dataCut: '2022-05-29T09:00:00.000000Z', complete: true, definition: { version: 1, text: 'Received: when the customer first complained.' },
};

describe('the report for people', () => {
  const text = reportLines(REPORT).join('\n');

  it('says what was counted, up to when, and what it means', () => {
    expect(text).toContain('10 complaints, 1 open, 9 resolved · data cut 2022-05-29 09:00 UTC');
    expect(text).toContain('What the figures mean (version 1): Received: when the customer first complained.');
  });

  it('puts an interval beside every figure that is an estimate', () => {
    expect(text).toMatch(/wall clock +│ +2 h │ +1 d 6 h │ +12 d 12 h │ +2 h │ +1 h – –/);
    expect(text).toMatch(/handed over +│ +9 │ +90\.0 % │ +59\.6 % – 98\.2 %/);
  });

  it('tells when the import has not ended', () => {
    expect(reportLines({ ...REPORT, complete: false })[1]).toContain('the import has not ended');
  });
});

it('shows sources that have complaints; an empty installation shows what it has', () => {
  const live = { ...REPORT, source: 'live', complaints: 0 };
  expect(worthShowing([live, REPORT])).toEqual([REPORT]);
  expect(worthShowing([live])).toEqual([live]);
});
