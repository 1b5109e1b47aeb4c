import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ReturnsReport } from '../../report/returns-report.js';
import { AmendsUnderTest, transports } from '../testing/amends-under-test.js';
import { importShop, type ShopSummary } from './index.js';
import { shopFigures } from './independent-figures.js';

const FIXTURE = join(__dirname, 'fixtures/shop.csv');
const PUBLISHED = resolve(__dirname, '../../../../../../shared/data/online_retail_2010-12_2011-12_customers_mod4_012.csv.gz');
const QUIET = { surveyed: () => undefined, rows: () => undefined, settling: () => undefined };

let amends: AmendsUnderTest;

describe.each(transports())('a shop imported over %s', (transport) => {
  beforeAll(async () => {
    amends = await AmendsUnderTest.start(transport);
  }, 120_000);

  afterAll(() => amends.stop(), 60_000);

  it('is reported as an independent count has it, also when its services are killed meanwhile', async () => {
    const [summary] = await Promise.all([importFile(FIXTURE), amends.killAndRestart()]);
    expect(summary).toMatchObject({ customers: 44, refused: [], differing: [], unreadable: [], withoutCustomer: 1, adjustments: 1 });
    expectReport(await report('shop'), FIXTURE);
  }, 120_000);

  it('for the second time sends nothing, and sent again adds nothing', async () => {
    const before = await amends.events();
    expect(await importFile(FIXTURE)).toMatchObject({ alreadyImported: true });
    expect(await importFile(FIXTURE, { again: true })).toMatchObject({ ordersTaken: 0, differing: [] });
    expect(await amends.events()).toBe(before);
    expectReport(await report('shop'), FIXTURE);
  }, 60_000);

  it('that is complete up to a later time has longer windows, and the same returns', async () => {
    await importFile(FIXTURE, { until: '2023-12-09T12:50:00.000Z' });
    const { dataCut, cameBack, n, coverage } = await report('shop');
    expect(dataCut).toBe('2023-12-09T12:50:00.000000Z');
    expect(cameBack.map(({ eligible }) => eligible)).toEqual([n, n, n]);
    expect(coverage.fullWindow.map(({ episodes }) => episodes)).toEqual([n, n, n, n]);
  }, 60_000);

  // Once is enough, over the real thing.
  const published = existsSync(PUBLISHED) && transport === transports()[0] ? it : it.skip;

  published('as it was published is reported as an independent count has it', async () => {
    const summary = await importFile(PUBLISHED, { source: 'published' });
    expect(summary).toMatchObject({ lines: 437_155, customers: 3_299, complaints: 2_604, orders: 13_789, unreadable: [], refused: [], differing: [] });
    expectReport(await report('published'), PUBLISHED);
  }, 300_000);
});

function importFile(file: string, { again = false, source = 'shop', until }: { again?: boolean; source?: string; until?: string } = {}): Promise<ShopSummary> {
  const destination = { url: amends.url, token: () => amends.token('importer') };
  const complete = until === undefined ? {} : { until };
  return importShop({ file, zone: 'UTC', source, again, ...complete, folder: join(amends.home.dir, 'imports'), destination, signal: new AbortController().signal }, QUIET);
}

async function report(source: string): Promise<ReturnsReport> {
  const answer = await fetch(`${amends.url}/api/insight/reports/returns?source=${source}`, { headers: { authorization: `Bearer ${await amends.token('supervisor')}` } });
  return ((await answer.json()) as ReturnsReport[])[0]!;
}

function expectReport(actual: ReturnsReport, file: string): void {
  const { complaints, customers, dataCut, cameBack, cameBackFirst, median, medianFirst, sameDay } = shopFigures(file);
  expect(Date.parse(actual.dataCut!)).toBe(Date.parse(dataCut));
  expect([actual.n, actual.coverage.customers, actual.coverage.linkedToCustomer, actual.sameDay.returned]).toEqual([complaints, customers, complaints, sameDay]);
  const shares = (all: ReturnsReport['cameBack']) => all.map(({ days, eligible, returned }) => ({ days, eligible, returned }));
  expect(shares(actual.cameBack)).toEqual(cameBack);
  expect(shares(actual.cameBackFirst)).toEqual(cameBackFirst);
  for (const { returned, eligible, share, low, high } of [...actual.cameBack, ...actual.cameBackFirst]) {
    expect(share).toBeCloseTo(returned! / eligible, 12);
    expect(low! < share! && share! < high!).toBe(true);
  }
  expect([actual.returnCurve.median, actual.returnCurveFirst.median]).toEqual([expect.closeTo(median!, 6), expect.closeTo(medianFirst!, 6)]);
}
