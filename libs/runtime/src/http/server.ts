import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { FastifyAdapter, RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, RouteOptions } from 'fastify';
import type { SeenMark } from '@amends/eventing';
import type { Logger } from 'pino';
import type { Config } from '../config.js';
import type { AmendsRequest } from '../context/caller.js';
import type { Metrics } from '../operations/metrics.js';
import type { ProblemFilter } from '../problem/problem.filter.js';
import { malformed } from '../problem/problem-of.js';
import { idsOf } from '../logging/ids-of.js';
import { takeBytes } from './bytes.js';
import { limitLoad } from './load.js';
import { letGo } from './sockets.js';
import { formatSeen, mergeSeen, SEEN_HEADER } from '../seen/seen-marks.js';

/** Marks a bulk route: its body may be as long as AMENDS_BULK_BODY_LIMIT. */
export const Bulk = (): ReturnType<typeof RouteConfig> => RouteConfig({ bulk: true });

/** Makes the Fastify server with limits and timeouts; nothing trusts a proxy's headers. */
export const openServer = ({ bodyLimit }: Config, filter: ProblemFilter): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit,
    trustProxy: false,
    genReqId: () => randomUUID(),
    logger: false,
    // No middleware is used; its hook would cost every request a little.
    skipMiddie: true,
    frameworkErrors: (error: Error, request: unknown, reply: unknown) => filter.answer(error, request as AmendsRequest, reply as FastifyReply),
    keepAliveTimeout: 65_000,
    requestTimeout: 30_000,
    connectionTimeout: 0,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
  });

/** Teaches the server bodies, Amends-Seen, logging and metrics: as hooks, because each costs less there than as an interceptor. */
export function equip(server: FastifyInstance, config: Config, metrics: Metrics, log: Logger): void {
  server.decorateRequest('amends', null as never);
  server.addHook('onRequest', (request, reply, done) => {
    (request as AmendsRequest).amends = {};
    reply.header('amends-request', request.id);
    done();
  });
  limitLoad(server, config.inFlight);
  letGo(server);
  server.addHook('onRoute', (route: RouteOptions) => {
    if ((route.config as { bulk?: boolean } | undefined)?.bulk) route.bodyLimit = config.bulkBodyLimit;
  });
  server.addHook('preSerialization', (request, reply, payload, done) => done(null, tellSeen(request as AmendsRequest, reply, payload)));
  server.addHook('onResponse', (request, reply, done) => {
    note(request as AmendsRequest, reply, metrics, log);
    done();
  });
  readJson(server);
  takeBytes(server);
}

/** Bodies are JSON in UTF-8; the bytes are kept for the fingerprint of an idempotency key. */
function readJson(server: FastifyInstance): void {
  // Refuses `__proto__` and `constructor.prototype`, which would otherwise become part of an object.
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    (request as AmendsRequest).amends.rawBody = bytes;
    if (bytes.length === 0) return done(null, undefined);
    if (!isUtf8(bytes)) return done(malformed('the body is not UTF-8'));
    const text = bytes.toString();
    // No body is an empty one, for commands that need not be told more; `null` is a body, and no object.
    if (text.trim() === 'null') return done(malformed('the body must be one JSON object'));
    parse(request, text, done);
  });
}

/** Moves what a handler says was seen from the answer's body into its header, merged with what the request had seen. */
function tellSeen(request: AmendsRequest, reply: FastifyReply, payload: unknown): unknown {
  const { seen } = (payload ?? {}) as { seen?: readonly SeenMark[] };
  if (!Array.isArray(seen)) return payload;
  reply.header(SEEN_HEADER, formatSeen(mergeSeen(request.amends.seen ?? [], seen)));
  const { seen: _moved, ...body } = payload as Record<string, unknown>;
  return body;
}

function note(request: AmendsRequest, reply: FastifyReply, metrics: Metrics, log: Logger): void {
  const route = `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
  const { statusCode } = reply;
  metrics.observe(route, statusCode, reply.elapsedTime / 1000);
  const level = statusCode >= 500 ? 'warn' : statusCode >= 400 ? 'info' : 'debug';
  if (!log.isLevelEnabled(level)) return;
  log[level](
    { request: request.id, route, status: statusCode, ms: Math.round(reply.elapsedTime * 10) / 10, ids: idsOf(request), problem: request.amends.problem, staff: request.amends.caller?.staff.id },
    'request',
  );
}
