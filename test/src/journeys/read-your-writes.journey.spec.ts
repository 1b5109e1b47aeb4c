import { inTurns } from '../support/in-turns.js';
import { transports, World } from '../support/world.js';

const COMPLAINTS = 20;
const AT_ONCE = 10;

describe.each(transports().slice(0, 1))('an agent who has just written, over the %s transport', (transport) => {
  let world: World;

  beforeAll(async () => {
    world = await World.start({ transport, form: 'separate' });
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  it('reads it back in every other service, however many write at once', async () => {
    const wrong = await inTurns(Array.from({ length: COMPLAINTS }), AT_ONCE, async () => {
      const agent = world.as('agent', 'hotline');
      const wrongs: string[] = [];
      const does = async (method: 'get' | 'post', path: string, body?: object): Promise<Record<string, unknown>> => {
        // A service that is behind says so, and the client comes back: that is allowed, not to know it is not.
        const answer = method === 'get' ? await agent.get(path) : await agent.post(path, body);
        if (answer.status >= 300) wrongs.push(`${path}: ${answer.status} ${answer.text}`);
        return answer.body;
      };
      const { id } = await does('post', '/api/intake/complaints', { contact: { channel: 'chat' } });
      await does('get', `/api/insight/complaints/${String(id)}`);
      await does('post', `/api/resolution/complaints/${String(id)}/assign`, { unit: 'hotline' });
      await does('get', `/api/escalation/complaints/${String(id)}/obligations`);
      await does('post', `/api/resolution/complaints/${String(id)}/resolve`, { how: 'advice' });
      await does('post', `/api/follow-up/complaints/${String(id)}/confirm-satisfaction`, { score: 5 });
      await does('post', `/api/follow-up/complaints/${String(id)}/reopen`, { because: 'same-cause-again' });
      const file = await does('get', `/api/insight/complaints/${String(id)}`);
      return file['round'] === 2 ? wrongs : [...wrongs, `${String(id)} is in round ${String(file['round'])}`];
    });
    expect(wrong.flat()).toEqual([]);
  }, 90_000);

  it('is told that a complaint is unknown only when it is', async () => {
    const answer = await world.as('agent', 'hotline').get('/api/insight/complaints/0192a3b4-0000-7000-8000-00000000dead');
    expect(answer.status).toBe(404);
  });
});
