import type { FastifyInstance } from 'fastify';
import type { Socket } from 'node:net';

/**
 * Lets go of connections when the server closes: those that carry no request at once, the others when their answer is sent. Node alone keeps
 * a connection that never carried one until its headers are overdue, and one whose answer is sent meanwhile until it is kept alive no
 * longer: clients that open connections ahead, as fetch does, hold up a stop by a minute each way.
 */
export function letGo(server: FastifyInstance): void {
  const idle = new Set<Socket>();
  let isClosing = false;
  server.server.on('connection', (socket) => {
    idle.add(socket);
    socket.once('close', () => idle.delete(socket));
  });
  server.server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    response.once('close', () => {
      if (isClosing) socket.destroySoon();
      else if (!socket.destroyed) idle.add(socket);
    });
  });
  server.addHook('preClose', (done) => {
    isClosing = true;
    for (const socket of idle) socket.destroy();
    done();
  });
}
