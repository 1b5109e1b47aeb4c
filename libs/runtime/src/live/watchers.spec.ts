import { ManualClock } from '@amends/eventing';
import fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import { EventReader } from '../testing/event-reader.js';
import { EventStream } from './event-stream.js';
import { Watchers, type Watch } from './watchers.js';

const caller = (id: string): Watch['caller'] => ({ staff: { id, role: 'supervisor', unit: null }, scope: { kind: 'company' }, now: '' });

describe('the streams of a service', () => {
  let clock: ManualClock;
  let server: FastifyInstance;
  let looks: number;
  let streams: Watchers<Watch>;
  const open: EventReader[] = [];

  beforeEach(async () => {
    clock = new ManualClock(0);
    looks = 0;
    streams = new Watchers(clock, async () => void (looks += 1), { ofOne: 2, ofAll: 3 });
    server = fastify();
    server.get<{ Querystring: { id: string; until?: string } }>('/live', ({ query: { id, until = 1e9 } }, reply) => {
      streams.mustHaveRoom(caller(id));
      streams.add({ stream: EventStream.open(reply), caller: caller(id), until: Number(until) });
    });
    await server.listen({ port: 0, host: '127.0.0.1' });
  });

  afterEach(async () => {
    for (const reader of open.splice(0)) reader.close();
    await server.close();
  });

  const watch = async (id: string, until?: number): Promise<EventReader> => {
    const { port } = server.server.address() as AddressInfo;
    const reader = await EventReader.open(`http://127.0.0.1:${port}/live?id=${id}${until === undefined ? '' : `&until=${until}`}`, {});
    open.push(reader);
    return reader;
  };

  it('are looked for all together, and not at all when nobody watches', async () => {
    expect([await streams.step(), looks]).toEqual([0, 0]);
    await Promise.all([watch('a'), watch('b')]);
    expect([await streams.step(), looks]).toEqual([2, 1]);
  });

  it('are bounded, for one person and for all, and say when there is room again', async () => {
    await Promise.all([watch('a'), watch('a')]);
    expect(() => streams.mustHaveRoom(caller('a'))).toThrow(expect.objectContaining({ status: 429, code: 'live.too-many-of-yours', details: expect.objectContaining({ retryAfter: 10 }) }));
    await watch('b');
    expect(() => streams.mustHaveRoom(caller('c'))).toThrow(expect.objectContaining({ status: 503, code: 'live.too-many' }));
  });

  it('end with the token, and the others with the process', async () => {
    const [short, long] = [await watch('a', 5000), await watch('b')];
    clock.advance(10_000);
    await streams.step();
    expect(await short.toTheEnd()).toMatchObject([{ data: { because: 'token-expired' } }]);
    await streams.stop();
    expect(await long.toTheEnd()).toMatchObject([{ data: { because: 'stopping' } }]);
    expect(long.beats).toBe(1);
    expect(await (await watch('c')).toTheEnd()).toMatchObject([{ data: { because: 'stopping' } }]);
  });
});
