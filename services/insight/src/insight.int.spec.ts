import { referenceOf, type RecordedEvent } from '@amends/contracts';
import { randomUUID } from 'node:crypto';
import type { ComplaintAnswer, ResolveAnswer, SearchAnswer, TimelineAnswer } from './index.js';
import { History, idOf } from './testing/history.js';
import { servedInsight, type ServedInsight } from './testing/served-insight.js';

const history = new History();
const referenceOfNumber = (number: number): string => referenceOf(2026, number);

const registered = (number: number, receivedBy: string | null): RecordedEvent =>
  history.registered(number, number, { reference: referenceOfNumber(number), receivedBy, customerId: idOf(number, 4), product: '洗衣机' });

const assigned = (number: number, unit: string): RecordedEvent =>
  history.event(idOf(number), number, { type: 'ComplaintAssigned', data: { unit, staff: null, because: 'assigned' } });

const NORTH = 1;
const RECEIVED_NORTH = 2;
const SOUTH = 3;
const NOBODYS = 4;

describe('insight', () => {
  let served: ServedInsight;

  beforeAll(async () => {
    served = await servedInsight();
    const stated = { statementId: idOf(1, 6), contactId: null, language: 'en', characters: 4 };
    await served.publish([
      registered(NORTH, 'north'),
      history.event(idOf(NORTH), 1, { type: 'StatementRecorded', data: stated, sealed: { statement: 'v1.secret' } }),
      assigned(NORTH, 'north-shop'),
      history.resolved(NORTH, 3),
      registered(RECEIVED_NORTH, 'north'),
      assigned(RECEIVED_NORTH, 'south'),
      registered(SOUTH, 'south'),
      assigned(SOUTH, 'south'),
      registered(NOBODYS, null),
    ]);
    await served.caughtUp();
  });

  afterAll(() => served.stop());

  it('shows where a complaint stands, by id and by the reference that the customer says', async () => {
    const byId = await served.get<ComplaintAnswer>(`complaints/${idOf(NORTH)}`);
    expect(byId.body).toMatchObject({
      id: idOf(NORTH), reference: referenceOfNumber(NORTH), status: 'resolved', round: 1, owner: { unit: 'north-shop', staff: null }, receivedBy: 'north', channel: 'phone',
      receivedAt: '2026-01-01T01:00:00.000000Z', resolvedAt: '2026-01-01T03:00:00.000000Z', closedAt: null, duties: [], handOvers: 0, source: 'live',
    });
    const spoken = `${referenceOfNumber(NORTH).slice(0, 5)} ${referenceOfNumber(NORTH).slice(5)}`;
    expect((await served.get(`complaints/${encodeURIComponent(spoken)}`)).body).toEqual(byId.body);
  });

  it('asks to repeat a reference whose check digit does not match', async () => {
    const mistyped = referenceOfNumber(NORTH).replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
    const { status, body } = await served.get(`complaints/${mistyped}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'request.invalid', errors: [{ field: 'id', message: expect.stringContaining('check digit'), remedy: expect.stringContaining('repeat') }] });
  });

  it('tells the timeline in order, with both times, and never sealed words', async () => {
    const { body } = await served.get<TimelineAnswer>(`complaints/${referenceOfNumber(NORTH)}/timeline`);
    expect(body.entries.map(({ type }) => type)).toEqual(['ComplaintRegistered', 'StatementRecorded', 'ComplaintAssigned', 'ComplaintResolved']);
    expect(body.entries[1]).toMatchObject({ sealed: true, source: 'intake', stream: 'complaint', version: 2, occurredAt: '2026-01-01T01:00:00.000000Z', data: { characters: 4 } });
    expect(body.entries[1]!.recordedAt).toBe('2026-01-01T00:00:00.000002Z');
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(body.next).toBeNull();
  });

  it('tells a long timeline in pages, each entry once', async () => {
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await served.get<TimelineAnswer>(`complaints/${idOf(NORTH)}/timeline?limit=3${after}`);
      seen.push(...body.entries.map(({ type }) => type));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(seen).toEqual(['ComplaintRegistered', 'StatementRecorded', 'ComplaintAssigned', 'ComplaintResolved']);
  });

  describe('shows nobody what is outside their scope', () => {
    const seenByNorth: readonly [number, boolean][] = [[NORTH, true], [RECEIVED_NORTH, true], [SOUTH, false], [NOBODYS, true]];

    it.each(['agent', 'supervisor'] as const)('on a complaint and its timeline, to a %s', async (role) => {
      for (const [number, visible] of seenByNorth) {
        for (const path of [idOf(number), referenceOfNumber(number), `${idOf(number)}/timeline`]) {
          expect((await served.get(`complaints/${path}`, role)).status).toBe(visible ? 200 : 404);
        }
      }
      const hidden = await served.get(`complaints/${idOf(SOUTH)}`, role);
      expect(hidden.body).toEqual((await served.get(`complaints/${randomUUID()}`, role)).body);
    });

    it.each(['agent', 'supervisor'] as const)('in a search, to a %s', async (role) => {
      const visible = [NOBODYS, RECEIVED_NORTH, NORTH].map((number) => idOf(number));
      for (const query of ['', '?q=%E6%B4%97%E8%A1%A3', '?status=open,resolved', `?after=${idOf(NOBODYS)}`]) {
        const { body } = await served.get<SearchAnswer>(`complaints${query}`, role);
        expect(visible).toEqual(expect.arrayContaining(body.complaints.map(({ id }) => id)));
        expect(body.complaints.length).toBeGreaterThan(1);
      }
      expect((await served.get<SearchAnswer>(`complaints?customer=${idOf(SOUTH, 4)}`, role)).body.complaints).toEqual([]);
    });

    it('in a report', async () => {
      expect((await served.get<ResolveAnswer[]>('reports/resolve', 'supervisor')).body).toMatchObject([{ source: 'live', complaints: 3 }]);
      expect((await served.get<ResolveAnswer[]>('reports/resolve', 'analyst', null)).body).toMatchObject([{ source: 'live', complaints: 4, resolved: 1, timeToResolve: { p50: 2 } }]);
    });

    it('and a leaf of the tree sees less than the unit above', async () => {
      const { body } = await served.get<SearchAnswer>('complaints', 'agent', 'north-shop');
      expect(body.complaints.map(({ id }) => id)).toEqual([idOf(NOBODYS), idOf(NORTH)]);
    });
  });

  it('gives analysts pseudonyms of the whole company', async () => {
    const { body } = await served.get<SearchAnswer>('complaints', 'analyst', null);
    expect(body.complaints.map(({ customerId }) => customerId)).toEqual([NOBODYS, SOUTH, RECEIVED_NORTH, NORTH].map((number) => idOf(number, 4)));
  });

  it('lets no role in that the table does not name', async () => {
    expect((await served.get('reports/resolve', 'agent')).status).toBe(403);
    expect((await served.get('complaints', 'operator')).status).toBe(403);
    expect((await fetch(`${served.url}/api/insight/complaints`)).status).toBe(401);
  });

  it.each([
    ['complaints?stat=open', 'stat'],
    ['complaints?status=ajar', 'status'],
    ['complaints?limit=0', 'limit'],
    ['complaints?limit=201', 'limit'],
    ['complaints?limit=1e9', 'limit'],
    ['complaints?limit[]=5', 'limit[]'],
    ['complaints?from=yesterday', 'from'],
    ['complaints?to=2026-02-30T00:00:00Z', 'to'],
    ['complaints?after=1', 'after'],
    ['complaints?customer=%27%20or%201=1', 'customer'],
    ['complaints?q=', 'q'],
    ['complaints?q=%00%00', 'q'],
    ['complaints?q=a', 'q'],
    ['complaints?q=a%20b%20c', 'q'],
    ['complaints?q=ab&q=cd', 'q'],
    [`complaints?q=${'x'.repeat(201)}`, 'q'],
    [`complaints?unit=${'x'.repeat(65)}`, 'unit'],
    ['complaints?severity=minor%00', 'severity'],
    ['complaints?channel=fax', 'channel'],
    ['complaints?__proto__=1', '__proto__'],
    ['complaints?constructor=1', 'constructor'],
    ['reports/resolve?sources=live', 'sources'],
    ['reports/resolve?source=', 'source'],
    ['reports/resolve?source=%00', 'source'],
    [`complaints/${idOf(NORTH)}/timeline?limit=501`, 'limit'],
    [`complaints/${idOf(NORTH)}/timeline?page=2`, 'page'],
    [`complaints/${idOf(NORTH)}/timeline?zone=Nowhere/Land`, 'zone'],
    [`complaints/${idOf(NORTH)}/live?zone=Nowhere/Land`, 'zone'],
  ])('refuses %s and names what is wrong', async (path, field) => {
    const { status, body } = await served.get<{ code: string; errors: { field: string }[] }>(path, 'supervisor');
    expect([status, body.code, body.errors[0]?.field]).toEqual([400, 'request.invalid', field]);
  });

  it.each([
    ['q', "'; drop table complaints; --"],
    ['q', '%_\\ \\%'],
    ['q', '🚗🚗'],
    ['q', `${'x '.repeat(99)}xx`],
    ['category', '{"a"}'],
    ['unit', "x' or true --"],
    ['after', randomUUID()],
    ['source', 'nowhere'],
  ])('finds nothing for %s=%s, and says so', async (field, value) => {
    expect(await served.get<SearchAnswer>(`complaints?${field}=${encodeURIComponent(value)}`)).toMatchObject({ status: 200, body: { complaints: [], next: null } });
  });

  it('describes its answers', async () => {
    const { paths } = (await (await fetch(`${served.url}/docs/insight/openapi.json`)).json()) as { paths: Record<string, { get: { responses: Record<string, { content: Record<string, { schema: { type: string } }> }> } }> };
    for (const [path, type] of [['/api/insight/complaints/{id}', 'object'], ['/api/insight/complaints/{id}/timeline', 'object'], ['/api/insight/complaints', 'object'], ['/api/insight/reports/resolve', 'array']] as const) {
      expect(paths[path]!.get.responses['200']!.content['application/json']!.schema.type).toBe(type);
    }
  });
});
