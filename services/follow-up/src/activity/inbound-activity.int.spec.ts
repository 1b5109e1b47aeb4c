import { TOPICS } from '@amends/contracts';
import { InboundConsumer, ManualClock, type InboundHandler } from '@amends/eventing';
import { scratchLocal } from '@amends/eventing/testing';
import { ActivityWorld, complained, customerKnown, day, did, idOf, NOW } from './testing/activity-world.js';

const message = (key: string | null, headers: Record<string, string>, value: string | null) => ({
  offset: 0n, partition: 3, key: key === null ? null : Buffer.from(key), headers, value: value === null ? null : Buffer.from(value),
});
const ACTIVITY = { ce_type: 'CustomerActivity' };
const good = did('K-1', 'a', 12);
const json = (more: object = {}): string => JSON.stringify({ ...good, ...more });

describe('a message of another system', () => {
  let world: ActivityWorld;
  beforeAll(async () => {
    world = await ActivityWorld.open();
    await world.hear(customerKnown(1, 'K-1'), complained(1, 1, 10));
  });

  it('says that a customer did something; fields that a newer producer adds are let through', async () => {
    expect(await world.read(message('K-1', ACTIVITY, json({ surprise: 1 })))).toEqual([]);
    expect(await world.last()).toEqual({ [idOf(1, 1)]: { returned: 'a' } });
  });

  it.each<[string, string | null, Record<string, string>, string | null, string]>([
    ['no JSON', 'K-1', ACTIVITY, 'hello', 'the value is not a JSON object'],
    ['JSON, but no object', 'K-1', ACTIVITY, '[1]', 'the value is not a JSON object'],
    ['null', 'K-1', ACTIVITY, 'null', 'the value is not a JSON object'],
    ['no value', 'K-1', ACTIVITY, null, 'the value is not a JSON object'],
    ['no headers', 'K-1', {}, json(), 'header ce_type is missing'],
    ['an unknown type', 'K-1', { ce_type: 'Hello' }, json(), 'header ce_type is neither CustomerActivity nor SourceComplete'],
    ['the wrong key', 'K-2', ACTIVITY, json(), 'the key is not the customer'],
    ['no key', null, ACTIVITY, json(), 'the key is not the customer'],
    ['a missing field', 'K-1', ACTIVITY, json({ kind: undefined }), 'kind: must be one of order, visit, renewal, account-closed'],
    ['a time that does not exist', 'K-1', ACTIVITY, json({ happenedAt: '2026-02-30T00:00:00.000Z' }), 'happenedAt: must be an instant in UTC that exists'],
    ['a time in the future', 'K-1', ACTIVITY, json({ happenedAt: '2027-01-01T00:00:00.000Z' }), 'happenedAt lies in the future'],
    ['a watermark in the future', 'K-1', { ce_type: 'SourceComplete' }, JSON.stringify({ source: 'shop', until: '2027-01-01T00:00:00.000Z' }), 'until lies in the future'],
    ['other content under an id that was told', 'K-1', ACTIVITY, json({ happenedAt: day(20) }), 'this source told another activity under this id before'],
  ])('is set apart with its reason when it has %s, and the others flow', async (_what, key, headers, value, reason) => {
    const wrong = message(key, headers, value);
    expect(await world.read(wrong, message('K-1', ACTIVITY, json()))).toEqual([{ message: wrong, reason }]);
  });
});

describe('reading the topic', () => {
  const START = { topic: 'customer-activity', key: 'K-1' } as const;

  async function reading(handler: (world: ActivityWorld) => InboundHandler) {
    const world = await ActivityWorld.open();
    const transport = await scratchLocal(world.scratch.url);
    await transport.ensureTopics(TOPICS);
    const consumer = new InboundConsumer(handler(world), world.scratch.database, transport, world.quarantine, new ManualClock(Date.parse(NOW)));
    return { world, transport, consumer };
  }

  const taken = (world: ActivityWorld, fails: { now: boolean } = { now: false }): InboundHandler => ({
    name: 'activity', topics: ['customer-activity'],
    handle: async (messages, transaction) => {
      if (fails.now && messages.some(({ value }) => value?.toString().includes('"poison"'))) await transaction.query('select 1 / 0');
      return world.read(...messages);
    },
  });

  it('parks what cannot be taken, goes on after it, and takes it when it is redriven', async () => {
    const fails = { now: true };
    const { world, transport, consumer } = await reading((one) => taken(one, fails));
    await transport.publish(['poison', 'a', 'b'].map((activityId) => ({ ...START, headers: ACTIVITY, value: json({ activityId }) })));
    while (await consumer.step(20));
    await consumer.stop();
    const [parked, ...none] = await world.quarantine.list();
    expect([parked!.reason, none]).toEqual(['error: division by zero', []]);
    expect((await world.take({ ...good, activityId: 'a' }, { ...good, activityId: 'b' })).fresh).toBe(0);
    await expect(consumer.redrive(parked!.subject)).rejects.toThrow('division by zero');
    fails.now = false;
    expect(await consumer.redrive(parked!.subject)).toBe(1);
    expect(await world.quarantine.list()).toEqual([]);
  });

  it('a second time from the same place takes nothing again', async () => {
    const { world, transport, consumer } = await reading((one) => taken(one));
    await world.hear(customerKnown(1, 'K-1'), complained(1, 1, 10));
    await transport.publish([{ ...START, headers: ACTIVITY, value: json() }]);
    while (await consumer.step(20));
    await consumer.stop();
    await world.scratch.database.pool.query('update follow_up.positions set next_offset = 0');
    while (await consumer.step(20));
    await consumer.stop();
    expect([await world.said(), await world.quarantine.list()]).toEqual([[expect.objectContaining({ type: 'CustomerReturned' })], []]);
  });
});
