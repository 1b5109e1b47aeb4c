import type { RecordedEvent } from '@amends/contracts';
import { ReadModels } from '../models/read-models.js';
import { History, idOf } from '../testing/history.js';
import { hear, scratchInsight } from '../testing/scratch-insight.js';
import type { ResolveAnswer } from './resolve-answer.js';
import { Resolve } from './resolve.js';

const company = { kind: 'company' } as const;
const source = { history: { source: 'incidents', externalId: 'x', records: [] } };

/** What a complaint went through, hours after the start. */
class Told {
  readonly events: RecordedEvent[];

  constructor(private readonly history: History, private readonly number: number, received: number, more: object = source) {
    this.events = [history.registered(number, received, more)];
  }

  say(type: string, hours: number, data: object = {}, round = 1): this {
    this.events.push(this.history.event(idOf(this.number), hours, { type, data, round }));
    return this;
  }

  priority(priority: number): this {
    return this.say('ComplaintClassified', 0, { category: [], severity: 'minor', grave: [], priority });
  }

  waits(from: number, to?: number): this {
    this.say('WaitingForCustomer', from, { questionId: idOf(1, 3) });
    return to === undefined ? this : this.say('CustomerAnswered', to, { questionId: idOf(1, 3) });
  }

  handedOver(): this {
    return this.say('HandOverAccepted', 1, { handOverId: idOf(1, 2) });
  }

  resolved(hours: number, round = 1): this {
    return this.say('ComplaintResolved', hours, { how: 'other', cause: null }, round);
  }

  reopened(hours: number): this {
    return this.say('ComplaintReopened', hours, { endsRound: 1, because: 'imported' });
  }
}

const ended = (history: History, cut: number): RecordedEvent =>
  history.event(idOf(1, 7), 0, { type: 'HistoryEnded', data: { source: 'incidents', dataCut: history.at(cut), complaints: 5, unreadableRows: 0, complete: true } });

function five(history: History): Told[] {
  return [
    new Told(history, 1, 0).priority(2).priority(1).resolved(10),
    new Told(history, 2, 0).priority(1).handedOver().waits(5, 15).resolved(20),
    new Told(history, 3, 10).priority(2).resolved(20).reopened(25).resolved(40, 2).say('ComplaintClosed', 41, { because: 'imported' }, 2),
    new Told(history, 4, 60).waits(70),
    new Told(history, 5, 0).priority(2).resolved(5).reopened(6),
  ];
}

async function reportOn(events: readonly RecordedEvent[], { batch = 1000, scope = company as Parameters<Resolve['report']>[1] } = {}): Promise<readonly ResolveAnswer[]> {
  const { database, file, drop } = await scratchInsight();
  try {
    await hear(database, file, events, batch);
    return await new Resolve(new ReadModels(database, { file: [file] }), database).report(undefined, scope);
  } finally {
    await drop();
  }
}

describe('the time to resolve', () => {
  it('counts the open ones up to the data cut, and the last resolution of those that were reopened', async () => {
    const history = new History();
    const [live, incidents] = await reportOn([...five(history).flatMap(({ events }) => events), ended(history, 100)]);
    expect(live).toMatchObject({ source: 'live', complaints: 0, handedOver: { count: 0, share: null } });
    expect(incidents).toMatchObject({
      source: 'incidents', n: 5, complaints: 5, open: 2, resolved: 3, withdrawn: 0, linked: 0, complete: true,
      handedOver: { count: 1, share: 0.2 }, reopened: { count: 2, share: 0.4 }, waited: { count: 2, share: 0.4 },
      dataCut: '2026-01-05T04:00:00.000000Z', definition: { version: 2 },
    });
    // 10, 20, 30 resolved; 40 and 100 censored: S falls to 0.8, 0.6, 0.4; the lower log-log limit at 10 is 0.20, the upper at 30 0.75.
    expect(incidents!.timeToResolve).toEqual({ unit: 'hours', p50: 20, p90: 28, p99: expect.closeTo(29.8, 10), survivalMedian: 30, low: 10, high: null });
    // 10, 10, 30 resolved; 10 and 100 censored: S falls to 0.6 at 10 and 0.3 at 30.
    expect(incidents!.withoutWaiting).toEqual({ unit: 'hours', p50: 10, p90: 26, p99: expect.closeTo(29.6, 10), survivalMedian: 30, low: 10, high: null });
  });

  it('watches a complaint whose customer was erased up to that instant, and counts it as resolved where it was', async () => {
    const history = new History();
    const [open, resolved, mistaken] = [1, 2, 3].map((number) => new Told(history, number, 0)) as [Told, Told, Told];
    open.say('ComplaintWithdrawn', 30, { because: 'erased' });
    resolved.resolved(20).say('ComplaintWithdrawn', 30, { because: 'erased' });
    mistaken.say('ComplaintWithdrawn', 5, { because: 'registered-by-mistake' });
    const [, incidents] = await reportOn([...[open, resolved, mistaken].flatMap(({ events }) => events), ended(history, 100)]);
    expect(incidents).toMatchObject({ complaints: 3, open: 1, resolved: 1, withdrawn: 1 });
    // One of two resolved at 20, the other watched on to 30 only: the data cut at 100 has no part in it.
    expect(incidents!.timeToResolve).toMatchObject({ p50: 20, survivalMedian: 20 });
    const before = await reportOn([...new Told(new History(), 1, 0).say('ComplaintWithdrawn', 30, { because: 'erased' }).events]);
    expect(before[1]).toMatchObject({ open: 1, withdrawn: 0 });
  });

  it('is told by the last priority, none last, and by hand-overs', async () => {
    const history = new History();
    const [, incidents] = await reportOn([...five(history).flatMap(({ events }) => events), ended(history, 100)]);
    expect(incidents!.byPriority).toMatchObject([
      { priority: 1, complaints: 2, open: 0, resolved: 2, p50: 15 },
      { priority: 2, complaints: 2, open: 1, resolved: 1, p50: 30 },
      { priority: null, complaints: 1, open: 1, resolved: 0, p50: null, survivalMedian: null },
    ]);
    expect(incidents!.byHandOvers).toMatchObject([{ handOvers: 0, complaints: 4 }, { handOvers: 1, complaints: 1, p50: 20 }]);
  });

  it('takes five hand-overs and more together', async () => {
    const history = new History();
    const often = (number: number, times: number): Told => Array.from({ length: times }).reduce<Told>((told) => told.handedOver(), new Told(history, number, 0)).resolved(number);
    const [, incidents] = await reportOn([...often(1, 4).events, ...often(2, 5).events, ...often(3, 9).events]);
    expect(incidents!.byHandOvers).toMatchObject([{ handOvers: 4, complaints: 1 }, { handOvers: '5+', complaints: 2, p50: 2.5 }]);
  });

  it('counts waiting once where it overlaps, and only between receipt and resolution', async () => {
    const history = new History();
    const overlapping = new Told(history, 1, 0).waits(5, 12).waits(10, 14).resolved(20);
    const beyond = new Told(history, 2, 6).waits(5, 12).resolved(8);
    const [, incidents] = await reportOn([...overlapping.events, ...beyond.events]);
    expect(incidents!.timeToResolve).toMatchObject({ p50: 11 });
    expect(incidents!.withoutWaiting).toMatchObject({ p50: 5.5, p99: expect.closeTo(10.89, 10) });
  });

  it('is never less than nothing, when a file says resolved before received', async () => {
    const history = new History();
    const [, incidents] = await reportOn(new Told(history, 1, 10).resolved(4).events);
    expect(incidents).toMatchObject({ resolved: 1, complete: false, timeToResolve: { p50: 0 }, withoutWaiting: { p50: 0 } });
  });

  it('cuts live complaints at the newest recorded event', async () => {
    const history = new History();
    const [live] = await reportOn([...new Told(history, 1, 0, {}).events, history.event(idOf(2), 3, { type: 'ComplaintAssigned', data: { unit: 'a', staff: null, because: 'assigned' }, recordedAt: history.at(7) })]);
    expect(live).toMatchObject({ source: 'live', complaints: 1, open: 1, dataCut: '2026-01-01T07:00:00.000000Z', timeToResolve: { p50: null, survivalMedian: null } });
  });

  it('counts only what the reader may see', async () => {
    const history = new History();
    const [north, south] = [new Told(history, 1, 0, { ...source, receivedBy: 'north' }), new Told(history, 2, 0, source).say('ComplaintAssigned', 1, { unit: 'south', staff: null, because: 'assigned' })];
    north.say('ComplaintAssigned', 1, { unit: 'south', staff: null, because: 'assigned' });
    const [, seen] = await reportOn([...north.events, ...south.events], { scope: { kind: 'units', units: ['north'], staff: 'ana' } });
    expect(seen).toMatchObject({ source: 'incidents', complaints: 1 });
  });

  it('is the same whatever the order of complaints and the size of batches', async () => {
    const history = new History();
    const told = five(history);
    const end = ended(history, 100);
    const inOrder = await reportOn([...told.flatMap(({ events }) => events), end]);
    const backwards = await reportOn([end, ...told.toReversed().flatMap(({ events }) => events)], { batch: 1 });
    const mixed = await reportOn([...[0, 1, 2, 3, 4, 5].flatMap((at) => told.flatMap(({ events }) => events.slice(at, at + 1))), end], { batch: 7 });
    const withoutCut = (reports: readonly ResolveAnswer[]) => reports.filter((report) => report.source !== 'live');
    expect(withoutCut(backwards)).toEqual(withoutCut(inOrder));
    expect(withoutCut(mixed)).toEqual(withoutCut(inOrder));
  });

  it('asks back for a source that nobody has heard of', async () => {
    const { database, file } = await scratchInsight();
    const resolve = new Resolve(new ReadModels(database, { file: [file] }), database);
    await expect(resolve.report('incidents', company)).rejects.toMatchObject({ status: 404, code: 'insight.unknown-source' });
  });
});
