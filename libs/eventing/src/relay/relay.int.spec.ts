import { ManualClock } from '../clock.js';
import { EventLog } from '../log/event-log.js';
import type { StoredEvent } from '../log/recorded.js';
import { appendOf, complaint, eventually, Recording, scratchDatabase, scratchLocal, TestService, upTo, type Scratch } from '../testing/index.js';
import type { LocalTransport } from '../transport/local-transport.js';
import { Clusters } from './cluster.js';
import { Handed } from './handed.js';
import { Lead } from './lead.js';
import type { Relay } from './relay.js';

describe('a relay', () => {
  let scratch: Scratch;
  let transport: LocalTransport;
  let service: TestService;
  beforeEach(async () => {
    scratch = await scratchDatabase();
    transport = await scratchLocal(scratch.url);
    service = new TestService(scratch, transport);
  });
  afterEach(async () => {
    await service.stop();
    await transport.close();
    await scratch.drop();
  });

  /** What lies in the topics, by stream, in order of offsets; repetitions as they are. */
  async function published(): Promise<Map<string, number[]>> {
    const { rows } = await scratch.database.pool.query<{ key: string; version: number }>(
      `select key, (headers->>'ce_version')::int as version from transport.messages order by topic, partition, "offset"`,
    );
    return new Map([...Map.groupBy(rows, ({ key }) => key)].map(([key, ones]) => [key, ones.map(({ version }) => version)]));
  }
  /** Without what follows an equal or higher one: what a reader that knows versions makes of it. */
  const progress = (versions: readonly number[]): number[] => versions.filter((version, index) => version > Math.max(0, ...versions.slice(0, index)));
  const leading = (relay: Relay): boolean => relay.status().kind === 'leading';
  const leader = async (...relays: Relay[]): Promise<Relay> => {
    await eventually('a leader', () => relays.some(leading));
    return relays.find(leading)!;
  };
  async function append(log: EventLog, count: number, streams = 5): Promise<void> {
    await Promise.all(upTo(streams).map(async () => {
      const stream = complaint();
      for (let version = 0; version < count; version++) await log.append(appendOf(stream, version));
    }));
  }
  async function expectAllPublished(count: number): Promise<void> {
    const head = await service.log.head();
    await eventually('everything is published', async () => [...(await published()).values()].reduce((sum, ones) => sum + new Set(ones).size, 0) === Number(head));
    for (const versions of (await published()).values()) expect(progress(versions)).toEqual(upTo(count));
  }

  it('publishes each committed event once, in order, and nothing else (I3, I4)', async () => {
    await append(service.log, 10);
    await service.publishAll();
    for (const versions of (await published()).values()) expect(versions).toEqual(upTo(10));
    expect((await published()).size).toBe(5);
  });

  it('keeps the order while two replicas append and one of them leads', async () => {
    const replica = new EventLog(scratch.database, 'intake', service.clock);
    const relays = [service.relay(), service.relay(transport, replica)].map((relay) => service.started(relay));
    await leader(...relays);
    await Promise.all([append(service.log, 20), append(replica, 20)]);
    await expectAllPublished(20);
    expect(relays.filter(leading)).toHaveLength(1);
    for (const versions of (await published()).values()) expect(versions).toEqual(upTo(20));
  });

  it('leaves the processor to a rush of its own process, but not for ever', async () => {
    const relay = service.relay();
    let rushing = true;
    relay.restWhile(() => rushing);
    // Its rest begins with its start, which is not before this.
    const begin = service.clock.now();
    service.started(relay);
    await append(service.log, 1);
    await expectAllPublished(1);
    expect(service.clock.now() - begin).toBeGreaterThanOrEqual(2500);
    rushing = false;
    await append(service.log, 1);
    await expectAllPublished(1);
  });

  it('hands over without loss when the leader stops', async () => {
    const relays = [service.relay(), service.relay()].map((relay) => service.started(relay));
    const first = await leader(...relays);
    const appending = append(service.log, 30);
    await eventually('something is published', async () => (await published()).size > 0);
    await first.stop();
    await appending;
    await expectAllPublished(30);
    expect(leading(first)).toBe(false);
  });

  it('hands over without loss when the connection of the leader is killed', async () => {
    const relays = [service.relay(), service.relay()].map((relay) => service.started(relay));
    await leader(...relays);
    const appending = append(service.log, 30);
    for (let kills = 0; kills < 3; kills++) {
      await leader(...relays);
      await scratch.database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'amends relay%' and datname = current_database()`);
    }
    await appending;
    await expectAllPublished(30);
  });

  it('publishes what another process committed and told nobody of', async () => {
    const relay = service.started(service.relay());
    await leader(relay);
    await append(new EventLog(scratch.database, 'intake', service.clock), 3);
    await expectAllPublished(3);
  });

  it('is woken by what another process committed', async () => {
    const clock = new ManualClock(Date.now());
    const patient = new TestService(scratch, transport, scratch.database, clock);
    // Time stands still for this one: only a call can end its rest.
    clock.sleep = (_ms: number, signal?: AbortSignal) => new Promise<void>((resolve) => signal!.addEventListener('abort', () => resolve()));
    const relay = patient.started(patient.relay());
    await leader(relay);
    const replica = new EventLog(scratch.database, 'intake', service.clock);
    service.relay(transport, replica);
    await append(replica, 2);
    await expectAllPublished(2);
    await patient.stop();
  });

  it('publishes again what a failed send may have lost', async () => {
    let failures = 3;
    transport.faults.publish = () => {
      if (failures-- > 0) throw new Error('no broker');
    };
    const relay = service.started(service.relay());
    await append(service.log, 5);
    await expectAllPublished(5);
    expect(service.troubles).toHaveLength(3);
    expect(leading(relay)).toBe(true);
  });

  it('keeps versions in order when only a part of a send arrived', async () => {
    const half = Object.create(transport) as LocalTransport;
    let failures = 2;
    half.publish = async (messages) => {
      if (failures-- <= 0) return transport.publish(messages);
      await transport.publish(messages.slice(0, Math.ceil(messages.length / 2)));
      throw new Error('the connection broke half-way');
    };
    await append(service.log, 8);
    service.started(service.relay(half));
    await expectAllPublished(8);
  });

  it('continues where it stood, over a restart', async () => {
    await append(service.log, 4);
    const first = await service.publishAll();
    await first.stop();
    await append(service.log, 2);
    await service.publishAll();
    expect([...(await published()).values()].every((versions) => new Set(versions).size === versions.length)).toBe(true);
  });

  it('holds in front of a cluster that it does not know', async () => {
    await append(service.log, 1);
    await (await service.publishAll()).stop();
    await scratch.database.pool.query('update transport.cluster set id = gen_random_uuid()');
    await append(service.log, 1);
    const relay = service.relay();
    expect(await relay.step()).toBe(0);
    expect(relay.status()).toMatchObject({ kind: 'on-hold', reason: expect.stringMatching(/^cluster .* does not hold this log's past: run `npx amends republish`$/) });
    expect((await published()).size).toBe(5);
  });

  it('holds in front of a partition that is shorter than what was acknowledged', async () => {
    await append(service.log, 1, 1);
    await (await service.publishAll()).stop();
    await scratch.database.pool.query('delete from transport.messages; update transport.partitions set next_offset = 0');
    const relay = service.relay();
    expect(await relay.step()).toBe(0);
    expect(relay.status()).toMatchObject({ kind: 'on-hold', reason: expect.stringContaining('is shorter than what cluster') });
  });

  it('notices while it leads that a topic lost messages, and holds', async () => {
    const stream = complaint();
    await service.log.append(appendOf(stream, 0, 2));
    const relay = await service.publishAll();
    await scratch.database.pool.query('delete from transport.messages; update transport.partitions set next_offset = 0');
    await service.log.append(appendOf(stream, 2));
    await expect(relay.step()).rejects.toThrow('it has lost messages');
    await relay.step();
    expect(relay.status().kind).toBe('on-hold');
  });

  it('leaves no timer and no connection behind when it is stopped', async () => {
    const relay = service.started(service.relay());
    await leader(relay);
    await relay.stop();
    await eventually('its connection is gone', async () => {
      const { rows } = await scratch.database.pool.query(`select 1 from pg_stat_activity where application_name like 'amends relay%' and datname = current_database()`);
      return rows.length === 0;
    });
  });

  it('steps down for a while when it is asked to', async () => {
    const clock = new ManualClock(Date.now());
    const polite = new TestService(scratch, transport, scratch.database, clock);
    const relay = polite.relay();
    await relay.step();
    expect(leading(relay)).toBe(true);
    await scratch.database.pool.query(`select pg_notify('relay_intake', 'yield')`);
    await eventually('it follows', async () => (await relay.step(), relay.status().kind === 'following'));
    const other = new Lead(scratch.database, scratch.url, { lost: () => undefined, called: () => undefined, askedToYield: () => undefined });
    expect(await other.take()).toBe(true);
    await other.close();
    clock.advance(3000);
    await eventually('it leads again', async () => (await relay.step(), leading(relay)));
    await polite.stop();
  });

  it('adopts the first cluster once, though several ask at the same time', async () => {
    const known = await Promise.all(['a', 'b', 'c', 'a'].map((id) => new Clusters(scratch.database).known(id)));
    expect(known.filter((one) => one !== undefined).every(({ id }) => id === known.find((one) => one)!.id)).toBe(true);
    const { rows } = await scratch.database.pool.query('select 1 from intake.clusters');
    expect(rows).toHaveLength(1);
  });

  it('carries events from the commit to the effect with nobody else around', async () => {
    const recording = await Recording.over(scratch.database);
    service.started(service.relay());
    service.started(service.consumer(recording));
    await append(service.log, 10);
    await eventually('all effects', async () => (await recording.count()) === 50);
    for (const versions of Object.values(await recording.effects())) expect(versions).toEqual(upTo(10));
  });
});

describe('what was handed to a relay', () => {
  const event = (position: number): StoredEvent => ({ position: BigInt(position) }) as StoredEvent;
  const positions = (events: readonly StoredEvent[] | undefined): number[] | undefined => events?.map(({ position }) => Number(position));

  it('comes out in order of positions, without a gap', () => {
    const handed = new Handed();
    handed.add([event(3), event(4)]);
    handed.add([event(2), event(6)]);
    expect(positions(handed.after(0n, 10))).toBeUndefined();
    expect(positions(handed.after(1n, 2))).toEqual([2, 3]);
    expect(positions(handed.after(3n, 10))).toEqual([4]);
  });

  it('is forgotten once it was published from the log, and never more than fits', () => {
    const handed = new Handed();
    handed.add(upTo(100).map(event));
    expect(handed.after(100n, 10)).toBeUndefined();
    expect(handed.size).toBe(0);
    for (let n = 0; n < 50; n++) handed.add(upTo(1000).map((m) => event(1000 + n * 1000 + m)));
    expect(handed.size).toBeLessThanOrEqual(20_000);
  });
});
