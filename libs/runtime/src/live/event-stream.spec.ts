import fastify, { type FastifyInstance } from 'fastify';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { EventStream } from './event-stream.js';

const LONG = 'x'.repeat(100_000);
/** More than the sockets of both sides hold. */
const MANY = 500;

describe('a stream of events', () => {
  let server: FastifyInstance;
  let client: Socket;
  let stream: EventStream;

  /** `mostIdleMs` is how long the reader may take nothing. */
  async function opens(mostIdleMs?: number): Promise<void> {
    server = fastify();
    const opened = new Promise<EventStream>((resolve) => server.get('/live', (_, reply) => resolve(EventStream.open(reply, mostIdleMs))));
    await server.listen({ port: 0, host: '127.0.0.1' });
    client = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    client.on('error', () => undefined);
    client.write('GET /live HTTP/1.1\r\nHost: amends\r\n\r\n');
    stream = await opened;
  }

  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  it('is cut when its reader takes nothing, so that what waits for them never fills the memory', async () => {
    await opens();
    for (let sent = 0; sent < MANY; sent++) stream.send({ event: 'e', data: LONG });
    expect(stream.isOpen).toBe(false);
  });

  it('is cut when its reader takes nothing for too long, though little waits', async () => {
    await opens(100);
    for (let sent = 0; sent < MANY && stream.isOpen; sent++) {
      stream.send({ event: 'e', data: LONG });
      await stream.drained();
    }
    expect(stream.isOpen).toBe(false);
  });

  it('goes on for a reader who keeps up', async () => {
    // Reader and stream are one process here, which may stand still for a while: that is not the reader's doing.
    await opens(60_000);
    let bytes = 0;
    client.on('data', (data) => (bytes += data.length));
    for (let sent = 0; sent < MANY; sent++) {
      stream.send({ event: 'e', data: LONG });
      await stream.drained();
    }
    stream.end('stopping');
    await new Promise((resolve) => client.once('end', resolve));
    expect(bytes).toBeGreaterThan(MANY * LONG.length);
  });

  it('hears when the client has gone, and sends nothing after', async () => {
    await opens();
    const gone = new Promise<void>((resolve) => stream.onClose(resolve));
    client.destroy();
    await gone;
    stream.beat();
    stream.end('stopping');
    await stream.drained();
    expect(stream.isOpen).toBe(false);
  });
});
