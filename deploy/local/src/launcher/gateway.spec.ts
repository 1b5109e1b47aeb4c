import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { freePort } from '../servers/index.js';
import { openGateway, type Gateway } from './gateway.js';

const NOBODY = 'http://127.0.0.1:9';
let service: Server;
let gateway: Gateway;
let endStream: () => void;

beforeAll(async () => {
  service = createServer((request, response) => {
    if (request.url === '/api/intake/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: first\n\n');
      return void (endStream = () => response.end('data: second\n\n'));
    }
    if (request.url === '/health/ready') return void response.end('{"ready":true,"reasons":[]}');
    if (request.url === '/health/lag') return void response.end('{"services":[{"service":"intake","consumers":[]}]}');
    request.pipe(response.writeHead(201, { 'x-url': request.url ?? '' }));
  });
  await new Promise<void>((done) => service.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  gateway = await openGateway({ host: '127.0.0.1', port: await freePort(), upstreams: { intake: url, insight: NOBODY } });
});

afterAll(async () => {
  await gateway.close();
  service.closeAllConnections();
  service.close();
});

describe('the one origin of separate services', () => {
  it('hands a request with its body to the service it names', async () => {
    const answer = await fetch(`${gateway.url}/api/intake/complaints?x=1`, { method: 'POST', body: 'words', headers: { 'content-type': 'text/plain' } });
    expect([answer.status, answer.headers.get('x-url'), await answer.text()]).toEqual([201, '/api/intake/complaints?x=1', 'words']);
  });

  it('passes a live stream on as it comes', async () => {
    const reader = (await fetch(`${gateway.url}/api/intake/stream`)).body!.getReader();
    const first = await reader.read();
    expect(new TextDecoder().decode(first.value)).toBe('data: first\n\n');
    // Only now there is more: a gateway that waited for it would have passed nothing on.
    endStream();
    const second = await reader.read();
    expect(new TextDecoder().decode(second.value)).toBe('data: second\n\n');
  });

  it('asks to come again while a service is restarting', async () => {
    const answer = await fetch(`${gateway.url}/api/insight/complaints`);
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('content-type')]).toEqual([503, '1', expect.stringContaining('application/problem+json')]);
  });

  it('is ready only when every service is', async () => {
    const answer = await fetch(`${gateway.url}/health/ready`);
    expect([answer.status, await answer.json()]).toEqual([503, { ready: false, reasons: ['insight: no answer'] }]);
  });

  it('tells how far behind those are that answer', async () => {
    expect(await (await fetch(`${gateway.url}/health/lag`)).json()).toEqual({ services: [{ service: 'intake', consumers: [] }] });
  });

  it('says where to look at an unknown address', async () => {
    const answer = await fetch(`${gateway.url}/api/elsewhere`);
    expect([answer.status, ((await answer.json()) as { remedy: string }).remedy]).toEqual([404, expect.stringContaining('intake, insight')]);
  });
});
