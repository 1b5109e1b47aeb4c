import type { FastifyInstance } from 'fastify';
import { overloaded } from '../problem/problem.js';

/**
 * Begins no more commands than `limit` at once. Without it a step in load fills the memory with requests that are answered
 * after their clients gave up. Reads are let through: event streams stay open for hours.
 */
export function limitLoad(server: FastifyInstance, limit: number): void {
  let inHand = 0;
  server.addHook('onRequest', (request, reply, done) => {
    if (request.method === 'GET') return done();
    if (inHand >= limit) return done(overloaded());
    inHand += 1;
    // The response closes once, when it is sent or when the client goes away; the request closes when its body is read.
    reply.raw.once('close', () => (inHand -= 1));
    done();
  });
}
