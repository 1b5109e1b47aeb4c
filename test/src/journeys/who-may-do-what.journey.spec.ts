import { randomUUID } from 'node:crypto';
import { ROLES } from '@amends/runtime';
import type { Client } from '../support/client.js';
import { inTurns } from '../support/in-turns.js';
import { notARefusal } from '../support/problems.js';
import { documentedRoutes, pathWith, type DocumentedRoute } from '../support/routes.js';
import { sampleOf } from '../support/sample-body.js';
import { World } from '../support/world.js';

const AT_ONCE = 6;
const REASON = '?reason=call-back';
const A_FILE = { body: 'It leaks.', headers: { 'content-type': 'text/plain' } };

describe('who may do what', () => {
  let world: World;
  let routes: readonly DocumentedRoute[];

  beforeAll(async () => {
    world = await World.start({ transport: 'local' });
    routes = await documentedRoutes(world);
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  const ask = (client: Client, { method, path, body, query }: DocumentedRoute, ids: Readonly<Record<string, string>> = {}) =>
    client.patiently(`${pathWith(path, ids)}${'reason' in query ? REASON : ''}`, { method, ...(body ? { body: sampleOf(body) } : method === 'POST' ? { body: {} } : method === 'PUT' ? A_FILE : {}) });

  it('is decided by the role × route table for every route: nobody else gets past it', async () => {
    const pairs = routes.flatMap((route) => ROLES.map((role) => ({ route, role })));
    const wrong = await inTurns(pairs, AT_ONCE, async ({ route, role }) => {
      const answer = await ask(world.as(role), route);
      const right = route.roles.includes(role) ? answer.status !== 403 && answer.status !== 401 : answer.status === 403 && notARefusal(answer) === undefined;
      return right && answer.status < 500 ? [] : [`${role} ${route.method} ${route.path}: ${answer.status} ${answer.text.slice(0, 120)}`];
    });
    expect(wrong.flat()).toEqual([]);
  }, 60_000);

  it.each([
    ['no token', undefined],
    ['a word instead of a token', 'hello'],
    ['a token without signature', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"x","role":"administrator"}').toString('base64url')}.`],
  ])('needs a token on every route: %s is refused', async (_what, token) => {
    const wrong = await inTurns(routes, AT_ONCE, async (route) => {
      const answer = await ask(world.withToken(token), route);
      return answer.status === 401 && answer.headers.get('www-authenticate') && !notARefusal(answer) ? [] : [`${route.method} ${route.path}: ${answer.status}`];
    });
    expect(wrong.flat()).toEqual([]);
  }, 60_000);

  describe('with a complaint that the hotline took in and repairs owns', () => {
    let holly: Client;
    let complaint: string;
    /** An event with words in each service, a file, and something that is owed. */
    let ids: Readonly<Record<string, Readonly<Record<string, string>>>>;

    beforeAll(async () => {
      holly = world.as('agent', 'hotline');
      complaint = String((await holly.post('/api/intake/complaints', { contact: { channel: 'phone' }, product: 'W-200', statement: { statement: 'It leaks.' } })).body['id']);
      await holly.post(`/api/resolution/complaints/${complaint}/assign`, { unit: 'repairs' });
      await holly.post(`/api/resolution/complaints/${complaint}/await-customer`, { question: 'Since when?' });
      const file = randomUUID();
      const attached = await holly.ask(`/api/intake/complaints/${complaint}/files/${file}`, { method: 'PUT', ...A_FILE });
      expect(attached.status).toBe(201);
      const { body } = await holly.get<{ entries: readonly { id: string; type: string }[] }>(`/api/insight/complaints/${complaint}/timeline`);
      const eventOf = (type: string): string => body.entries.find((entry) => entry.type === type)!.id;
      const { body: owed } = await holly.get<{ obligations: readonly { id: string }[] }>(`/api/escalation/complaints/${complaint}/obligations`);
      ids = { intake: { file, event: eventOf('StatementRecorded') }, resolution: { event: eventOf('WaitingForCustomer') }, escalation: { obligation: owed.obligations[0]!.id } };
    });

    const idsOn = ({ path }: DocumentedRoute): Readonly<Record<string, string>> => ({ id: complaint, ...ids[path.split('/')[2]!] });

    /** Somebody who has seen as much as Holly. */
    const whoSaw = (role: string, unit: string): Client => {
      const somebody = world.as(role, unit);
      somebody.seen = holly.seen;
      return somebody;
    };

    const ofComplaints = (method: string): readonly DocumentedRoute[] => routes.filter((route) => route.method === method && /\/complaints\/\{id\}/.test(route.path));

    it.each([['agent', 'hotline'], ['agent', 'repairs'], ['supervisor', 'service'], ['supervisor', 'company']])('%s of %s reads it on every route', async (role, unit) => {
      const statuses = await inTurns(ofComplaints('GET'), AT_ONCE, async (route) => `${route.path} ${(await ask(whoSaw(role, unit), route, idsOn(route))).status}`);
      expect(statuses).toEqual(ofComplaints('GET').map(({ path }) => `${path} 200`));
      expect(statuses.length).toBeGreaterThan(3);
    });

    it.each([['agent', 'finance'], ['agent', 'installation'], ['supervisor', 'logistics'], ['supervisor', 'e-mail-desk']])('%s of %s finds nothing on any route, and can do nothing about it', async (role, unit) => {
      const both = [...ofComplaints('GET'), ...ofComplaints('POST'), ...ofComplaints('PUT')].filter(({ roles }) => roles.includes(role));
      const answers = await inTurns(both, AT_ONCE, async (route) => ({ route, answer: await ask(whoSaw(role, unit), route, idsOn(route)) }));
      expect(answers.map(({ route, answer }) => `${route.method} ${route.path} ${answer.status}`)).toEqual(both.map(({ method, path }) => `${method} ${path} 404`));
      const { body } = await whoSaw(role, unit).get<{ complaints: readonly { id: string }[] }>('/api/insight/complaints?q=W-200');
      expect(body.complaints.map(({ id }) => id)).not.toContain(complaint);
    });

    it('an analyst reads it under a pseudonym, without one word of the customer', async () => {
      const anna = world.as('analyst');
      anna.seen = holly.seen;
      const { text } = await anna.get(`/api/insight/complaints/${complaint}/timeline`);
      expect(text).toContain('StatementRecorded');
      expect(text).not.toContain('It leaks.');
      expect((await anna.get(`/api/intake/complaints/${complaint}/words${REASON}`)).status).toBe(403);
    });

    it('a unit that the company does not have sees nothing at all', async () => {
      const stranger = world.as('agent', 'no-such-unit');
      expect((await stranger.get(`/api/insight/complaints/${complaint}`)).status).toBe(403);
    });
  });
});
