import { setTimeout as sleep } from 'node:timers/promises';
import { fastify, type FastifyInstance } from 'fastify';
import { takeBytes } from './bytes.js';

/** So many files may come in at once. */
const AT_ONCE = 16;

describe('bodies that are files', () => {
  let server: FastifyInstance;
  let inHand: (() => void)[];

  beforeEach(async () => {
    inHand = [];
    server = fastify();
    server.decorateRequest('amends', null as never);
    server.addHook('onRequest', (request, _reply, done) => {
      (request as unknown as { amends: object }).amends = {};
      done();
    });
    takeBytes(server);
    server.put('/file', { config: { bytes: 1000 } as object }, async (request) => {
      await new Promise<void>((resolve) => inHand.push(resolve));
      return { length: (request.body as Buffer).length };
    });
    server.post('/words', async () => ({}));
    server.setErrorHandler((error: { status?: number; statusCode?: number }, _request, reply) => reply.status(error.status ?? error.statusCode ?? 500).send({}));
    await server.listen({ port: 0, host: '127.0.0.1' });
  });

  afterEach(() => server.close());

  const send = (method: string, path: string, bytes: number): Promise<Response> =>
    fetch(`http://127.0.0.1:${(server.server.address() as { port: number }).port}${path}`, { method, headers: { 'content-type': 'image/png' }, body: 'x'.repeat(bytes) });
  const begun = async (count: number): Promise<void> => {
    while (inHand.length < count) await sleep(5);
  };
  const finish = (): void => inHand.splice(0).forEach((release) => release());

  it('are taken up to the limit of their route', async () => {
    const largest = send('PUT', '/file', 1000);
    await begun(1);
    finish();
    expect(await (await largest).json()).toEqual({ length: 1000 });
    expect((await send('PUT', '/file', 1001)).status).toBe(413);
  });

  it('are taken nowhere else', async () => {
    expect((await send('POST', '/words', 10)).status).toBe(415);
  });

  it('are sixteen at once: their memory is bounded, whoever sends them', async () => {
    const files = Array.from({ length: AT_ONCE }, () => send('PUT', '/file', 1));
    await begun(AT_ONCE);
    expect((await send('PUT', '/file', 1)).status).toBe(429);
    finish();
    expect((await Promise.all(files)).map(({ status }) => status)).toEqual(files.map(() => 200));
  });
});
