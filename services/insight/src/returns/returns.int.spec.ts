import type { RecordedEvent } from '@amends/contracts';
import { ReadModels } from '../models/read-models.js';
import { History, idOf } from '../testing/history.js';
import { hear, scratchInsight } from '../testing/scratch-insight.js';
import { CustomersConsumer } from './customers.consumer.js';
import type { ReturnsAnswer } from './returns-answer.js';
import { Returns } from './returns.js';

const company = { kind: 'company' } as const;
const asking = (role: 'analyst' | 'supervisor' = 'supervisor') => ({ scope: company, staff: { id: 'a', role, unit: null } });
const shop = { history: { source: 'shop', externalId: 'x', records: [] } };
const DAY = 24;

/** Complaints of customers, and whether they came back, over insight's own tables. */
class Told {
  readonly history = new History();
  readonly events: RecordedEvent[] = [];
  private complaints = 0;

  complained(customer: number | null, days: number, { returnedAfter, lostAfter, live = false }: { returnedAfter?: number; lostAfter?: number; live?: boolean } = {}): number {
    const number = ++this.complaints;
    const customerId = customer === null ? null : idOf(customer, 5);
    this.events.push(this.history.registered(number, days * DAY, { customerId, ...(live ? {} : shop) }));
    const activity = (type: string, after: number, kind: string): void => {
      const happenedAt = this.history.at((days + after) * DAY);
      this.events.push(this.history.event(idOf(number), (days + after) * DAY, { type, data: { customerId, source: 'shop', activityId: 'a', kind, happenedAt } }));
    };
    if (returnedAfter !== undefined) activity('CustomerReturned', returnedAfter, 'order');
    if (lostAfter !== undefined) activity('CustomerLost', lostAfter, 'account-closed');
    return number;
  }

  completed(source: string, days: number): this {
    this.events.push(this.history.event(idOf(1, 7), 0, { type: 'ActivityCompleted', source: 'follow-up', data: { source, until: this.history.at(days * DAY) } }));
    return this;
  }

  customer(type: string, customer: number, days: number, data: object): this {
    this.events.push(this.history.event(idOf(customer, 5), days * DAY, { type, data }));
    return this;
  }

  async report(source: string | undefined = 'shop', who = asking()): Promise<readonly ReturnsAnswer[]> {
    const { database, file, drop } = await scratchInsight();
    await hear(database, file, this.events.filter(({ streamKind }) => streamKind !== 'customer'), 7);
    const customers = this.events.filter(({ streamKind }) => streamKind === 'customer');
    await database.transaction((transaction) => new CustomersConsumer(database).handle(customers, transaction));
    return new Returns(new ReadModels(database, { file: [file] }), database).report(source, who).finally(drop);
  }

  async one(who = asking()): Promise<ReturnsAnswer> {
    return (await this.report('shop', who))[0]!;
  }
}

/** Forty customers with one complaint each on day 0: 24 came back after 10, 20, … 240 days, and the source is told up to day 100. */
function forty(): Told {
  const told = new Told();
  for (let customer = 1; customer <= 40; customer++) told.complained(customer, 0, customer <= 24 ? { returnedAfter: customer * 10 } : {});
  return told.completed('shop', 100);
}

describe('the report of returns', () => {
  it('gives the share that came back within a window, of the episodes that were watched so long', async () => {
    const told = forty();
    told.complained(41, 80, { returnedAfter: 5 });
    const { cameBack, cameBackFirst, n, dataCut } = await told.one();
    // Open windows count as neither: the complaint of day 80 was watched for 20 days, although its customer came back.
    expect(cameBackFirst.map(({ days, eligible, returned, refused }) => [days, eligible, returned, refused?.code])).toEqual([[30, 40, null, 'too-few-returns'], [90, 40, null, 'too-few-returns'], [180, 0, null, 'too-few-episodes']]);
    expect([n, dataCut, cameBack.length]).toEqual([41, '2026-04-11T00:00:00.000000Z', 3]);
    const more = new Told();
    for (let customer = 1; customer <= 40; customer++) more.complained(customer, 0, customer <= 12 ? { returnedAfter: 30 } : { returnedAfter: 30.001 });
    expect((await more.completed('shop', 90).one()).cameBackFirst).toMatchObject([{ eligible: 40, returned: 12, share: 0.3 }, { eligible: 40, returned: 40, share: 1 }, { eligible: 0 }]);
  });

  it('has an interval beside each share: Wilson for first episodes, one robust to several of a customer for all', async () => {
    const told = new Told();
    for (let customer = 1; customer <= 40; customer++) {
      told.complained(customer, 0, customer <= 20 ? { returnedAfter: 5 } : {});
      told.complained(customer, 1, customer <= 20 ? { returnedAfter: 4 } : {});
    }
    const { cameBack, cameBackFirst, returnCurve } = await told.completed('shop', 100).one();
    expect(cameBackFirst[0]).toMatchObject({ days: 30, eligible: 40, returned: 20, share: 0.5, low: expect.closeTo(0.3520, 3), high: expect.closeTo(0.6480, 3) });
    expect(cameBack[0]).toMatchObject({ days: 30, eligible: 80, returned: 40, share: 0.5 });
    // Two complaints of one customer are no more than one: not narrower than for 40, although there are 80.
    expect(cameBack[0]!.high! - cameBack[0]!.low!).toBeGreaterThan(0.29);
    expect(returnCurve).toMatchObject({ n: 80, customers: 40, returned: 40 });
  });

  it('draws the curve with those who did not come back censored at the data cut, and those who were lost at their loss', async () => {
    const told = new Told();
    for (let customer = 1; customer <= 30; customer++) told.complained(customer, 0, { returnedAfter: customer });
    for (let customer = 31; customer <= 35; customer++) told.complained(customer, 0, { lostAfter: 0.5, returnedAfter: 50 });
    const { returnCurveFirst, coverage, sameDay } = await told.completed('shop', 200).one();
    expect(returnCurveFirst).toMatchObject({ unit: 'days', n: 35, returned: 30, median: 15.5, refused: null });
    expect(returnCurveFirst.at[0]).toMatchObject({ days: 30, atRisk: 1, share: 1 });
    expect([coverage.lost, coverage.returned, coverage.censored, sameDay.returned]).toEqual([5, 35, 0, 0]);
  });

  it('tells what it covers, and leaves out complaints of nobody and after the data cut', async () => {
    const told = forty();
    told.complained(null, 5);
    told.complained(41, 150);
    const { n, coverage } = await told.one();
    expect(n).toBe(40);
    expect(coverage).toMatchObject({ episodes: 42, linkedToCustomer: 41, customers: 40, afterDataCut: 1, returned: 10, censored: 30, fullWindow: [{ days: 30, episodes: 40 }, { days: 90, episodes: 40 }, { days: 180, episodes: 0 }, { days: 365, episodes: 0 }] });
  });

  it('says so when a window is longer than most were watched', async () => {
    const { cameBack } = await forty().one();
    expect(cameBack.map(({ note }) => note?.code)).toEqual([undefined, undefined, 'few-full-windows']);
  });

  it('counts merged records as one customer, and their first complaint once', async () => {
    const told = forty();
    for (let customer = 2; customer <= 10; customer++) told.customer('CustomersMerged', customer, 1, { survivor: idOf(customer - 1, 5), merged: idOf(customer, 5) });
    expect((await told.one()).returnCurveFirst.customers).toBe(31);
    told.customer('CustomersUnmerged', 2, 1, { survivor: idOf(1, 5), merged: idOf(2, 5) });
    expect((await told.one()).returnCurveFirst.customers).toBe(32);
  });

  it('watches a customer who was erased only until then, and counts what came before', async () => {
    const told = forty();
    for (const customer of [1, 9]) told.customer('CustomerErased', customer, 50, { because: 'customer-asked' });
    const { coverage } = await told.one();
    expect([coverage.returned, coverage.fullWindow[0]!.episodes, coverage.fullWindow[1]!.episodes]).toEqual([9, 40, 38]);
  });

  it('hides small cells from analysts only', async () => {
    const told = new Told();
    for (let customer = 1; customer <= 40; customer++) told.complained(customer, 0, customer <= 37 ? { returnedAfter: 5 } : {});
    told.completed('shop', 100);
    expect((await told.one(asking('analyst'))).cameBack[0]).toMatchObject({ eligible: 40, returned: null, share: null, refused: { code: 'small-cell' } });
    expect((await told.one()).cameBack[0]).toMatchObject({ returned: 37, refused: null });
  });

  it('gives nothing without a data cut; live complaints have that of the slowest live source', async () => {
    const told = new Told();
    told.complained(1, 0, { live: true, returnedAfter: 1 });
    expect((await told.report('live'))[0]).toMatchObject({ dataCut: null, refused: { code: 'no-data-cut' }, cameBack: [] });
    told.completed('till', 80).completed('shop', 40).completed('old', 10);
    told.events.push(told.history.registered(99, 0, { customerId: idOf(9, 5), history: { source: 'old', externalId: 'y', records: [] } }));
    expect((await told.report('live'))[0]!.dataCut).toBe('2026-02-10T00:00:00.000000Z');
  });

  it('no longer counts a return that was retracted', async () => {
    const told = forty();
    told.events.push(told.history.event(idOf(1), 1, { type: 'ReturnRetracted', data: { customerId: idOf(1, 5), retracts: 'CustomerReturned' } }));
    expect((await told.one()).coverage.returned).toBe(9);
  });
});
