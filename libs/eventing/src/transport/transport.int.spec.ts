import type { TopicName } from '@amends/contracts';
import { Kafka, logLevel } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { eventually, scratchDatabase, scratchKafka, scratchLocal, scratchTopics, testBrokers } from '../testing/index.js';
import { partitionOf } from './partition.js';
import type { IncomingBatch, IncomingMessage, OutgoingMessage, Subscription, Transport } from './transport.js';

/** A message as somebody else's producer might send it. */
interface Odd {
  readonly key: Buffer | null;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly value: Buffer | null;
}

interface Bench {
  readonly transport: Transport;
  /** Another process over the same messages. */
  another(): Promise<Transport>;
  /** Puts a message past our own code. */
  inject(topic: TopicName, partition: number, odd: Odd): Promise<void>;
}

async function overPostgres(): Promise<Bench> {
  const { url, database } = await scratchDatabase();
  const transport = await scratchLocal(url);
  return {
    transport,
    another: () => scratchLocal(url),
    inject: async (topic, partition, { key, headers, value }) => {
      await database.pool.query(
        `with moved as (update transport.partitions set next_offset = next_offset + 1 where topic = $1 and partition = $2 returning next_offset)
         insert into transport.messages select $1, $2, next_offset - 1, $3, $4, $5 from moved`,
        [topic, partition, key?.toString('latin1') ?? null, JSON.stringify(headers), value],
      );
    },
  };
}

async function overKafka(): Promise<Bench> {
  const prefix = scratchTopics();
  const transport = await scratchKafka(prefix);
  return {
    transport,
    another: () => scratchKafka(prefix),
    inject: async (topic, partition, { key, headers, value }) => {
      const producer = new Kafka({ brokers: testBrokers()!, logLevel: logLevel.NOTHING }).producer();
      await producer.connect();
      await producer.send({ topic: prefix + topic, messages: [{ key, partition, value, headers: headers as Record<string, string> }] });
      await producer.disconnect();
    },
  };
}

const message = (key: string, value: string, topic: TopicName = 'complaints'): OutgoingMessage => ({ topic, key, headers: { ce_type: 'T', ce_unit: 'Größe' }, value });

/** Takes and acknowledges batches until so many messages came. */
async function drain(subscription: Subscription, count: number, seen: (batch: IncomingBatch) => void = () => undefined): Promise<IncomingMessage[]> {
  const messages: IncomingMessage[] = [];
  await eventually(`${count} messages`, async () => {
    const batch = await subscription.next(100);
    if (!batch) return messages.length >= count;
    seen(batch);
    messages.push(...batch.messages);
    await batch.done(batch.messages.at(-1)!.offset + 1n);
    return messages.length >= count;
  });
  return messages;
}

const texts = (messages: readonly IncomingMessage[]): string[] => messages.map(({ value }) => value!.toString());
const group = (): string => `amends.test.${randomUUID()}`;

const TRANSPORTS: [string, () => Promise<Bench>][] = [['the local transport', overPostgres]];
if (testBrokers()) TRANSPORTS.push(['Kafka', overKafka]);

describe.each(TRANSPORTS)('%s', (_name, open) => {
  let bench: Bench;
  let transport: Transport;
  beforeAll(async () => {
    bench = await open();
    transport = bench.transport;
  });

  it('starts every partition at 0 and counts on without gaps', async () => {
    const ends = await transport.endOffsets(['customers']);
    expect(Object.keys(ends)).toHaveLength(12);
    expect(new Set(Object.values(ends))).toEqual(new Set([0n]));
    const keys = Array.from({ length: 40 }, () => randomUUID());
    const published = await transport.publish([...keys, ...keys].map((key, n) => message(key, String(n), 'customers')));
    expect(await transport.endOffsets(['customers'])).toMatchObject(published);
    expect(Object.values(published).reduce((sum, offset) => sum + offset, 0n)).toBe(80n);
    const subscription = await transport.subscribe(group(), ['customers']);
    const offsets = new Map<number, bigint[]>();
    await drain(subscription, 80, ({ partition, messages }) => offsets.set(partition, [...(offsets.get(partition) ?? []), ...messages.map(({ offset }) => offset)]));
    for (const found of offsets.values()) expect(found).toEqual(found.map((_, index) => BigInt(index)));
    await subscription.close();
  });

  it('keeps the order of a key, also when several processes publish and sends are large', async () => {
    const other = await bench.another();
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const large = 'x'.repeat(20_000);
    const subscription = await transport.subscribe(group(), ['complaints']);
    await Promise.all(
      [[transport, mine] as const, [other, theirs] as const].map(async ([one, key]) => {
        for (let send = 0; send < 10; send++) {
          await one.publish(Array.from({ length: 10 }, (_, n) => message(key, JSON.stringify({ n: send * 10 + n, large }))));
        }
      }),
    );
    const messages = await drain(subscription, 200);
    for (const key of [mine, theirs]) {
      const order = texts(messages.filter((one) => one.key!.toString() === key)).map((value) => (JSON.parse(value) as { n: number }).n);
      expect(order).toEqual(Array.from({ length: 100 }, (_, n) => n));
    }
    await subscription.close();
  });

  it('takes a send that is larger than a broker takes at once', async () => {
    const key = randomUUID();
    const subscription = await transport.subscribe(group(), ['customer-activity']);
    const huge = 'y'.repeat(300_000);
    const ends = await transport.publish(Array.from({ length: 9 }, (_, n) => message(key, `${n}${huge}`, 'customer-activity')));
    expect(Object.values(ends)).toEqual([9n]);
    expect(texts(await drain(subscription, 9)).map((text) => text[0])).toEqual([...'012345678']);
    await subscription.close();
  });

  it('delivers a key to its partition, headers and bytes as they were sent', async () => {
    const key = randomUUID();
    const subscription = await transport.subscribe(group(), ['dead-letter']);
    const ends = await transport.publish([message(key, 'Größe 🚗 \u0001', 'dead-letter')]);
    expect(Object.keys(ends)).toEqual([`dead-letter/${partitionOf(key)}`]);
    let partition: number | undefined;
    const [found] = await drain(subscription, 1, (batch) => (partition = batch.partition));
    expect(partition).toBe(partitionOf(key));
    expect(found).toMatchObject({ headers: { ce_type: 'T', ce_unit: 'Größe' } });
    expect([found!.key!.toString(), found!.value!.toString()]).toEqual([key, 'Größe 🚗 \u0001']);
    await subscription.close();
  });

  it("delivers what somebody else's producer sent: no key, no headers, no value, odd bytes", async () => {
    const before = (await transport.endOffsets(['customer-activity']))['customer-activity/3'] ?? 0n;
    const subscription = await transport.subscribe(group(), ['customer-activity'], async () => ({ ...(await transport.endOffsets(['customer-activity'])), 'customer-activity/3': before }));
    const odd: Odd[] = [
      { key: null, headers: {}, value: Buffer.from('not json') },
      { key: Buffer.from('k'), headers: { ce_type: 'T' }, value: null },
      { key: Buffer.from(''), headers: { 'x-a': '' }, value: Buffer.from([0, 255, 128, 10]) },
    ];
    for (const one of odd) await bench.inject('customer-activity', 3, one);
    const found = await drain(subscription, 3);
    expect(found.map(({ key }) => key?.toString() ?? null)).toEqual([null, 'k', '']);
    expect(found.map(({ value }) => value && [...value])).toEqual(odd.map(({ value }) => value && [...value]));
    expect(found[1]!.headers).toEqual({ ce_type: 'T' });
    await subscription.close();
  });

  it('delivers again from where it was rewound to, and again after a failure', async () => {
    const key = randomUUID();
    const start = (await transport.endOffsets(['complaints']))[`complaints/${partitionOf(key)}`] ?? 0n;
    await transport.publish([0, 1, 2, 3].map((n) => message(key, String(n))));
    const here = async (): Promise<Record<string, bigint>> => ({ ...(await transport.endOffsets(['complaints'])), [`complaints/${partitionOf(key)}`]: start });
    const subscription = await transport.subscribe(group(), ['complaints'], here);
    const next = async (): Promise<IncomingBatch> => {
      let batch: IncomingBatch | undefined;
      await eventually('a batch', async () => (batch = await subscription.next(100)) !== undefined);
      return batch!;
    };
    const first = await next();
    expect(texts(first.messages)).toEqual(['0', '1', '2', '3']);
    first.rewind(start);
    const second = await next();
    expect(texts(second.messages)).toEqual(['0', '1', '2', '3']);
    second.rewind(start + 2n);
    const third = await next();
    expect(texts(third.messages)).toEqual(['2', '3']);
    await third.heartbeat();
    await third.done(start + 4n);
    expect(await subscription.next(50)).toBeUndefined();
    await subscription.close();
  });

  it('starts where the group says that it stands', async () => {
    const key = randomUUID();
    await transport.publish([0, 1, 2].map((n) => message(key, String(n))));
    const ends = await transport.endOffsets(['complaints']);
    const name = `complaints/${partitionOf(key)}`;
    const subscription = await transport.subscribe(group(), ['complaints'], async () => ({ ...ends, [name]: ends[name]! - 1n }));
    expect(texts(await drain(subscription, 1))).toEqual(['2']);
    await subscription.close();
  });

  it('gives each message to one member of a group, and to the other when that one leaves', async () => {
    const name = group();
    const ends = await transport.endOffsets(['complaints']);
    let joins = 0;
    const startAt = async (): Promise<Readonly<Record<string, bigint>>> => {
      joins += 1;
      return ends;
    };
    const members = [await transport.subscribe(name, ['complaints'], startAt), await (await bench.another()).subscribe(name, ['complaints'], startAt)];
    const found: string[] = [];
    const owners = new Map<number, Set<number>>();
    const pump = async (index: number): Promise<void> => {
      const batch = await members[index]!.next(20);
      if (!batch) return;
      owners.set(batch.partition, (owners.get(batch.partition) ?? new Set()).add(index));
      found.push(...texts(batch.messages));
      await batch.done(batch.messages.at(-1)!.offset + 1n);
    };
    const publish = (round: string): Promise<unknown> => transport.publish(Array.from({ length: 60 }, (_, n) => message(randomUUID(), `${round}-${n}`)));
    const everything = (round: string): boolean => new Set(found.filter((value) => value.startsWith(round))).size === 60;
    // The first round may be read while the members still join; after it each partition has one owner.
    await publish('a');
    await eventually('the first round', async () => (await Promise.all([pump(0), pump(1)]), everything('a')));
    // A round in which partitions changed hands shows nothing: a member whom the broker has not heard for three seconds loses them.
    let round = '';
    for (let before = -1; before < joins; ) {
      before = joins;
      round += 'b';
      owners.clear();
      await publish(round);
      await eventually(`round ${round}`, async () => (await Promise.all([pump(0), pump(1)]), everything(`${round}-`)));
    }
    expect(found.filter((value) => value.startsWith(`${round}-`))).toHaveLength(60);
    expect([...owners.values()].every((ones) => ones.size === 1)).toBe(true);
    await members[0]!.close();
    await publish('c');
    await eventually('the third round', async () => (await pump(1), everything('c')));
    await members[1]!.close();
  });

  it('says nothing when there is nothing, and refuses a closed subscription', async () => {
    const subscription = await transport.subscribe(group(), ['dead-letter'], () => transport.endOffsets(['dead-letter']));
    expect(await subscription.next(10)).toBeUndefined();
    await subscription.close();
    await expect(subscription.next(10)).rejects.toThrow('closed');
  });

  it('has one id, and topics that may be made again', async () => {
    const other = await bench.another();
    expect(await other.clusterId()).toBe(await transport.clusterId());
  });
});

describe('the local transport alone', () => {
  it('wakes at once whoever waits for a message of another process', async () => {
    const { url } = await scratchDatabase();
    const [here, there] = [await scratchLocal(url), await scratchLocal(url)];
    const subscription = await here.subscribe(group(), ['complaints']);
    await subscription.next(0);
    const waiting = subscription.next(60_000);
    await there.publish([message(randomUUID(), 'hello')]);
    expect(texts((await waiting)!.messages)).toEqual(['hello']);
  });

  it('goes on after PostgreSQL killed its connections', async () => {
    const { url } = await scratchDatabase();
    const transport = await scratchLocal(url);
    const subscription = await transport.subscribe(group(), ['complaints']);
    const key = randomUUID();
    await transport.publish([message(key, 'before')]);
    expect(texts(await drain(subscription, 1))).toEqual(['before']);
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
    await admin.end();
    await eventually('a publish', () => transport.publish([message(key, 'after')]).then(() => true, () => false));
    // Without a position of its own a member begins at 0 again: at least once. Before it notices its loss it may hear the second one alone.
    const found: string[] = [];
    await eventually('both messages', async () => {
      const batch = await subscription.next(50).catch(() => undefined);
      found.push(...texts(batch?.messages ?? []));
      return found.includes('before');
    });
    expect(found.slice(found.indexOf('before'))).toEqual(['before', 'after']);
  });

  it('refuses messages for a topic that does not exist', async () => {
    const { url } = await scratchDatabase();
    const transport = await scratchLocal(url);
    await expect(transport.publish([message(randomUUID(), 'x', 'nowhere' as TopicName)])).rejects.toThrow('1 messages are for topics that do not exist');
  });
});

if (!testBrokers()) it.skip('Kafka: skipped, because there is no broker on this machine (no Java)', () => undefined);
