import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fastify, type FastifyInstance } from 'fastify';
import { limitLoad } from './load.js';

describe('the load limit', () => {
  let server: FastifyInstance;
  let inHand: (() => void)[];
  let closed: Promise<unknown>[];

  beforeEach(async () => {
    inHand = [];
    closed = [];
    server = fastify();
    limitLoad(server, 2);
    server.post('/slow', async (_request, reply) => {
      closed.push(once(reply.raw, 'close'));
      await new Promise<void>((resolve) => inHand.push(resolve));
      return {};
    });
    server.get('/read', async () => ({}));
    server.setErrorHandler((error: { status?: number }, _request, reply) => reply.status(error.status ?? 500).send({}));
    await server.listen({ port: 0, host: '127.0.0.1' });
  });

  afterEach(() => server.close());

  const address = (path: string): string => `http://127.0.0.1:${(server.server.address() as { port: number }).port}${path}`;
  const post = async (signal?: AbortSignal): Promise<number> =>
    (await fetch(address('/slow'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}', ...(signal ? { signal } : {}) })).status;
  const begun = async (count: number): Promise<void> => {
    while (inHand.length < count) await sleep(5);
  };
  const finish = (): void => inHand.splice(0).forEach((release) => release());

  it('begins so many commands at once and no more, again and again; reads pass', async () => {
    for (let wave = 0; wave < 3; wave++) {
      const two = [post(), post()];
      await begun(2);
      expect([await post(), await post()]).toEqual([429, 429]);
      expect((await fetch(address('/read'))).status).toBe(200);
      finish();
      expect(await Promise.all(two)).toEqual([200, 200]);
    }
  });

  it('frees the place of a client that goes away', async () => {
    const leaving = new AbortController();
    const gone = [post(leaving.signal), post(leaving.signal)].map((answer) => answer.catch(() => 0));
    await begun(2);
    leaving.abort();
    // The server hears of it a moment later.
    await Promise.all([...gone, ...closed]);
    finish();
    const two = [post(), post()];
    await begun(2);
    finish();
    expect(await Promise.all(two)).toEqual([200, 200]);
  });
});
