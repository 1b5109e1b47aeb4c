import { referenceOf, type RecordedEvent } from '@amends/contracts';
import type { Scope } from '@amends/runtime';
import { ReadModels } from '../models/read-models.js';
import { History, idOf } from '../testing/history.js';
import { hear, scratchInsight } from '../testing/scratch-insight.js';
import { Search } from './search.js';
import type { ChosenRequest, SearchRequest } from './search.requests.js';

const company: Scope = { kind: 'company' };
const NOW = '2026-01-02T00:00:00.000Z';

async function searching(events: readonly RecordedEvent[]) {
  const { database, file } = await scratchInsight();
  await hear(database, file, events);
  const search = new Search(new ReadModels(database, { file: [file] }), database);
  const ids = async (request: SearchRequest, scope: Scope = company): Promise<number[]> =>
    (await search.find(request, { scope, now: NOW })).complaints.map(({ id }) => Number(id.slice(-12)));
  const counts = (request: ChosenRequest = {}, scope: Scope = company) => search.count(request, { scope, now: NOW });
  return { ids, counts, search, hear: (more: readonly RecordedEvent[]) => hear(database, file, more) };
}

const classified = (history: History, number: number, category: readonly string[], severity = 'minor'): RecordedEvent =>
  history.event(idOf(number), 1, { type: 'ComplaintClassified', data: { category, severity, grave: [] } });

const assigned = (history: History, number: number, unit: string | null): RecordedEvent =>
  history.event(idOf(number), 1, { type: 'ComplaintAssigned', data: { unit, staff: null, because: 'assigned' } });

describe('searching complaints', () => {
  it('shows every complaint once, newest first, though new ones come in between pages', async () => {
    const history = new History();
    // Three at each instant: the id decides between them.
    const { search, hear: more } = await searching(Array.from({ length: 25 }, (_, at) => history.registered(at + 1, Math.floor(at / 3))));
    const seen: string[] = [];
    for (let after: string | null = null, number = 100; ; number++) {
      const page = await search.find({ limit: 4, ...(after === null ? {} : { after }) }, { scope: company, now: NOW });
      seen.push(...page.complaints.map(({ id }) => id));
      after = page.next;
      if (after === null) break;
      await more([history.registered(number, number)]);
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, at) => idOf(25 - at)));
  });

  it('finds Chinese and other words in product, order and category, every word of them', async () => {
    const history = new History();
    const { ids } = await searching([
      history.registered(1, 1, { product: '全自动洗衣机 W-200', order: 'PO-77' }),
      classified(history, 1, ['家电', '漏水']),
      history.registered(2, 2, { product: 'Washing machine' }),
      classified(history, 2, ['Appliance', 'Leak']),
      history.registered(3, 3, { product: '100%_cotton' }),
    ]);
    expect(await ids({ q: '漏水' })).toEqual([1]);
    expect(await ids({ q: '洗衣 漏水' })).toEqual([1]);
    expect(await ids({ q: '洗衣 干洗' })).toEqual([]);
    expect(await ids({ q: 'LEAK wash' })).toEqual([2]);
    expect(await ids({ q: 'w-2' })).toEqual([1]);
    expect(await ids({ q: 'po-77' })).toEqual([1]);
    expect(await ids({ q: '0%_c' })).toEqual([3]);
    expect(await ids({ q: '%%' })).toEqual([]);
    expect(await ids({ q: '__' })).toEqual([]);
  });

  it('no longer finds a complaint by a category that was corrected', async () => {
    const history = new History();
    const { ids, hear: more } = await searching([history.registered(1), classified(history, 1, ['delivery'])]);
    expect(await ids({ q: 'deliv' })).toEqual([1]);
    await more([classified(history, 1, ['billing'])]);
    expect(await ids({ q: 'deliv' })).toEqual([]);
    expect(await ids({ q: 'bill' })).toEqual([1]);
  });

  it('finds a complaint by how its reference begins, as it is spoken', async () => {
    const history = new History();
    const { ids } = await searching([history.registered(1, 1, { reference: referenceOf(2026, 1234567) }), history.registered(2, 2, { reference: referenceOf(2026, 1299999) })]);
    expect(await ids({ q: '26 12345' })).toEqual([1]);
    expect(await ids({ q: '2612' })).toEqual([2, 1]);
    expect(await ids({ q: '345' })).toEqual([]);
  });

  it('finds a whole reference however it is spaced, and an order number that only looks like one', async () => {
    const history = new History();
    const [reference, order] = [referenceOf(2026, 1234567), referenceOf(2031, 7654321)];
    const { ids } = await searching([history.registered(1, 1, { reference }), history.registered(2, 2, { reference: referenceOf(2026, 2), order: `PO ${order}` })]);
    expect(await ids({ q: `${reference.slice(0, 4)} ${reference.slice(4)}` })).toEqual([1]);
    expect(await ids({ q: reference, status: ['closed'] })).toEqual([]);
    expect(await ids({ q: order })).toEqual([2]);
  });

  it('narrows by everything that is asked for together', async () => {
    const history = new History();
    const customerId = idOf(1, 4);
    const { ids } = await searching([
      history.registered(1, 1, { customerId }),
      history.registered(2, 2, { customerId, contact: { id: idOf(2, 1), channel: 'web', direction: 'inbound', startedAt: history.at(2) } }),
      history.registered(3, 3, { history: { source: 'incidents', externalId: 'x', records: [] } }),
      classified(history, 1, ['delivery', 'late'], 'major'),
      assigned(history, 1, 'repairs'),
      history.resolved(2, 5),
    ]);
    expect(await ids({ customer: customerId })).toEqual([2, 1]);
    expect(await ids({ customer: customerId, status: ['open'] })).toEqual([1]);
    expect(await ids({ status: ['resolved', 'closed'] })).toEqual([2]);
    expect(await ids({ channel: ['web'] })).toEqual([2]);
    expect(await ids({ source: 'incidents' })).toEqual([3]);
    expect(await ids({ severity: ['major'], category: 'late', unit: 'repairs' })).toEqual([1]);
    expect(await ids({ from: history.at(2), to: history.at(3) })).toEqual([2]);
  });

  it('shows what is owned by or was received by the own units, and what nobody owns', async () => {
    const history = new History();
    const { ids } = await searching([
      history.registered(1, 1), assigned(history, 1, 'north'),
      history.registered(2, 2, { receivedBy: 'north' }), assigned(history, 2, 'south'),
      history.registered(3, 3, { receivedBy: 'south' }), assigned(history, 3, 'south'),
      history.registered(4, 4),
    ]);
    expect(await ids({}, { kind: 'units', units: ['north'], staff: 'ana' })).toEqual([4, 2, 1]);
    expect(await ids({ unit: 'south' }, { kind: 'units', units: ['north'], staff: 'ana' })).toEqual([2]);
    expect(await ids({})).toEqual([4, 3, 2, 1]);
  });

  it('chooses by what is owed, overdue and missed, by grave flag, tier, the path of the category, its person and reopenings', async () => {
    const history = new History();
    const ANA = idOf(1, 8);
    const [one, two, three] = [1, 2, 3].map((number) => history.registered(number, number, { standing: number === 1 ? { tier: 'gold', stage: 'stable', zone: 'UTC', convenientHours: [] } : null })) as [RecordedEvent, RecordedEvent, RecordedEvent];
    const [late, paused, missed] = [history.owed(one, 1, 'call', 7, 20), history.owed(two, 2, 'call', 7, 20), history.owed(two, 3, 'propose', 6, 10)];
    const { ids, counts } = await searching([
      one, two, three, late, paused, missed, history.owed(three, 4, 'confirm', 7, 200),
      history.judged(paused, 'ObligationPaused', { causedBy: one.id, pausedAt: history.at(1) }), history.judged(missed, 'ObligationMissed'),
      history.event(idOf(1), 1, { type: 'ComplaintClassified', data: { category: ['delivery', 'late'], severity: 'minor', grave: ['safety', 'press'] } }),
      history.event(idOf(2), 1, { type: 'ComplaintAssigned', data: { unit: 'north', staff: ANA, because: 'assigned' } }),
      history.resolved(3, 4), history.event(idOf(3), 5, { type: 'ComplaintReopened', data: { endsRound: 1, because: 'customer-dissatisfied' }, round: 2 }),
    ]);
    expect(await ids({ owed: ['call', 'resolve'] })).toEqual([2, 1]);
    expect(await ids({ overdue: true })).toEqual([2, 1]);
    expect(await ids({ overdue: false })).toEqual([3]);
    expect(await ids({ owed: ['call'], missed: ['6'] })).toEqual([2]);
    expect(await ids({ missed: ['1', '7'] })).toEqual([]);
    expect(await ids({ grave: ['press', 'legal'] })).toEqual([1]);
    expect(await ids({ tier: ['gold'] })).toEqual([1]);
    expect(await ids({ categoryPath: 'delivery' })).toEqual([1]);
    expect(await ids({ categoryPath: 'delivery/late' })).toEqual([1]);
    expect(await ids({ categoryPath: 'late' })).toEqual([]);
    expect(await ids({ staff: ANA })).toEqual([2]);
    expect(await ids({ reopened: true })).toEqual([3]);
    expect(await counts()).toEqual({
      complaints: 3, overdue: 2, grave: 1, owed: [{ kind: 'call', complaints: 2 }, { kind: 'confirm', complaints: 1 }, { kind: 'propose', complaints: 1 }],
      byStatus: [{ status: 'open', complaints: 3 }, ...['resolved', 'closed', 'withdrawn', 'linked'].map((status) => ({ status, complaints: 0 }))],
    });
    expect(await counts({ owed: ['propose'] })).toMatchObject({ complaints: 1, overdue: 1, grave: 0, owed: [{ kind: 'call', complaints: 1 }, { kind: 'propose', complaints: 1 }] });
    expect(await counts({}, { kind: 'units', units: ['south'], staff: 'ana' })).toMatchObject({ complaints: 2 });
  });

  it('shows a complaint to the unit that it is offered to, until it answers', async () => {
    const history = new History();
    const offered = history.event(idOf(1), 2, { type: 'HandedOver', data: { handOverId: idOf(1, 3), toUnit: 'north', toStaff: null } });
    const { ids, hear: more } = await searching([history.registered(1, 1), assigned(history, 1, 'south'), offered]);
    expect(await ids({}, { kind: 'units', units: ['north'], staff: 'ana' })).toEqual([1]);
    await more([history.event(idOf(1), 3, { type: 'HandOverDeclined', data: { handOverId: idOf(1, 3), because: 'not-ours' } })]);
    expect(await ids({}, { kind: 'units', units: ['north'], staff: 'ana' })).toEqual([]);
  });
});
