import fastify from 'fastify';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { letGo } from './sockets.js';

describe('a server that closes', () => {
  const clients: Socket[] = [];
  const client = async (port: number): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1');
    clients.push(socket.on('error', () => undefined));
    await once(socket, 'connect');
    return socket;
  };
  afterEach(() => {
    for (const socket of clients.splice(0)) socket.destroy();
  });

  it('waits neither for connections without a request nor for those whose answer is sent, but for the answer', async () => {
    const server = fastify({ forceCloseConnections: 'idle', keepAliveTimeout: 65_000 });
    letGo(server);
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      server.get('/slow', () => new Promise((done) => {
        answer = () => done('answered');
        resolve();
      }));
    });
    server.get('/', () => 'quick');
    await server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.server.address() as AddressInfo;
    const [silent, kept, busy] = [await client(port), await client(port), await client(port)];
    kept.write('GET / HTTP/1.1\r\nHost: amends\r\n\r\n');
    await once(kept, 'data');
    busy.write('GET /slow HTTP/1.1\r\nHost: amends\r\n\r\n');
    await asked;
    let heard = '';
    busy.on('data', (data) => (heard += String(data)));
    const ended = Promise.all([silent, kept].map((socket) => once(socket.resume(), 'close')));
    const closed = server.close();
    await ended;
    expect(heard).toBe('');
    answer();
    await closed;
    await once(busy, 'close');
    expect(heard).toContain('answered');
  });
});
