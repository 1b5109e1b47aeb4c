import type { CustomerActivity, RecordedEvent } from '@amends/contracts';
import { ActivityWorld, complained, customerKnown, day, did, erased, idOf, merged, parted } from './testing/activity-world.js';

const A_COMPLAINT = idOf(1, 1);
const known = [customerKnown(1, 'K-1'), complained(1, 1, 10)];
const open = (): Promise<ActivityWorld> => ActivityWorld.open();

/** What the world says after it heard and took these, one after the other. */
async function after(...told: readonly (RecordedEvent | CustomerActivity)[]): Promise<ActivityWorld> {
  const world = await open();
  for (const one of told) await ('activityId' in one ? world.take(one) : world.hear(one));
  return world;
}

describe('a complainant', () => {
  it('came back with their first order after the complaint', async () => {
    const world = await after(...known, did('K-1', 'before', 9), did('K-1', 'at once', 10), did('K-1', 'first', 12), did('K-1', 'second', 14));
    const said = await world.said();
    expect(said).toMatchObject([{ type: 'CustomerReturned', subject: A_COMPLAINT, occurredAt: '2026-01-13T00:00:00.000000Z', origin: 'live', actor: { id: 'follow-up', role: 'system' } }]);
    expect(said[0]!.data).toEqual({ customerId: idOf(1), source: 'shop', activityId: 'first', kind: 'order', happenedAt: '2026-01-13T00:00:00.000000Z' });
  });

  it('came back earlier than was known, and that is said again', async () => {
    const world = await after(...known, did('K-1', 'late', 20), did('K-1', 'early', 12), did('K-1', 'between', 15));
    expect((await world.said()).map(({ data }) => (data as { activityId: string }).activityId)).toEqual(['late', 'early']);
  });

  it('does not come back by a renewal, nor by what compensation paid for; a visit counts', async () => {
    const world = await after(...known, did('K-1', 'r', 11, 'renewal'), did('K-1', 'p', 12, 'order', { paidWithCompensationOf: A_COMPLAINT }));
    expect(await world.said()).toEqual([]);
    await world.take(did('K-1', 'v', 13, 'visit'));
    expect(await world.last()).toEqual({ [A_COMPLAINT]: { returned: 'v' } });
  });

  it('of several heard at once came back because of their own complaint, not of the last one', async () => {
    const world = await after(customerKnown(1, 'K-1'), customerKnown(2, 'K-2'), did('K-1', 'one', 12), did('K-2', 'two', 12));
    const heard = [complained(1, 1, 10), complained(2, 2, 10)];
    await world.hear(...heard);
    const causes = new Map((await world.said()).map(({ subject, causation }) => [subject, causation]));
    expect([...causes].sort()).toEqual(heard.map(({ subject, id }) => [subject, id]).sort());
  });

  it('is lost when they close their account', async () => {
    const world = await after(...known, did('K-1', 'gone', 30, 'account-closed'));
    expect(await world.said()).toMatchObject([{ type: 'CustomerLost', data: { kind: 'account-closed', activityId: 'gone' } }]);
  });

  it('of an imported history has a return that is history too, at its own time', async () => {
    const world = await after(customerKnown(1, 'K-1'), complained(1, 1, 10, 'history'), did('K-1', 'first', 12));
    expect(await world.said()).toMatchObject([{ origin: 'history', occurredAt: '2026-01-13T00:00:00.000000Z' }]);
  });

  it('whose record was merged by mistake has no longer come back once the records are parted', async () => {
    const world = await after(...known, customerKnown(2, 'K-2'), merged(1, 2), did('K-2', 'of the other', 12), parted(1, 2));
    expect((await world.said()).map(({ type, data }) => [type, (data as { retracts?: string }).retracts])).toEqual([['CustomerReturned', undefined], ['ReturnRetracted', 'CustomerReturned']]);
  });

  it('who was erased keeps the return that was said, and leaves no reference behind', async () => {
    const world = await after(...known, did('K-1', 'first', 12), erased(1), did('K-1', 'earlier', 11));
    expect(await world.last()).toEqual({ [A_COMPLAINT]: { returned: 'first' } });
    const { rows } = await world.scratch.database.pool.query('select own_reference from follow_up.activity_customers union all select customer from follow_up.activities where activity_id = $1', ['first']);
    expect(rows).toEqual([{ own_reference: null }, { own_reference: null }]);
    expect(await world.take(did('K-1', 'first', 12))).toMatchObject({ fresh: 0, differing: new Set() });
  });
});

describe('an activity', () => {
  it('told twice adds nothing', async () => {
    const world = await after(...known, did('K-1', 'first', 12));
    expect(await world.take(did('K-1', 'first', 12))).toMatchObject({ fresh: 0, differing: new Set() });
    expect(await world.said()).toHaveLength(1);
  });

  it.each([
    ['another customer', did('K-2', 'a', 12)], ['another kind', did('K-1', 'a', 12, 'visit')], ['another time', did('K-1', 'a', 13)],
    ['a complaint that paid for it', did('K-1', 'a', 12, 'order', { paidWithCompensationOf: A_COMPLAINT })],
  ])('told again with %s differs, and the first one stays', async (_what, other) => {
    const world = await after(...known, did('K-1', 'a', 12));
    expect((await world.take(other, did('K-1', 'b', 20))).differing).toEqual(new Set([0]));
    expect(await world.last()).toEqual({ [A_COMPLAINT]: { returned: 'a' } });
  });

  it('under the same id of another source is another activity', async () => {
    const world = await after(...known, did('K-1', 'a', 12));
    expect(await world.take(did('K-1', 'a', 11, 'order', { source: 'till' }))).toMatchObject({ fresh: 1 });
    expect((await world.said()).at(-1)).toMatchObject({ data: { source: 'till', activityId: 'a' } });
  });
});

describe('whatever came first', () => {
  const customers = [customerKnown(1, 'K-1'), customerKnown(2, 'K-2'), customerKnown(3, 'K-3'), customerKnown(4, null)];
  const told: readonly (RecordedEvent | CustomerActivity)[] = [
    ...customers, merged(1, 2), merged(2, 3), complained(1, 1, 10), complained(2, 2, 20), complained(3, 3, 30), complained(4, 4, 5), complained(5, 1, 50),
    did('K-1', 'a', 15), did('K-2', 'b', 12), did('K-3', 'c', 25), did('K-3', 'd', 40), did('K-9', 'nobody', 11), did('K-2', 'b', 12),
    did('K-3', 'gone', 60, 'account-closed'), did('K-1', 'renewed', 11, 'renewal'),
  ];
  const expected = {
    [idOf(1, 1)]: { returned: 'b', lost: 'gone' }, [idOf(2, 1)]: { returned: 'c', lost: 'gone' }, [idOf(3, 1)]: { returned: 'd', lost: 'gone' }, [idOf(5, 1)]: { lost: 'gone' },
  };

  it.each(Array.from({ length: 25 }, (_, seed) => [seed + 1]))('the end is the same (order %d)', async (seed) => {
    const world = await open();
    for (const batch of batches(shuffled(told, seed), seed)) {
      await world.hear(...batch.filter((one) => !('activityId' in one)) as RecordedEvent[]);
      await world.take(...batch.filter((one) => 'activityId' in one));
    }
    expect(await world.last()).toEqual(expected);
    const events = (await world.said()).length;
    await world.take(...told.filter((one) => 'activityId' in one));
    expect(await world.said()).toHaveLength(events);
    await world.scratch.drop();
  });

  it('of two that arrive together, the later one finds the other', async () => {
    const world = await open();
    await world.hear(customerKnown(1, 'K-1'));
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
    await Promise.all(numbers.flatMap((number) => [world.hear(complained(number, 1, number)), world.take(did('K-1', `o${number}`, number + 0.5))]));
    expect(await world.last()).toEqual(Object.fromEntries(numbers.map((number) => [idOf(number, 1), { returned: `o${number}` }])));
  });
});

describe('a source that has told everything', () => {
  const told = async (world: ActivityWorld) => (await world.said()).map(({ type, streamKind, data }) => [type, streamKind, (data as { until: string }).until.slice(0, 10)]);

  it('is complete up to the least of its partitions, once all of them have said so', async () => {
    const world = await open();
    for (let partition = 0; partition < 12; partition++) {
      expect(await world.said()).toEqual([]);
      await world.tell({ source: 'shop', until: day(100 + partition), partition });
    }
    expect(await told(world)).toEqual([['ActivityCompleted', 'source', day(100).slice(0, 10)]]);
  });

  it('by HTTP speaks for all partitions, never goes back, and says the same once', async () => {
    const world = await open();
    for (const days of [50, 50, 40, 60]) await world.tell({ source: 'shop', until: day(days), partition: -1 });
    expect(await told(world)).toEqual([50, 60].map((days) => ['ActivityCompleted', 'source', day(days).slice(0, 10)]));
  });
});

/** A seeded order in which each stream keeps its own. */
function shuffled<T extends RecordedEvent | CustomerActivity>(told: readonly T[], seed: number): T[] {
  const dice = random(seed);
  const drawn = told.map((one) => ({ one, at: dice() })).sort((a, b) => a.at - b.at).map(({ one }) => one);
  const streamOf = (one: T): string => ('activityId' in one ? '' : one.subject);
  const rising = Map.groupBy(drawn.filter((one) => streamOf(one) !== ''), streamOf);
  for (const stream of rising.values()) stream.sort((a, b) => (a as RecordedEvent).version - (b as RecordedEvent).version);
  return drawn.map((one) => rising.get(streamOf(one))?.shift() ?? one);
}

function batches<T>(told: readonly T[], seed: number): T[][] {
  const dice = random(seed + 1000);
  const rest = [...told];
  const cut: T[][] = [];
  while (rest.length > 0) cut.push(rest.splice(0, 1 + Math.floor(dice() * 5)));
  return cut;
}

/** Numbers from 0 to 1 that follow from the seed (a linear congruential generator, Numerical Recipes). */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
}
