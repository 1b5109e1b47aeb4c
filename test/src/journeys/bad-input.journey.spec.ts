import { randomUUID } from 'node:crypto';
import { TEXT_LIMIT } from '@amends/runtime';
import type { Answer, Asking } from '../support/client.js';
import { inTurns } from '../support/in-turns.js';
import { notARefusal } from '../support/problems.js';
import { documentedRoutes, pathWith, type DocumentedRoute } from '../support/routes.js';
import { badBodies, sampleOf, STRANGE_TEXTS } from '../support/sample-body.js';
import { World } from '../support/world.js';

const AT_ONCE = 6;

/** What is taken also of a complaint that is withdrawn: what the customer and we say, what colleagues note, and that we look at it again. */
const ALWAYS = /\/(receive-message|send-message|add-note|contacts\/\{contact\}\/end|open-review)$/;
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0);

describe('whatever is sent to whichever command', () => {
  let world: World;
  let routes: readonly DocumentedRoute[];
  let commands: readonly DocumentedRoute[];
  let reads: readonly DocumentedRoute[];

  beforeAll(async () => {
    world = await World.start({ transport: 'local', env: { AMENDS_LOG_LEVEL: 'error', AMENDS_BULK_BODY_LIMIT: String(8 * 1024 * 1024) } });
    routes = await documentedRoutes(world);
    // A PUT without a body in its description brings a file.
    commands = routes.filter(({ method, body }) => method === 'POST' || (method === 'PUT' && body !== undefined));
    reads = routes.filter(({ method }) => method === 'GET');
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  const ask = ({ method, path, roles }: DocumentedRoute, asking: Asking, ids?: Readonly<Record<string, string>>): Promise<Answer> =>
    world.as(roles[0]!).ask(pathWith(path, ids), { method, ...asking });

  /** Sends every case and lists those whose answer is wrong. */
  async function wrongs<T>(cases: readonly T[], send: (one: T) => Promise<string | undefined>): Promise<readonly string[]> {
    expect(cases.length).toBeGreaterThan(0);
    return (await inTurns(cases, AT_ONCE, send)).filter((wrong) => wrong !== undefined).slice(0, 20);
  }

  const withBody = (): readonly DocumentedRoute[] => commands.filter(({ body }) => body !== undefined);

  it('is refused field by field: missing, wrong type, too long, unknown, out of range, control characters', async () => {
    const cases = withBody().flatMap((route) => badBodies(route.body!).map((bad) => ({ route, bad })));
    const found = await wrongs(cases, async ({ route, bad }) => {
      const wrong = notARefusal(await ask(route, { body: bad.body }), bad.field);
      return wrong && `${route.path} ${bad.field} ${bad.what}: ${wrong}`;
    });
    expect(found).toEqual([]);
  }, 120_000);

  it('is refused as a whole: not JSON, not an object, wrong media type, broken UTF-8, 10 MB, prototype tricks', async () => {
    const bodies: readonly (readonly [string, Asking])[] = [
      ['not JSON', { body: '{"a":' }], ['a list', { body: '[]' }], ['a text', { body: '"x"' }], ['null', { body: 'null' }], ['a number', { body: '7' }],
      ['prototype', { body: '{"__proto__":{"admin":true}}' }], ['broken UTF-8', { body: new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]) }],
      ['form', { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }], ['XML', { body: '<a/>', headers: { 'content-type': 'text/xml' } }],
      ['deep', { body: `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}` }],
    ];
    const cases = withBody().flatMap((route) => bodies.map(([what, asking]) => ({ route, what, asking })));
    const found = await wrongs(cases, async ({ route, what, asking }) => {
      const wrong = notARefusal(await ask(route, asking));
      return wrong && `${route.path} ${what}: ${wrong}`;
    });
    const tenMegabytes = await wrongs(withBody(), async (route) => {
      const answer = await ask(route, { body: JSON.stringify({ a: 'x'.repeat(10 * 1024 * 1024) }) }).catch(() => undefined);
      // A server may hang up on who goes on sending; it must not fail.
      return answer === undefined || answer.status === 413 ? undefined : `${route.path} 10 MB: ${answer.status}`;
    });
    expect([...found, ...tenMegabytes]).toEqual([]);
  }, 120_000);

  it('is refused for ids of nothing, and for what is no id', async () => {
    const cases = commands.filter(({ path }) => path.includes('{')).flatMap((route) => ['nothing', 'not-an-id', 'A'.repeat(150), '%00', '..%2f..%2fetc', "1'%20or%201=1"].map((id) => ({ route, id })));
    const found = await wrongs(cases, async ({ route, id }) => {
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
      const ids = id === 'nothing' ? {} : Object.fromEntries(names.map((name) => [name, id]));
      const wrong = notARefusal(await ask(route, { body: route.body ? sampleOf(route.body) : {} }, ids));
      return wrong && `${route.path} ${id}: ${wrong}`;
    });
    expect(found).toEqual([]);
  }, 60_000);

  it('is refused with headers that make no sense', async () => {
    const headers: readonly Record<string, string>[] = [
      { 'amends-seen': 'x' }, { 'amends-seen': `intake/complaint:${randomUUID()}@0` }, { 'idempotency-key': '' }, { 'idempotency-key': 'x'.repeat(256) }, { 'amends-correlation': 'a b' },
    ];
    // The coach records nothing, so that nothing of it has a key or a correlation.
    const cases = withBody().filter(({ path }) => path !== '/api/intake/coach').flatMap((route) => headers.map((one) => ({ route, one })));
    const found = await wrongs(cases, async ({ route, one }) => {
      const wrong = notARefusal(await ask(route, { body: sampleOf(route.body!), headers: one }));
      return wrong && `${route.path} ${JSON.stringify(one).slice(0, 60)}: ${wrong}`;
    });
    expect(found).toEqual([]);
  }, 60_000);

  it('is never a fault of ours when it is strange text in every field', async () => {
    const cases = withBody().flatMap((route) => STRANGE_TEXTS.map((text) => ({ route, body: stranger(sampleOf(route.body!, true), text) })));
    const found = await wrongs(cases, async ({ route, body }) => {
      const answer = await ask(route, { body });
      return answer.status < 500 ? undefined : `${route.path}: ${answer.status} ${answer.text}`;
    });
    expect(found).toEqual([]);
  }, 60_000);

  it('is refused in queries too, and never a fault of ours there', async () => {
    const values = ['', 'x', '%00', '-1', '1e9', '99999999999999999999', 'null', '%F0%9F%98%80', 'a'.repeat(5000), '%27%3B--', '2026-02-30T00:00:00Z'];
    const cases = reads.flatMap((route) => ['surprise', ...Object.keys(route.query)].flatMap((name) => values.map((value) => ({ route, query: `${name}=${value}` }))));
    const found = await wrongs(cases, async ({ route, query }) => {
      const answer = await world.as(route.roles[0]!).get(`${pathWith(route.path)}?${query}`);
      return answer.status < 500 && (answer.status < 400 || !notARefusal(answer)) ? undefined : `${route.path}?${query.slice(0, 60)}: ${answer.status} ${answer.text.slice(0, 200)}`;
    });
    expect(found).toEqual([]);
  }, 60_000);

  it('is answered once: a replayed key returns the first answer, with other words it is refused', async () => {
    const agent = world.as('agent', 'hotline').elsewhere();
    const key = { 'idempotency-key': randomUUID() };
    const body = { contact: { channel: 'phone' } };
    const first = await agent.elsewhere().post('/api/intake/complaints', body, key);
    const again = await agent.elsewhere().post('/api/intake/complaints', body, key);
    const other = await agent.elsewhere().post('/api/intake/complaints', { contact: { channel: 'chat' } }, key);
    expect([first.status, again.status, again.body, again.headers.get('amends-seen')]).toEqual([201, 201, first.body, first.headers.get('amends-seen')]);
    expect([other.status, notARefusal(other)]).toEqual([422, undefined]);
  });

  it('is refused in the wrong state with a reason and a way out', async () => {
    const [id, to] = await Promise.all([0, 1].map(async () => String((await world.as('agent', 'hotline').post('/api/intake/complaints', { contact: { channel: 'phone' } })).body['id'])));
    await world.as('agent', 'hotline').post(`/api/intake/complaints/${id}/withdraw`, { because: 'customer-withdrew' });
    const late = commands.filter(({ path, roles }) => path.includes('/complaints/{id}/') && (roles.includes('agent') || roles.includes('supervisor')) && !ALWAYS.test(path));
    const found = await wrongs(late, async (route) => {
      const who = world.as(route.roles.includes('agent') ? 'agent' : 'supervisor', 'hotline');
      who.seen = `intake/complaint:${id}@2`;
      const body = route.path.endsWith('/link-duplicate') ? { to } : route.body ? sampleOf(route.body) : {};
      const answer = await who.post(pathWith(route.path, { id: id! }), body);
      return answer.status === 409 && !notARefusal(answer) ? undefined : `${route.path}: ${answer.status} ${answer.text}`;
    });
    expect(found).toEqual([]);
  });

  it('is refused when it is a file that is none, is not what it says, is too long or has nowhere to go', async () => {
    const agent = world.as('agent', 'hotline');
    const { body } = await agent.post('/api/intake/complaints', { contact: { channel: 'phone' } });
    const files: readonly (readonly [string, Asking, string?])[] = [
      ['nothing', { body: new Uint8Array(), headers: { 'content-type': 'image/png' } }], ['a page', { body: '<html>', headers: { 'content-type': 'text/html' } }],
      ['JSON', { body: {} }], ['a program', { body: 'MZ', headers: { 'content-type': 'image/png' } }], ['broken UTF-8', { body: Uint8Array.of(0xc3, 0x28), headers: { 'content-type': 'text/plain' } }],
      ['no type', { body: PNG, headers: { 'content-type': 'x' } }], ['a name with NUL', { body: PNG, headers: { 'content-type': 'image/png', 'content-disposition': "attachment; filename*=UTF-8''%00.png" } }],
      ['of no complaint', { body: PNG, headers: { 'content-type': 'image/png' } }, randomUUID()], ['11 MB', { body: new Uint8Array(11 * 1024 * 1024), headers: { 'content-type': 'image/png' } }],
    ];
    const puts = routes.filter(({ method }) => method === 'PUT').flatMap((route) => files.map((file) => ({ route, file })));
    const found = await wrongs(puts, async ({ route, file: [what, asking, complaint] }) => {
      const answer = await agent.elsewhere().ask(pathWith(route.path, { id: complaint ?? String(body['id']), file: randomUUID() }), { method: 'PUT', ...asking }).catch(() => undefined);
      // A server may hang up on who goes on sending.
      const wrong = answer === undefined ? (what === '11 MB' ? undefined : 'no answer') : notARefusal(answer);
      return wrong && `${route.path} ${what}: ${wrong}`;
    });
    expect(found).toEqual([]);
    const strange = await inTurns(['../../etc/passwd', '\u202egnp.exe', '<img src=x>', '投诉.png'], AT_ONCE, (name) =>
      agent.elsewhere().ask(`/api/intake/complaints/${String(body['id'])}/files/${randomUUID()}`, {
        method: 'PUT', body: PNG, headers: { 'content-type': 'image/png', 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}` },
      }));
    expect(strange.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
  });

  it('takes words of 64 KiB, and not one letter more', async () => {
    const agent = world.as('agent', 'hotline').elsewhere();
    const taken = await agent.post('/api/intake/complaints', { contact: { channel: 'letter' }, statement: { statement: '投'.repeat(TEXT_LIMIT) } });
    const refused = await agent.post('/api/intake/complaints', { contact: { channel: 'letter' }, statement: { statement: '投'.repeat(TEXT_LIMIT + 1) } });
    expect([taken.status, refused.status, notARefusal(refused, 'statement.statement')]).toEqual([201, 400, undefined]);
  });

  it('has left no fault in the log', () => {
    expect(world.log.split('\n').filter((line) => line.includes('unexpected error'))).toEqual([]);
  });
});

/** The value with every free text in it replaced. */
function stranger(value: unknown, text: string): unknown {
  if (typeof value === 'string') return value === 'hotline' ? text : value;
  if (Array.isArray(value)) return value.map((one) => stranger(one, text));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, stranger(one, text)]));
  return value;
}
