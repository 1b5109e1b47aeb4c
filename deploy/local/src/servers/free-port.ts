import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Below the range (from 32768 on Linux, 49152 elsewhere) that outgoing connections get their ports from: in it, a client that
 * keeps calling a dead server's port may be given that very port, connect to itself, and so keep the server from coming back.
 */
const QUIET = { from: 20_000, to: 30_000 };
const TRIES = 50;
/** The kernel closes the sockets of a killed process a moment after its end; on a busy machine, a long moment. */
const RELEASED_WITHIN_MS = 2_000;

/** A free TCP port on 127.0.0.1: the preferred one if nobody listens there, otherwise any. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred && (await isPortFree(preferred))) return preferred;
  for (let tries = 0; tries < TRIES; tries++) {
    const port = randomInt(QUIET.from, QUIET.to);
    if (await isPortFree(port)) return port;
  }
  throw new Error('No free TCP port on 127.0.0.1. Close programs that hold many ports and start again.');
}

/** The port a server had before its end, once it is released; any other when it stays taken. */
export async function formerPort(port: number | undefined): Promise<number> {
  const end = Date.now() + RELEASED_WITHIN_MS;
  while (port && !(await isPortFree(port)) && Date.now() < end) await sleep(50);
  return freePort(port);
}

/** True when nobody listens on this port of 127.0.0.1. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });
}
