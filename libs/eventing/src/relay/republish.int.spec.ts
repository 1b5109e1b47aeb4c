import { appendOf, complaint, deleteTopics, eventually, Recording, scratchDatabase, scratchKafka, scratchLocal, scratchTopics, testBrokers, TestService, upTo, type Scratch } from '../testing/index.js';
import { consumerSql } from '../consumer/consumer.sql.js';
import type { StreamId } from '../log/recorded.js';
import type { Transport } from '../transport/transport.js';
import { Clusters } from './cluster.js';
import { republish } from './republish.js';

/** Two services with logs, and one that only reads, over a transport. */
async function installation(scratch: Scratch, transport: Transport) {
  const intake = new TestService(scratch, transport);
  const resolution = new TestService(scratch, transport, await scratch.also('resolution'));
  const insight = new TestService(scratch, transport, await scratch.also('insight', [consumerSql]));
  const recording = await Recording.over(insight.database);
  const services = [intake, resolution, insight];
  return {
    intake, resolution, insight, recording,
    /** A complaint of both services, cause before effect. */
    async story(stream: StreamId = complaint()): Promise<void> {
      // Each says it after what the other one said: by the clock alone all four may be of one millisecond.
      let heardAt: string | undefined;
      for (const version of [0, 1]) {
        for (const [{ log }, source] of [[intake, 'intake'], [resolution, 'resolution']] as const) {
          const appended = await log.append({ ...appendOf(stream, version, 1, source), expected: [{ ...stream, version, heardAt }] });
          if (appended.outcome === 'appended') heardAt = appended.events[0]!.recordedAt;
        }
      }
    },
    start: () => services.slice(0, 2).forEach((service) => service.started(service.relay())),
    again: (onProgress?: (published: bigint, total: bigint) => void) =>
      republish({
        logs: [intake, resolution].map(({ database, log }) => ({ database, log })),
        allDatabases: services.map(({ database }) => database),
        transport, patienceMs: 10_000, ...(onProgress ? { onProgress } : {}),
      }),
    stop: () => Promise.all(services.map((service) => service.stop())),
  };
}

describe('republishing', () => {
  let scratch: Scratch;
  beforeEach(async () => {
    scratch = await scratchDatabase();
  });
  afterEach(() => scratch.drop());
  const loseLocally = (): Promise<unknown> => scratch.database.pool.query(
    'delete from transport.messages; update transport.partitions set next_offset = 0; update transport.cluster set id = gen_random_uuid()',
  );

  it('fills a new cluster; readers end with the same state and no effect twice, and everything goes on by itself', async () => {
    const transport = await scratchLocal(scratch.url);
    const all = await installation(scratch, transport);
    all.start();
    all.insight.started(all.insight.consumer(all.recording));
    await Promise.all(upTo(20).map(() => all.story()));
    await eventually('all effects', async () => (await all.recording.count()) === 80);
    const before = await all.recording.effects();
    await all.stop();

    await loseLocally();
    await all.story();
    all.start();
    all.insight.started(all.insight.consumer(all.recording));
    const seen: bigint[] = [];
    const result = await all.again((published) => seen.push(published));
    expect(result).toEqual({ published: 84n, generation: 2 });
    expect(seen.at(-1)).toBe(84n);
    await all.story();
    await eventually('the new effects', async () => (await all.recording.count()) === 88);
    const after = await all.recording.effects();
    expect(after).toMatchObject(before);
    expect(Object.values(after).every((versions) => versions.join() === '1,2')).toBe(true);
    for (const { database } of [all.intake, all.resolution, all.insight]) expect(await new Clusters(database).newestGeneration()).toBe(2);
    await all.stop();
  });

  it('merges the logs by recordedAt, so that a new reader meets every cause before its effect', async () => {
    const transport = await scratchLocal(scratch.url);
    const all = await installation(scratch, transport);
    const stream = complaint();
    await all.story(stream);
    await all.again();
    const { rows } = await scratch.database.pool.query<{ says: string }>(`select (headers->>'ce_source') || ' ' || (headers->>'ce_version') as says from transport.messages order by "offset"`);
    expect(rows.map(({ says }) => says)).toEqual(['/amends/intake 1', '/amends/resolution 1', '/amends/intake 2', '/amends/resolution 2']);
  });

  it('takes the lead from relays that publish, and gives it back', async () => {
    const transport = await scratchLocal(scratch.url);
    const all = await installation(scratch, transport);
    all.start();
    await all.story();
    await eventually('published', async () => Object.values(await transport.endOffsets(['complaints'])).reduce((sum, offset) => sum + offset, 0n) === 4n);
    const writing = (async () => {
      for (let n = 0; n < 30; n++) await all.story();
    })();
    const { generation } = await all.again();
    await writing;
    expect(generation).toBe(2);
    const reader = all.insight.consumer(all.recording);
    all.insight.started(reader);
    await eventually('all effects', async () => (await all.recording.count()) === 124);
    expect(await all.insight.quarantine.list()).toEqual([]);
    await all.stop();
  });

  it('reads pages of any number and may be run again after it broke off', async () => {
    const transport = await scratchLocal(scratch.url);
    const all = await installation(scratch, transport);
    await Promise.all(upTo(50).map(() => all.intake.log.append(appendOf(complaint(), 0, 60))));
    await Promise.all(upTo(10).map(() => all.story()));
    await expect(all.again(() => {
      throw new Error('the operator lost patience');
    })).rejects.toThrow('patience');
    expect(await all.again()).toEqual({ published: 3040n, generation: 1 });
    await all.insight.readAll(all.insight.consumer(all.recording));
    expect(await all.recording.count()).toBe(3040);
    expect(await all.insight.quarantine.list()).toEqual([]);
  });

  const overKafka = testBrokers() ? it : it.skip;
  overKafka('over Kafka, after the topics were deleted', async () => {
    const prefix = scratchTopics();
    const transport = await scratchKafka(prefix);
    const all = await installation(scratch, transport);
    all.start();
    all.insight.started(all.insight.consumer(all.recording));
    await Promise.all(upTo(10).map(() => all.story()));
    await eventually('all effects', async () => (await all.recording.count()) === 40);
    await all.stop();
    await deleteTopics(prefix);
    all.start();
    const consumer = all.insight.started(all.insight.consumer(all.recording));
    await eventually('the consumer holds', () => consumer.status().kind === 'on-hold');
    expect((await all.again()).generation).toBe(2);
    await all.story();
    await eventually('the new effects', async () => (await all.recording.count()) === 44);
    expect(Object.values(await all.recording.effects()).every((versions) => versions.join() === '1,2')).toBe(true);
    await all.stop();
  });
});
