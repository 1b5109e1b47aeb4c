import type { RecordedEvent } from '@amends/contracts';
import { Consumer, Quarantine, SystemClock } from '@amends/eventing';
import { messagesOf, scratchLocal, type Scratch } from '@amends/eventing/testing';
import type { FileConsumer } from '../file/file.consumer.js';
import { History, idOf } from '../testing/history.js';
import { addVersion, checksum, hear, scratchInsight } from '../testing/scratch-insight.js';
import { ReadModels } from './read-models.js';

/** So many complaints, told step by step: all are registered before the first is resolved. */
function stories(count: number): RecordedEvent[] {
  const history = new History();
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const each = (tell: (number: number) => RecordedEvent): RecordedEvent[] => numbers.map(tell);
  const say = (type: string, data: object, hours: number) => (number: number): RecordedEvent => history.event(idOf(number), hours, { type, data });
  const registered = each((number) => history.registered(number, number, { product: `洗衣机 ${number}` }));
  const owed = registered.map((cause, at) => history.owed(cause, 2000 + at, 'resolve', 1, 5));
  const goesTo = (staff: number, number: number): RecordedEvent => say('ComplaintAssigned', { unit: 'north', staff: idOf(staff, 8), because: 'assigned' }, 1)(number);
  return [
    ...registered,
    ...each(say('ComplaintClassified', { category: ['appliance', 'leak'], severity: 'major', grave: [] }, 1)),
    ...each(say('WaitingForCustomer', { questionId: idOf(1, 3) }, 2)),
    ...each(say('CustomerAnswered', { questionId: idOf(1, 3) }, 3)),
    ...owed.flatMap((one, at) => (at % 5 ? [one, goesTo(at, at + 1)] : [one])),
    ...owed.flatMap((one, at) => (at % 3 ? [] : [history.judged(one, 'ObligationSettled', { settledBy: idOf(at, 4), late: false })])),
    ...numbers.flatMap((number) => (number % 2 ? [goesTo(1, number)] : [])),
    ...each((number) => history.resolved(number, 4 + number)),
    ...numbers.flatMap((number) => {
      const owed = history.owed(history.registered(1000 + number), number, 'acknowledge', 1, 1);
      return [owed, ...(number % 2 ? [history.judged(owed, 'ObligationMissed')] : []), ...(number % 3 ? [history.judged(owed, 'ObligationSettled', { settledBy: idOf(number, 4), late: number % 2 === 1 })] : [])];
    }),
    history.event(idOf(1, 7), 0, { type: 'HistoryEnded', data: { source: 'incidents', dataCut: history.at(9), complaints: count, unreadableRows: 0, complete: true } }),
  ];
}

const consumerOf = async (file: FileConsumer, { database, vault, url }: Scratch): Promise<Consumer> =>
  new Consumer(file, database, await scratchLocal(url), new Quarantine(database, vault), new SystemClock());

async function readAll(consumer: Consumer): Promise<void> {
  while (await consumer.step(20));
  await consumer.stop();
}

describe('a new version of a read model', () => {
  it('replays beside the old one and takes over once it has read as far, with the same content', async () => {
    const scratch = await scratchInsight();
    const { database, file: first } = scratch;
    const transport = await scratchLocal(scratch.url);
    // More than a transport hands over at once, so that a step leaves some of it unread.
    await transport.publish(messagesOf(stories(300)));
    await readAll(await consumerOf(first, scratch));
    expect(await new ReadModels(database, { file: [first] }).serving('file')).toBe(first);

    const second = await addVersion(database, 2);
    const models = new ReadModels(database, { file: [first, second] });
    expect(await models.serving('file')).toBe(first);
    const replay = await consumerOf(second, scratch);
    await replay.step(20);
    expect(await models.serving('file')).toBe(first);
    await readAll(replay);
    expect(await models.serving('file')).toBe(second);
    expect(await checksum(database, 2)).toBe(await checksum(database, 1));
    expect(await checksum(database, 1)).toMatch(/^([0-9a-f]{32}-){5}[0-9a-f]{32}$/);
  });

  it('never gives way to an older one again, and a process that has only the old one goes on with it', async () => {
    const { database, file: first } = await scratchInsight();
    const second = await addVersion(database, 2);
    await new ReadModels(database, { file: [first] }).serving('file');
    expect(await new ReadModels(database, { file: [first, second] }).serving('file')).toBe(second);
    await database.pool.query("insert into insight.clusters values ('here', 1); insert into insight.positions values ('file@1', 'here', 1, 'complaints', 0, 100)");
    expect(await new ReadModels(database, { file: [first, second] }).serving('file')).toBe(second);
    expect(await new ReadModels(database, { file: [first] }).serving('file')).toBe(first);
  });

  it('does not wait for positions in a cluster that was lost', async () => {
    const { database, file: first } = await scratchInsight();
    const second = await addVersion(database, 2);
    await database.pool.query(`insert into insight.clusters values ('lost', 1), ('here', 2);
      insert into insight.positions values ('file@1', 'lost', 1, 'complaints', 0, 900), ('file@1', 'here', 2, 'complaints', 0, 5), ('file@2', 'here', 2, 'complaints', 0, 4)`);
    const models = new ReadModels(database, { file: [first, second] });
    expect(await models.serving('file')).toBe(first);
    await database.pool.query("update insight.positions set next_offset = 5 where consumer = 'file@2'");
    expect(await models.serving('file')).toBe(second);
  });

  it('comes out the same at any batch size', async () => {
    const { database, file } = await scratchInsight();
    const events = stories(60);
    await hear(database, file, events);
    const expected = await checksum(database, 1);
    for (const [version, batch] of [[2, 1], [3, 7], [4, 64]] as const) {
      await hear(database, await addVersion(database, version), events, batch);
      expect(await checksum(database, version)).toBe(expected);
    }
  });
});
