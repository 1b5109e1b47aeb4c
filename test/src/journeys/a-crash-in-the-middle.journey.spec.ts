import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { connected } from '../support/scratch-database.js';
import type { Answer } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { transports, World } from '../support/world.js';

const REQUESTS = 60;

describe.each(transports().slice(0, 1))('a process that is killed in the middle of requests, over the %s transport', (transport) => {
  let world: World;

  beforeAll(async () => {
    world = await World.start({ transport });
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  it('has kept every promise, and a repeated request gets the first answer', async () => {
    const requests = Array.from({ length: REQUESTS }, () => ({ id: randomUUID(), key: randomUUID() }));
    // On the phone nothing is acknowledged by itself: a complaint has the events of its registration and no others.
    const register = ({ id, key }: { id: string; key: string }): Promise<Answer | undefined> =>
      world.as('agent', 'hotline').post('/api/intake/complaints', { id, contact: { channel: 'phone' }, statement: { statement: 'It broke.' } }, { 'idempotency-key': key }).catch(() => undefined);
    const first = Promise.all(requests.map(async (request, index) => {
      await sleep(index * 4);
      return register(request);
    }));
    await sleep(REQUESTS * 2);
    await world.killAndRestart();
    const answered = (await first).map((answer) => (answer?.status === 201 ? answer : undefined));
    const again = await Promise.all(requests.map(register));
    expect(again.map((answer) => answer?.status)).toEqual(requests.map(() => 201));
    answered.forEach((answer, index) => answer && expect(again[index]!.body).toEqual(answer.body));
    await expectOnce(requests.map(({ id }) => id));
  }, 120_000);

  /** Each complaint has its two events in the log once, and comes to all readers. */
  async function expectOnce(ids: readonly string[]): Promise<void> {
    const { rows } = await connected(world.databaseUrl, (database) =>
      database.query<{ stream_id: string; count: number }>('select stream_id, count(*)::int from intake.events where stream_id = any($1) group by 1', [ids]),
    );
    expect(rows.map(({ count }) => count)).toEqual(ids.map(() => 2));
    await eventually('insight has heard of all', async () => {
      const known = await connected(world.databaseUrl, (database) => database.query<{ count: number }>('select count(*)::int from insight.file_v4_complaints where complaint = any($1)', [ids]));
      return known.rows[0]!.count === ids.length;
    });
  }
});
