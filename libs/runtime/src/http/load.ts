import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import { overloaded } from '../problem/problem.js';

/**
 * Begins no more commands than `limit` at once. Without it a step in load fills the memory with requests that are answered
 * after their clients gave up. Reads are let through: event streams stay open for hours.
 */
export function limitLoad(server: FastifyInstance, limit: number): void {
  const begin = atMost(limit);
  server.addHook('onRequest', function (request, reply, done) {
    if (request.method === 'GET') return done();
    begin.call(this, request, reply, done);
  });
}

/** Lets so many requests in at once; one more is answered 429. */
export function atMost(limit: number): onRequestHookHandler {
  let inHand = 0;
  return (_request, reply, done) => {
    if (inHand >= limit) return done(overloaded());
    inHand += 1;
    // The response closes once, when it is sent or when the client goes away; the request closes when its body is read.
    reply.raw.once('close', () => (inHand -= 1));
    done();
  };
}
