import { appendOf, complaint, eventually, Recording, scratchDatabase, scratchKafka, scratchTopics, testBrokers, TestService, upTo } from '../testing/index.js';

const overKafka = testBrokers() ? describe : describe.skip;

overKafka('consumers over Kafka (skipped where there is no broker)', () => {
  it('share the partitions while members come and go under load, and each event takes effect once, in order (I5, I6)', async () => {
    const scratch = await scratchDatabase();
    const prefix = scratchTopics();
    const transports = await Promise.all([scratchKafka(prefix), scratchKafka(prefix)]);
    const service = new TestService(scratch, transports[0]);
    const recording = await Recording.over(scratch.database);
    service.started(service.relay());
    let writing = true;
    const streams = Array.from({ length: 40 }, () => complaint());
    const versions = new Map(streams.map(({ id }) => [id, 0]));
    const load = (async () => {
      while (writing) {
        for (const stream of streams) await service.log.append(appendOf(stream, versions.get(stream.id)!));
        for (const { id } of streams) versions.set(id, versions.get(id)! + 1);
      }
    })();
    const handled = async (count: number): Promise<void> => {
      const before = await recording.count();
      await eventually(`${count} more effects`, async () => (await recording.count()) >= before + count, 40_000);
    };
    const members = transports.map((transport) => service.consumer(recording, transport));
    service.started(members[0]!);
    await handled(200);
    service.started(members[1]!);
    await handled(200);
    await members[0]!.stop();
    await handled(200);
    service.started(members[0]!);
    await handled(200);
    writing = false;
    await load;
    const total = [...versions.values()].reduce((sum, version) => sum + version, 0);
    await eventually('all effects', async () => (await recording.count()) === total, 40_000);
    const effects = await recording.effects();
    for (const { id } of streams) expect(effects[`intake/complaint/${id}`]).toEqual(upTo(versions.get(id)!));
    expect(await service.quarantine.list()).toEqual([]);
    await service.stop();
    // Each of its five waits may take forty seconds.
  }, 240_000);

  it('start where the database says, whatever Kafka remembers, and read a poison message to the side', async () => {
    const scratch = await scratchDatabase();
    const transport = await scratchKafka();
    const service = new TestService(scratch, transport);
    const recording = await Recording.over(scratch.database);
    const bad = complaint();
    recording.before = (events) => {
      if (events.some(({ subject }) => subject === bad.id)) throw new Error('cannot');
    };
    const streams = upTo(20).map(() => complaint());
    await Promise.all([bad, ...streams].map((stream) => service.log.append(appendOf(stream, 0, 3))));
    await service.publishAll();
    const first = service.started(service.consumer(recording));
    await eventually('the effects', async () => (await recording.count()) === 60);
    await first.stop();
    // As after a restored backup: Kafka's committed offsets are ahead of ours.
    await scratch.database.pool.query('delete from intake.positions; delete from intake.handled; delete from intake.recorded');
    const second = service.started(service.consumer(recording));
    await eventually('the effects again', async () => (await recording.count()) === 60);
    const ends = await transport.endOffsets(['complaints']);
    await eventually('it is at the end', async () => {
      const position = await second.position();
      return Object.entries(ends).every(([name, end]) => (position[name] ?? 0n) === end);
    });
    expect(new Set((await service.quarantine.list()).map(({ subject }) => subject))).toEqual(new Set([bad.id]));
    await service.stop();
  });
});
