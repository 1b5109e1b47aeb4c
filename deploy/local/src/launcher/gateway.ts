import proxy from '@fastify/http-proxy';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';

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
  server.get('/health/live', async () => ({ status: 'ok' }));
  server.get('/health/ready', async (_request, reply) => {
    const services = await readinessOf(upstreams);
    const ready = Object.values(services).every((status) => status === 'ok');
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'not ready', services });
  });
  server.setNotFoundHandler((request, reply) => problem(reply, 404, 'Unknown address', `Nothing answers at ${request.url}. Addresses start with /api/<service>; the services are ${Object.keys(upstreams).join(', ')}.`));
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

async function readinessOf(upstreams: Record<string, string>): Promise<Record<string, string>> {
  const entries = Object.entries(upstreams).map(async ([service, url]) => {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    return [service, answer?.ok ? 'ok' : answer ? 'not ready' : 'no answer'] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function restarting(reply: FastifyReply, service: string): FastifyReply {
  return problem(reply.header('retry-after', '1'), 503, 'Service restarting', `The process of ${service} does not answer right now. Try again in a second.`);
}

function problem(reply: FastifyReply, status: number, title: string, detail: string): FastifyReply {
  return reply.code(status).type('application/problem+json').send(JSON.stringify({ type: 'about:blank', status, title, detail }));
}
