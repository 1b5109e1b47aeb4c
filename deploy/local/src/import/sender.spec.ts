import type { Answer } from './history-client.js';
import type { IncidentStep } from './incidents/index.js';
import { PastComplaint } from './past-complaint.js';
import { Sender, type RefusedComplaint } from './sender.js';

const AT = '2022-05-02T09:00:00.000Z';
const KINDS = ['register', 'assign', 'resolve', 'close'] as const;
const OPEN = { isOpen: true };

interface Request {
  path: string;
  items: { complaint: string; seen?: string[]; steps: { kind: string }[] }[];
}

const pastOf = (ordinal: number) =>
  new PastComplaint('incidents', `INC${ordinal}`, KINDS.map((kind) => ({ kind, key: `1/${kind}`, line: 2, at: AT, unit: 'A', channel: 'phone', caller: null }) as unknown as IncidentStep), { ordinal, rows: 3 });

/** Services that take everything, unless `instead` says otherwise. */
class Services {
  readonly requests: Request[] = [];
  tokens = 0;

  constructor(private readonly instead: (request: Request, count: number) => Answer | Error | undefined = () => undefined) {}

  post(path: string, body: string): Promise<Answer> {
    const request = { path, ...(JSON.parse(body) as Pick<Request, 'items'>) };
    const answer = this.instead(request, this.requests.push(request));
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? taken(request));
  }

  renewToken(): void {
    this.tokens++;
  }
}

const taken = ({ path, items }: Request): Answer => ({
  status: 201,
  body: { results: items.map(({ complaint, steps }) => ({ complaint, seen: [{ source: path.split('/')[2], kind: 'complaint', id: complaint, version: steps.length }] })) },
});

const refusing = ({ items }: Request, code: string): Answer => ({ status: 201, body: { results: items.map(({ complaint }) => ({ complaint, refused: { code, detail: 'not now' } })) } });

async function sent(services: Services, count = 2): Promise<{ done: string[]; refused: RefusedComplaint[] }> {
  const done: string[] = [];
  const refused: RefusedComplaint[] = [];
  const sender = new Sender(services, { name: 'incidents', records: ['resolve'] }, { done: ({ number }) => done.push(number), refused: (one) => refused.push(one) }, OPEN);
  for (let ordinal = 0; ordinal < count; ordinal++) await sender.add(pastOf(ordinal));
  await sender.allArrived();
  return { done, refused };
}

describe('the past of complaints', () => {
  it('goes service by service, together with that of others, each segment saying what it builds on', async () => {
    const services = new Services();
    expect((await sent(services)).done).toEqual(['INC0', 'INC1']);
    const { complaint } = pastOf(0);
    expect(services.requests.map(({ path, items }) => [path, items.length, items[0]!.seen ?? []])).toEqual([
      ['/api/intake/history', 2, []],
      ['/api/resolution/history', 2, [`intake/complaint:${complaint}@1`]],
      ['/api/follow-up/history', 2, [`intake/complaint:${complaint}@1`, `resolution/complaint:${complaint}@2`]],
    ]);
  });

  it.each<[string, (request: Request) => Answer | Error]>([
    ['a connection that broke', () => new Error('other side closed')],
    ['a service that restarts', () => ({ status: 503, body: null })],
    ['a service that has not heard of it yet', (request) => refusing(request, 'behind')],
    ['a lost race', (request) => refusing(request, 'LostRace')],
  ])('is sent again after %s', async (_what, trouble) => {
    const services = new Services((request, count) => (count === 2 ? trouble(request) : undefined));
    expect(await sent(services)).toEqual({ done: ['INC0', 'INC1'], refused: [] });
    expect(services.requests.map(({ path }) => path.split('/')[2])).toEqual(['intake', 'resolution', 'resolution', 'follow-up']);
  });

  it('goes on with a new token when the old one has expired', async () => {
    const services = new Services((_request, count) => (count === 1 ? { status: 401, body: null } : undefined));
    expect((await sent(services)).done).toHaveLength(2);
    expect(services.tokens).toBe(1);
  });

  it('is told as refused when a rule forbids it, and keeps out nobody else', async () => {
    const victim = pastOf(1).complaint;
    const services = new Services((request) => {
      if (request.path !== '/api/resolution/history' || !request.items.some(({ complaint }) => complaint === victim)) return undefined;
      return request.items.length > 1 ? { status: 400, body: { detail: 'not understood' } } : refusing(request, 'resolution.nothing-offered');
    });
    const { done, refused } = await sent(services, 3);
    expect(done.sort()).toEqual(['INC0', 'INC2']);
    expect(refused).toEqual([{ number: 'INC1', service: 'resolution', code: 'resolution.nothing-offered', detail: 'not now' }]);
  });

  it('stops as a whole when nobody may import', async () => {
    const services = new Services(() => ({ status: 403, body: { detail: 'your role may not' } }));
    await expect(sent(services)).rejects.toThrow('intake takes no history: 403 your role may not');
  });
});
