import proxy from '@fastify/http-proxy';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { askHealth } from './health.js';

/** The one origin before services that each have a process of their own. */
export interface Gateway {
  url: string;
  close(): Promise<void>;
}

/** Where the gateway listens, and the address of each service's process. */
export interface GatewayOptions {
  host: string;
  port: number;
  upstreams: Record<string, string>;
}

/** Opens the origin: `/api/<service>` and `/docs/<service>` go to the service, `/health` speaks for all of them. */
export async function openGateway({ host, port, upstreams }: GatewayOptions): Promise<Gateway> {
  // Live streams never end by themselves: closing cuts them.
  const server = fastify({ forceCloseConnections: true, bodyLimit: 64 * 1024 * 1024 });
  for (const [service, upstream] of Object.entries(upstreams)) {
    for (const first of ['api', 'docs']) await forward(server, `/${first}/${service}`, service, upstream);
  }
  // The pages under /docs share their style and scripts; every process has them.
  const [anyone = ['', '']] = Object.entries(upstreams);
  await forward(server, '/docs/assets', ...anyone);
  server.get('/health/live', () => Promise.resolve({ live: true }));
  server.get('/health/ready', async (_request, reply) => {
    const reasons = await reasonsNotReady(upstreams);
    return reply.code(reasons.length === 0 ? 200 : 503).send({ ready: reasons.length === 0, reasons });
  });
  server.get('/health/lag', async () => {
    const lags = await Promise.all(Object.values(upstreams).map((url) => askHealth<{ services?: unknown[] }>(url, 'lag')));
    return { services: lags.flatMap((lag) => lag?.services ?? []) };
  });
  server.setNotFoundHandler((_request, reply) =>
    problem(reply, { status: 404, code: 'request.unknown-route', title: 'There is no such address', detail: 'no service answers at this address', remedy: `addresses start with /api/<service>; the services are ${Object.keys(upstreams).join(', ')}` }),
  );
  await server.listen({ host, port });
  return { url: `http://${host}:${port}`, close: () => server.close() };
}

async function forward(server: FastifyInstance, prefix: string, service: string, upstream: string): Promise<void> {
  await server.register(proxy, {
    upstream, prefix, rewritePrefix: prefix,
    // A live stream may be silent for as long as nothing happens.
    undici: { bodyTimeout: 0, headersTimeout: 60_000, connections: 256, pipelining: 1 },
    replyOptions: { onError: (reply) => void restarting(reply as unknown as FastifyReply, service) },
  });
}

async function reasonsNotReady(upstreams: Record<string, string>): Promise<string[]> {
  const asked = Object.entries(upstreams).map(async ([service, url]) => {
    const health = await askHealth<{ ready?: boolean; reasons?: string[] }>(url, 'ready');
    if (health?.ready) return [];
    return (health?.reasons ?? ['no answer']).map((reason) => `${service}: ${reason}`);
  });
  return (await Promise.all(asked)).flat();
}

function restarting(reply: FastifyReply, service: string): FastifyReply {
  return problem(reply.header('retry-after', '1'), {
    status: 503, code: 'service.restarting', title: 'Service restarting', detail: `the process of ${service} does not answer right now`,
    remedy: 'send the same request again after a second, with the same Idempotency-Key',
  });
}

/** The same shape of problem that the services answer with. */
interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  remedy: string;
}

function problem(reply: FastifyReply, what: Problem): FastifyReply {
  return reply.code(what.status).type('application/problem+json').send(JSON.stringify({ type: `urn:amends:problem:${what.code}`, ...what }));
}
