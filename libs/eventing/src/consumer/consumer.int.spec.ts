import { randomUUID } from 'node:crypto';
import { toMessage } from '../log/cloud-event.js';
import type { StoredEvent } from '../log/recorded.js';
import { appendOf, complaint, eventually, Recording, scratchDatabase, scratchLocal, TestService, upTo, type Scratch } from '../testing/index.js';
import type { LocalTransport } from '../transport/local-transport.js';
import type { IncomingBatch, OutgoingMessage, Subscription, Transport } from '../transport/transport.js';
import { partitionOf } from '../transport/partition.js';
import type { Consumer } from './consumer.js';
import { HandledVersions } from './handled.js';

describe('a consumer', () => {
  let scratch: Scratch;
  let transport: LocalTransport;
  let service: TestService;
  let recording: Recording;
  let consumer: Consumer;
  beforeEach(async () => {
    scratch = await scratchDatabase();
    transport = await scratchLocal(scratch.url);
    service = new TestService(scratch, transport);
    recording = await Recording.over(scratch.database);
    consumer = service.consumer(recording);
  });
  afterEach(async () => {
    await service.stop();
    await transport.close();
    await scratch.drop();
  });

  /** Events of a new stream, in the log, as messages. */
  async function written(count: number, stream = complaint()): Promise<{ name: string; messages: OutgoingMessage[]; events: readonly StoredEvent[] }> {
    const appended = await service.log.append(appendOf(stream, 0, count));
    const events = appended.outcome === 'appended' ? appended.events : [];
    return { name: `intake/complaint/${stream.id}`, messages: events.map((event) => toMessage('intake', event)), events };
  }
  const read = (one = consumer): Promise<void> => service.readAll(one);
  const reasons = async (): Promise<string[]> => (await service.quarantine.list()).map(({ reason }) => reason);
  const total = async (): Promise<bigint> => Object.values(await consumer.position()).reduce((sum, offset) => sum + offset, 0n);

  it('handles each event once, in order, and moves its position', async () => {
    const streams = await Promise.all(upTo(20).map((n) => written(n)));
    await service.publishAll();
    await read();
    expect(await recording.effects()).toEqual(Object.fromEntries(streams.map(({ name, events }) => [name, upTo(events.length)])));
    expect(await total()).toBe(210n);
    expect(consumer.status()).toEqual({ kind: 'reading' });
  });

  it('leaves no trace of a crash before the commit, and handles everything after it (I5)', async () => {
    const { name, messages } = await written(3);
    await transport.publish(messages);
    recording.before = (_events, transaction) => transaction.query('select pg_terminate_backend(pg_backend_pid())').then(() => undefined);
    await expect(consumer.step()).rejects.toThrow();
    expect([await recording.effects(), await total()]).toEqual([{}, 0n]);
    recording.before = () => undefined;
    await read();
    expect(await recording.effects()).toEqual({ [name]: [1, 2, 3] });
    expect(await reasons()).toEqual([]);
  });

  it('repeats nothing after a crash between the commit and the acknowledgement (I5)', async () => {
    const { name, messages } = await written(3);
    await transport.publish(messages);
    const forgetful = changed(transport, (batch) => ({ ...batch, done: () => Promise.reject(new Error('crashed')) }));
    await expect(service.consumer(recording, forgetful).step()).rejects.toThrow('crashed');
    await service.stop();
    await read();
    expect(await recording.effects()).toEqual({ [name]: [1, 2, 3] });
  });

  it('recognises what is repeated or older, in one batch and in later ones', async () => {
    const { name, messages } = await written(3);
    const [first, second, third] = messages as [OutgoingMessage, OutgoingMessage, OutgoingMessage];
    await transport.publish([first, first, second, first]);
    await read();
    await transport.publish([second, first, third, third]);
    await read();
    expect(await recording.effects()).toEqual({ [name]: [1, 2, 3] });
    expect([await total(), await reasons()]).toEqual([8n, []]);
  });

  it('tells each stream of a complaint from the others', async () => {
    const stream = complaint();
    const resolution = new TestService(scratch, transport, await scratch.also('resolution'));
    await service.log.append(appendOf(stream, 0, 2));
    await resolution.log.append(appendOf(stream, 0, 2, 'resolution'));
    await service.publishAll();
    await resolution.publishAll();
    await read();
    expect(await recording.effects()).toEqual({ [`intake/complaint/${stream.id}`]: [1, 2], [`resolution/complaint/${stream.id}`]: [1, 2] });
    await resolution.stop();
  });

  it('looks back once at a gap in versions, then quarantines that complaint while others flow (I17)', async () => {
    const [odd, other] = [await written(3), await written(2)];
    await transport.publish([odd.messages[0]!, odd.messages[2]!, ...other.messages]);
    await read();
    expect(await recording.effects()).toEqual({ [odd.name]: [1], [other.name]: [1, 2] });
    expect(await reasons()).toEqual(['version 3 of intake/complaint came after 1']);
    // What was missing comes late: it is parked behind, and a redrive puts both in order.
    await transport.publish([odd.messages[1]!]);
    await read();
    expect(await consumer.redrive(odd.messages[0]!.key)).toBe(2);
    expect((await recording.effects())[odd.name]).toEqual([1, 2, 3]);
  });

  it('is not led in circles by a gap while other partitions are busy', async () => {
    const odd = await written(3);
    await transport.publish([odd.messages[0]!, odd.messages[2]!]);
    let steps = 0;
    while ((await reasons()).length === 0) {
      await transport.publish((await written(1)).messages);
      await consumer.step(0);
      expect((steps += 1)).toBeLessThan(100);
    }
  });

  it('reads again what a gap in offsets left out', async () => {
    const { name, messages } = await written(4);
    await transport.publish(messages);
    let skipped = 0;
    const skipping = changed(transport, (batch) => (skipped++ === 0 ? { ...batch, messages: batch.messages.slice(2) } : batch));
    await read(service.consumer(recording, skipping));
    expect(await recording.effects()).toEqual({ [name]: [1, 2, 3, 4] });
  });

  it('passes over offsets that are gone for good', async () => {
    const lost = await written(3);
    let neighbour = complaint();
    while (partitionOf(neighbour.id) !== partitionOf(lost.messages[0]!.key)) neighbour = complaint();
    const kept = await written(1, neighbour);
    await transport.publish(lost.messages);
    await scratch.database.pool.query('delete from transport.messages');
    await transport.publish(kept.messages);
    await read();
    expect(await recording.effects()).toEqual({ [kept.name]: [1] });
  });

  it('refuses the commit of a member that lost its partition (fencing)', async () => {
    const { name, messages } = await written(3);
    await transport.publish(messages);
    const [zombie, successor] = [0, 1].map(() => service.consumer(recording, uncoordinated(transport))) as [Consumer, Consumer];
    const gate = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    let calls = 0;
    recording.before = async () => {
      if (++calls > 1) return;
      entered.resolve();
      await gate.promise;
    };
    const first = zombie.step();
    await entered.promise;
    const second = successor.step();
    await eventually('the second one waits for the position', async () => {
      const { rows } = await scratch.database.pool.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);
      return rows.length === 1;
    });
    gate.resolve();
    await Promise.all([first, second]);
    expect(await recording.effects()).toEqual({ [name]: [1, 2, 3] });
    expect(calls).toBe(1);
    await transport.publish((await written(2)).messages);
    await Promise.all([read(zombie), read(successor)]);
    expect(await recording.count()).toBe(5);
  });

  it('keeps both partitions\' versions when two members meet a subject for the first time at once', async () => {
    const id = randomUUID();
    const handled = new HandledVersions(scratch.database, 'recording');
    const gate = Promise.withResolvers<void>();
    const member = (stream: string, wait: Promise<void>, loaded?: () => void): Promise<void> =>
      scratch.database.transaction(async (transaction) => {
        const found = await handled.load(transaction, [id]);
        loaded?.();
        await wait;
        found.get(id)!.versions[stream] = 1;
        await handled.save(transaction, found);
      });
    const first = member('intake/complaint', gate.promise);
    await member('resolution/complaint', Promise.resolve(), gate.resolve);
    await first;
    const found = await scratch.database.transaction((transaction) => handled.load(transaction, [id]));
    expect(found.get(id)!.versions).toEqual({ 'intake/complaint': 1, 'resolution/complaint': 1 });
  });

  describe('and a poisoned complaint (I17)', () => {
    /** The handler refuses one version of one complaint. */
    const poison = (key: string, version: number): void => {
      recording.before = (events) => {
        if (events.some((event) => event.subject === key && event.version === version)) throw new Error('cannot');
      };
    };

    it('quarantines from the failing event on, in order, while others flow and later ones park behind', async () => {
      const [bad, good] = [await written(4), await written(4)];
      const key = bad.messages[0]!.key;
      poison(key, 2);
      await transport.publish([...bad.messages.slice(0, 3), ...good.messages.slice(0, 3)]);
      await read();
      await transport.publish([bad.messages[3]!, good.messages[3]!]);
      await read();
      expect(await recording.effects()).toEqual({ [bad.name]: [1], [good.name]: [1, 2, 3, 4] });
      const follows = 'follows a quarantined message of the same complaint';
      expect(await reasons()).toEqual(['Error: cannot', follows, follows]);
      expect([...(await service.quarantine.waiting()).entries()]).toEqual([['recording', { complaints: 1, messages: 3, since: expect.any(String) }]]);
      await expect(consumer.redrive(key)).rejects.toThrow('cannot');
      expect(await service.quarantine.list({ subject: key })).toHaveLength(3);
      recording.before = () => undefined;
      expect(await consumer.redrive(key)).toBe(3);
      expect(await recording.effects()).toEqual({ [bad.name]: [1, 2, 3, 4], [good.name]: [1, 2, 3, 4] });
      expect(await reasons()).toEqual([]);
      const more = await service.log.append(appendOf({ kind: 'complaint', id: key }, 4));
      await service.publishAll();
      await read();
      expect(more.outcome).toBe('appended');
      expect((await recording.effects())[bad.name]).toEqual([1, 2, 3, 4, 5]);
    });

    it('goes on past a message that was set aside', async () => {
      const bad = await written(3);
      const key = bad.messages[0]!.key;
      poison(key, 2);
      await transport.publish(bad.messages);
      await read();
      const [first] = await service.quarantine.list();
      expect(await service.quarantine.setAside(first!.id)).toBe(true);
      expect(await consumer.redrive(key)).toBe(1);
      expect((await recording.effects())[bad.name]).toEqual([1, 3]);
      expect(await service.quarantine.list()).toMatchObject([{ id: first!.id, setAside: true }]);
      expect((await service.quarantine.waiting()).size).toBe(0);
      await service.log.append(appendOf({ kind: 'complaint', id: key }, 3));
      await service.publishAll();
      await read();
      expect((await recording.effects())[bad.name]).toEqual([1, 3, 4]);
    });

    it('keeps the order of what failed and what was unreadable', async () => {
      const bad = await written(3);
      const key = bad.messages[0]!.key;
      poison(key, 1);
      await transport.publish([bad.messages[0]!, { ...bad.messages[1]!, value: '{' }, bad.messages[2]!]);
      await read();
      expect((await service.quarantine.list()).map(({ offset }) => offset)).toEqual(['0', '1', '2']);
      recording.before = () => undefined;
      await expect(consumer.redrive(key)).rejects.toThrow('not a JSON object');
      await service.quarantine.setAside((await service.quarantine.list())[1]!.id);
      await consumer.redrive(key);
      expect((await recording.effects())[bad.name]).toEqual([1, 3]);
    });

    it('gives what failed three quick tries', async () => {
      const { name, messages } = await written(1);
      let calls = 0;
      recording.before = () => {
        if (++calls <= 4) throw new Error('not yet');
      };
      await transport.publish(messages);
      await read();
      expect(await recording.effects()).toEqual({ [name]: [1] });
      expect(await reasons()).toEqual([]);
    });

    it('undoes the effects of what failed, and tells only what was committed', async () => {
      const [bad, good] = [await written(1), await written(1)];
      const told: string[] = [];
      recording.before = async (events, transaction) => {
        transaction.afterCommit(() => told.push(...events.map(({ subject }) => subject)));
        await transaction.query(`insert into intake.recorded (handler, stream, version) values ('recording', 'half', 0)`);
        if (events.some(({ subject }) => subject === bad.messages[0]!.key)) await transaction.query('select 1/0');
        await transaction.query(`delete from intake.recorded where stream = 'half'`);
      };
      await transport.publish([...bad.messages, ...good.messages]);
      await read();
      expect(await recording.effects()).toEqual({ [good.name]: [1] });
      expect(told).toEqual([good.messages[0]!.key]);
    });

    it('mirrors it to the dead-letter topic, with where it came from and why, content sealed', async () => {
      const { messages } = await written(1);
      poison(messages[0]!.key, 1);
      await transport.publish(messages);
      let failures = 1;
      transport.faults.publish = () => {
        if (failures-- > 0) throw new Error('no broker');
      };
      await read();
      const letters = await transport.subscribe('test', ['dead-letter']);
      const letter = (await letters.next(1000))!.messages[0]!;
      expect(letter.key!.toString()).toBe(messages[0]!.key);
      expect(letter.headers).toMatchObject({ origin_topic: 'complaints', origin_offset: '0', consumer: 'recording', error: 'Error: cannot' });
      expect(Buffer.from(letter.value!.toString(), 'base64').toString('latin1')).not.toContain('ce_type');
      await service.readAll(consumer);
      expect((await letters.next(0))?.messages.length ?? 1).toBe(1);
    });
  });

  it('quarantines nothing while PostgreSQL is out of reach, and goes on by itself after', async () => {
    const { name, messages } = await written(3);
    await transport.publish(messages);
    let broken = 3;
    recording.before = async (_events, transaction) => {
      if (broken-- > 0) await transaction.query('select pg_terminate_backend(pg_backend_pid())');
    };
    service.started(consumer);
    await eventually('all effects', async () => (await recording.count()) === 3);
    expect(await recording.effects()).toEqual({ [name]: [1, 2, 3] });
    expect([service.troubles.length, await reasons()]).toEqual([3, []]);
  });

  it('waits in front of a cluster that it does not know, and of one that is shorter than what it read', async () => {
    const { messages, name } = await written(2);
    await transport.publish(messages);
    await read();
    await scratch.database.pool.query('update transport.cluster set id = gen_random_uuid()');
    await service.stop();
    await transport.publish((await written(1)).messages);
    await read();
    expect(consumer.status()).toMatchObject({ kind: 'on-hold', reason: expect.stringContaining('npx amends republish') });
    expect(await recording.effects()).toEqual({ [name]: [1, 2] });
    await scratch.database.pool.query(`update transport.cluster set id = (select cluster_id::uuid from intake.clusters);
      delete from transport.messages; update transport.partitions set next_offset = 0`);
    await read();
    expect(consumer.status()).toMatchObject({ kind: 'on-hold', reason: expect.stringContaining('is shorter than') });
  });

  it('lets a new version of a handler replay from the beginning beside the old one, to the same end (I11)', async () => {
    await Promise.all(upTo(30).map((n) => written(1 + (n % 5))));
    await service.publishAll();
    await read();
    const next = await Recording.over(scratch.database, 'recording@2');
    const slow = await Recording.over(scratch.database, 'recording@3');
    await read(service.consumer(next));
    // Another batch size: messages come one at a time.
    await read(service.consumer(slow, changed(transport, (batch) => ({ ...batch, messages: batch.messages.slice(0, 1) }))));
    expect(await next.effects()).toEqual(await recording.effects());
    expect(await slow.effects()).toEqual(await recording.effects());
    expect(await recording.count()).toBe(90);
  });

  it('tells its listeners of whom something was handled, after the commit', async () => {
    const { messages } = await written(1);
    const told: string[] = [];
    consumer.onHandled((subjects) => told.push(...subjects));
    await transport.publish(messages);
    await read();
    expect(told).toEqual([messages[0]!.key]);
  });

  it('leaves no member behind when it is stopped while it joins', async () => {
    for (const wait of [0, 1, 5, 20]) {
      service.started(consumer);
      await new Promise((resolve) => setTimeout(resolve, wait));
      await consumer.stop();
    }
    const again = service.consumer(recording);
    const { name, messages } = await written(1);
    await transport.publish(messages);
    await read(again);
    expect(await recording.effects()).toEqual({ [name]: [1] });
  });
});

/** A transport whose batches are changed on their way. */
function changed(transport: Transport, change: (batch: IncomingBatch) => IncomingBatch): Transport {
  return derived(transport, async (...args) => {
    const subscription = await transport.subscribe(...args);
    return {
      next: async (ms) => {
        const batch = await subscription.next(ms);
        return batch && change(batch);
      },
      atHand: () => subscription.atHand().map(change),
      close: () => subscription.close(),
    };
  });
}

/** A transport in which every member believes that it owns everything. */
const uncoordinated = (transport: Transport): Transport =>
  derived(transport, (group, topics, startAt) => transport.subscribe(`${group}-${randomUUID()}`, topics, startAt));

function derived(transport: Transport, subscribe: (...args: Parameters<Transport['subscribe']>) => Promise<Subscription>): Transport {
  const copy = Object.create(transport) as Transport;
  copy.subscribe = subscribe;
  return copy;
}
