import { ManualClock, SystemClock } from '../clock.js';
import type { Consumer } from '../consumer/consumer.js';
import { appendOf, complaint, eventually, Recording, scratchDatabase, scratchLocal, TestService, type Scratch } from '../testing/index.js';
import { Seen, type SeenMark } from './seen.js';

describe('waiting for what somebody has seen', () => {
  let scratch: Scratch;
  let service: TestService;
  let recording: Recording;
  let consumer: Consumer;
  beforeEach(async () => {
    scratch = await scratchDatabase('resolution');
    service = new TestService(scratch, await scratchLocal(scratch.url), await scratch.also('intake'));
    recording = await Recording.over(service.database);
    consumer = service.consumer(recording);
  });
  afterEach(() => service.stop());
  const stream = complaint();
  const mark = (version: number): SeenMark => ({ source: 'intake', ...stream, version });
  const seen = (clock = new SystemClock()): Seen => new Seen(service.database, clock, 'resolution', [consumer]);

  it('ends as soon as it is handled', async () => {
    await service.log.append(appendOf(stream, 0, 2));
    await service.publishAll();
    const waiting = seen().reached([mark(2)], 30_000);
    await service.readAll(consumer);
    expect(await waiting).toBe('reached');
  });

  it('is woken by its own consumers, and needs no look at the database in between', async () => {
    const clock = new ManualClock(0);
    // Time stands still: only a consumer's word ends a rest.
    clock.sleep = (_ms: number, signal?: AbortSignal) => new Promise<void>((resolve) => signal!.addEventListener('abort', () => resolve()));
    await service.log.append(appendOf(stream));
    await service.publishAll();
    const waiting = new Seen(service.database, clock, 'resolution', [consumer]).reached([mark(1)], 1000);
    await service.readAll(consumer);
    expect(await waiting).toBe('reached');
  });

  it('says that it is behind when the time is up', async () => {
    const clock = new ManualClock(0);
    expect(await new Seen(service.database, clock, 'resolution', [consumer]).reached([mark(1)], 2000)).toBe('behind');
    expect(clock.now()).toBe(2000);
  });

  it('looks together with everybody else who waits', async () => {
    const looks = jest.spyOn(service.database.pool, 'query');
    const one = seen();
    const others = Array.from({ length: 100 }, (_, number) => one.reached([mark(number + 1)], 0));
    expect(new Set(await Promise.all(others))).toEqual(new Set(['behind']));
    expect(looks.mock.calls.length).toBeLessThanOrEqual(4);
  });

  it('hears what another process handled', async () => {
    await service.log.append(appendOf(stream));
    await service.publishAll();
    const waiting = new Seen(service.database, new SystemClock(), 'resolution', [service.consumer(recording)]).reached([mark(1)], 30_000);
    await service.readAll(consumer);
    expect(await waiting).toBe('reached');
  });

  it('says at once that the complaint is quarantined', async () => {
    recording.before = () => {
      throw new Error('cannot');
    };
    await service.log.append(appendOf(stream));
    await service.publishAll();
    service.started(consumer);
    await eventually('it is parked', async () => (await service.quarantine.list()).length === 1);
    expect(await seen().reached([mark(1)], 30_000)).toBe('quarantined');
  });

  it('waits for nothing that is its own, that nobody here reads, or where there is nothing to wait for', async () => {
    expect(await seen().reached([{ source: 'resolution', ...stream, version: 9 }], 0)).toBe('reached');
    expect(await seen().reached([{ source: 'intake', kind: 'customer', id: stream.id, version: 9 }], 0)).toBe('reached');
    expect(await seen().reached([], 0)).toBe('reached');
  });
});
