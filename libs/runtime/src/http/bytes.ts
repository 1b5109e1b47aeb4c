import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { AmendsRequest } from '../context/caller.js';
import { mediaType } from '../problem/problem-of.js';
import { atMost } from './load.js';

/** So many files may come in at once: each is held in memory until it is stored, 160 MiB for sixteen of 10 MiB. */
const AT_ONCE = 16;

/** Marks a route whose body is a file of at most so many bytes: `@Body()` is a Buffer, and the handler judges its media type. */
export const Bytes = (limit: number): ReturnType<typeof RouteConfig> => RouteConfig({ bytes: limit });

/** Teaches the server bodies that are files, on routes marked `@Bytes()` only. */
export function takeBytes(server: FastifyInstance): void {
  const begin = atMost(AT_ONCE);
  server.addHook('onRoute', (route: RouteOptions) => {
    const limit = limitOf(route.config);
    if (limit === undefined) return;
    route.bodyLimit = limit;
    route.onRequest = [...[route.onRequest ?? []].flat(), begin];
  });
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request: FastifyRequest, body, done) => {
    if (limitOf(request.routeOptions.config) === undefined) return done(mediaType());
    // Kept for the fingerprint of an idempotency key.
    (request as AmendsRequest).amends.rawBody = body as Buffer;
    done(null, body);
  });
}

const limitOf = (config: unknown): number | undefined => (config as { bytes?: number } | undefined)?.bytes;
