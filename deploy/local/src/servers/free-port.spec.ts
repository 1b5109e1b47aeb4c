import { createServer, type AddressInfo, type Server } from 'node:net';
import { formerPort, freePort, isPortFree } from './free-port.js';

const listen = (port: number) => new Promise<Server>((done) => {
  const server: Server = createServer().listen(port, '127.0.0.1', () => done(server));
});
const portOf = (server: Server) => (server.address() as AddressInfo).port;

describe('a free port', () => {
  it('lies below the ports of outgoing connections', async () => {
    expect(await freePort()).toBeLessThan(30_000);
  });

  it('is the preferred one only when nobody listens there', async () => {
    const taken = await listen(await freePort());
    expect(await freePort(portOf(taken))).not.toBe(portOf(taken));
    const port = portOf(taken);
    await new Promise((done) => taken.close(done));
    expect([await isPortFree(port), await freePort(port)]).toEqual([true, port]);
  });

  it('is the former one when that is released a moment later', async () => {
    const dying = await listen(await freePort());
    const port = portOf(dying);
    setTimeout(() => dying.close(), 200);
    expect(await formerPort(port)).toBe(port);
  });
});
