import { fork } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ResolveReport } from '../report/resolve-report.js';
import { WORKSPACE } from '../launcher/home.js';
import { expectedReport } from './testing/expected-report.js';
import { AmendsUnderTest, transports } from './testing/amends-under-test.js';
import type { ImporterArguments } from './testing/importer.js';
import { importIncidents, type ImportSummary } from './index.js';

const LOG = resolve(__dirname, '../../../../../shared/data/uci_incident_event_log_opened_to_2016-04.csv.gz');
// The incidents of the fixture that an independent count understands: one row a line, days written one way.
const [HEADER, ...ROWS] = readFileSync(join(__dirname, 'incidents/fixtures/incidents.csv'), 'utf8').split('\n').filter((row) => /^(number|F0\d|F1[0-57-9]),/.test(row));
const IMPORTER = join(WORKSPACE, 'deploy/local/dist/import/testing/importer.js');
const QUIET = { surveyed: () => undefined, rows: () => undefined, settling: () => undefined };
const COPIES = 40;

let amends: AmendsUnderTest;
let many: string;

describe.each(transports())('an import over %s', (transport) => {
  beforeAll(async () => {
    amends = await AmendsUnderTest.start(transport);
    many = join(amends.home.dir, 'incidents.csv');
    writeFileSync(many, csv(COPIES));
  }, 120_000);

  afterAll(() => amends.stop(), 60_000);

  it('that is killed in the middle goes on where it was, over services that are killed too, and the report is right', async () => {
    await killedInTheMiddle(many);
    const [summary] = await Promise.all([importFile(many), amends.killAndRestart()]);
    expect(summary).toMatchObject({ incidents: incidentsOf(many), unreadable: [], refused: [] });
    expectReport(await report('incidents'), many);
  }, 180_000);

  it('for the second time sends nothing, and sent again adds nothing', async () => {
    const before = await amends.events();
    expect(await importFile(many)).toMatchObject({ alreadyImported: true });
    const first = await importFile(many);
    const again = await importFile(many, { again: true });
    // What the ledger said of them is not sent, and not said again.
    expect([await amends.events(), again.events]).toEqual([before, first.events]);
  }, 120_000);

  it('lists the rows that cannot be read, and the rest goes on', async () => {
    const spoilt = join(amends.home.dir, 'spoilt.csv');
    writeFileSync(spoilt, csv(1).replace('2/5/2022 11:30,Phone', 'yesterday,Phone'));
    const { unreadable, unreadableList, refused } = await importFile(spoilt, { source: 'spoilt' });
    expect([unreadable.map(({ line }) => line), refused]).toEqual([[3], []]);
    expect(readFileSync(unreadableList!, 'utf8')).toMatch(/^line,reason\r\n3,"sys_updated_at /);
  }, 60_000);

  // Once is enough, over the real thing.
  const published = existsSync(LOG) && transport === transports()[0] ? it : it.skip;

  published('of the published log is reported as an independent count has it', async () => {
    const summary = await importFile(LOG, { source: 'published' });
    expect(summary).toMatchObject({ incidents: 17_136, rows: 101_045, unreadable: [], refused: [] });
    expectReport(await report('published'), LOG);
  }, 600_000);
});

function importFile(file: string, { again = false, source = 'incidents' } = {}): Promise<ImportSummary> {
  const destination = { url: amends.url, token: () => amends.token('importer') };
  return importIncidents({ ...options(file, source), again, destination, signal: new AbortController().signal }, QUIET);
}

const options = (file: string, source: string) => ({ file, zone: 'UTC', source, again: false, folder: join(amends.home.dir, 'imports') });

/** An importer of its own that is killed when something, but not everything, went through. */
async function killedInTheMiddle(file: string): Promise<void> {
  const told: ImporterArguments = { options: options(file, 'incidents'), url: amends.url, token: await amends.token('importer'), killedAfter: 200 };
  const importer = fork(IMPORTER, [JSON.stringify(told)], { execArgv: [] });
  const ended = new Promise<string | null>((done) => importer.once('exit', (_code, signal) => done(signal)));
  expect(await ended).toBe('SIGKILL');
}

async function report(source: string): Promise<ResolveReport> {
  const answer = await fetch(`${amends.url}/api/insight/reports/resolve?source=${source}`, { headers: { authorization: `Bearer ${await amends.token('analyst')}` } });
  return ((await answer.json()) as ResolveReport[])[0]!;
}

function expectReport(actual: ResolveReport, file: string): void {
  const expected = expectedReport(file);
  const { dataCut, complete } = actual;
  expect([Date.parse(dataCut!), complete]).toEqual([Date.parse(expected.dataCut), true]);
  for (const key of Object.keys(expected.figures)) expect([key, rounded(actual[key as keyof ResolveReport])]).toEqual([key, rounded(expected.figures[key])]);
}

/** Databases count microseconds, and sums depend on their order. */
const rounded = (value: unknown): unknown => JSON.parse(JSON.stringify(value, (_key, one: unknown) => (typeof one === 'number' ? Number(one.toPrecision(10)) : one)));

/** The fixture's incidents so many times over, each time under other numbers. */
const csv = (copies: number): string => [HEADER, ...Array.from({ length: copies }, (_, copy) => ROWS.map((row) => `C${copy}-${row}`)).flat(), ''].join('\n');

const incidentsOf = (file: string): number => new Set(readFileSync(file, 'utf8').trimEnd().split('\n').slice(1).map((row) => row.split(',')[0])).size;
