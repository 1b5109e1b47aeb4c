import { referenceOf, type RecordedEvent } from '@amends/contracts';
import { History, idOf } from '../testing/history.js';
import { servedInsight, type ServedInsight } from '../testing/served-insight.js';
import type { MyDutiesAnswer, NextAnswer } from './duty-answer.js';

const history = new History();
const ME = idOf(1, 8);
const FUTURE = 24 * 365 * 100;
const owedBy = (role: string, unit: string | null, staff: string | null): object => ({ owedBy: { role, unit, staff } });

const registered = (number: number, receivedBy: string, more: object = {}): RecordedEvent => history.registered(number, 0, { reference: referenceOf(2026, number), receivedBy, ...more });

describe('what is owed next', () => {
  let served: ServedInsight;

  beforeAll(async () => {
    served = await servedInsight();
    const [north, south, past] = [registered(1, 'north'), registered(2, 'south'), registered(3, 'north', { history: { source: 'incidents', externalId: 'x', records: ['call'] } })];
    const [late, later, paused, done] = [
      history.owed(north, 1, 'acknowledge', 1, 1, owedBy('agent', 'north', null)), history.owed(north, 2, 'read-back', 5, FUTURE, owedBy('agent', 'north', null)),
      history.owed(north, 3, 'resolve', 1, 2, owedBy('agent', 'north', null)), history.owed(north, 4, 'find-cause', 1, 3, owedBy('agent', 'north', null)),
    ];
    await served.publish([
      north, south, past, history.event(south.subject, 1, { type: 'ComplaintAssigned', data: { unit: 'south', staff: null, because: 'assigned' } }), late, later, paused, done,
      history.judged(late, 'ObligationMissed'), history.judged(paused, 'ObligationPaused', { causedBy: north.id, pausedAt: history.at(1) }), history.judged(done, 'ObligationSettled', { settledBy: north.id, late: false }),
      history.owed(south, 5, 'acknowledge', 1, 1, owedBy('agent', 'south', null)), history.owed(south, 6, 'call', 7, 1, { ...owedBy('agent', null, ME), named: true }),
      history.owed(north, 7, 'propose', 6, 4, { ...owedBy('agent', null, idOf(2, 8)), named: true }), history.owed(north, 8, 'decide-approval', 2, 4, owedBy('supervisor', 'north', null)),
      history.owed(past, 9, 'call', 7, 1, owedBy('agent', 'north', null)),
    ]);
    await served.caughtUp();
  });

  afterAll(() => served.stop());

  const mine = async (query = '', role: 'agent' | 'supervisor' = 'agent', unit = 'north'): Promise<readonly string[]> =>
    (await served.get<MyDutiesAnswer>(`my/duties${query}`, role, unit)).body.duties.map(({ kind }) => kind);

  it('on a complaint is everything that is open or missed, the next due first: by when, why, and what to say', async () => {
    const { body } = await served.get<NextAnswer>(`complaints/${idOf(1)}/next`);
    expect(body.duties.map(({ kind }) => kind)).toEqual(['acknowledge', 'resolve', 'propose', 'decide-approval', 'read-back']);
    expect(body.duties[0]).toMatchObject({
      state: 'missed', overdue: true, paused: false, allowance: '1 hours', because: { type: 'ComplaintRegistered', source: 'intake', version: 1, meaning: expect.stringContaining('complained') },
      say: { en: expect.any(String), zh: expect.stringMatching(/\p{Script=Han}/u) }, reference: referenceOf(2026, 1),
    });
    expect(body.duties[1]).toMatchObject({ state: 'open', paused: true, overdue: false });
  });

  it('by me is what names me, or my role in my units where it names nobody', async () => {
    expect(await mine()).toEqual(['acknowledge', 'resolve', 'read-back']);
    expect(await mine('', 'supervisor')).toEqual(['decide-approval']);
    const { body } = await served.get<MyDutiesAnswer>('my/duties', 'agent', 'south', { authorization: `Bearer ${await served.token('agent', 'south', ME)}` });
    expect(body.duties.map(({ kind }) => kind)).toEqual(['acknowledge', 'call']);
    expect(await mine('', 'agent', 'south')).toEqual(['acknowledge']);
  });

  it('by me can be narrowed to kinds, and to what is overdue or not', async () => {
    expect(await mine('?kind=resolve,read-back')).toEqual(['resolve', 'read-back']);
    expect(await mine('?overdue=true')).toEqual(['acknowledge']);
    expect(await mine('?overdue=false')).toEqual(['resolve', 'read-back']);
  });

  it('by me comes in pages, each duty once', async () => {
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await served.get<MyDutiesAnswer>(`my/duties?limit=1${after}`);
      seen.push(...body.duties.map(({ kind }) => kind));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(seen).toEqual(['acknowledge', 'resolve', 'read-back']);
  });

  it.each([['kind=dance', 'kind'], ['overdue=perhaps', 'overdue'], ['after=x', 'after'], ['after=2027-02-30T00:00:00.000000Z_01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e', 'after'], ['limit=0', 'limit'], ['unit=south', 'unit']])('refuses ?%s and names what is wrong', async (query, field) => {
    const { status, body } = await served.get<{ errors: { field: string }[] }>(`my/duties?${query}`);
    expect([status, body.errors[0]?.field]).toEqual([400, field]);
  });

  it('is shown to nobody outside the scope', async () => {
    expect((await served.get(`complaints/${idOf(2)}/next`)).status).toBe(404);
    expect((await served.get('my/duties', 'analyst', null)).status).toBe(403);
  });

  it('follows the complaint to its owner, except what names somebody', async () => {
    const [first, second] = [idOf(11, 8), idOf(12, 8)];
    const of = async (id: string): Promise<readonly string[]> =>
      (await served.get<MyDutiesAnswer>('my/duties', 'agent', 'north', { authorization: `Bearer ${await served.token('agent', 'north', id)}` })).body.duties.filter(({ complaint }) => complaint === idOf(11)).map(({ kind }) => kind);
    const goesTo = async (staff: string, because: string): Promise<void> => {
      await served.publish([history.event(idOf(11), 1, { type: 'ComplaintAssigned', data: { unit: 'north', staff, because } })]);
      await served.caughtUp();
    };
    const complaint = registered(11, 'north');
    await served.publish([
      complaint, history.owed(complaint, 20, 'resolve', 1, 5, owedBy('agent', 'north', null)), history.owed(complaint, 21, 'decide-approval', 2, 6, owedBy('supervisor', 'north', null)),
      history.owed(complaint, 22, 'accept-hand-over', 1, 7, { ...owedBy('agent', 'north', first), named: true }),
    ]);
    await served.caughtUp();
    expect(await of(first)).toEqual(['resolve', 'accept-hand-over']);
    expect(await of(second)).toEqual(['resolve']);
    await goesTo(first, 'assigned');
    expect(await of(first)).toEqual(['resolve', 'accept-hand-over']);
    expect(await of(second)).toEqual([]);
    await goesTo(second, 'taken-over');
    expect(await of(first)).toEqual(['accept-hand-over']);
    expect(await of(second)).toEqual(['resolve']);
    const { body } = await served.get<NextAnswer>(`complaints/${idOf(11)}/next`);
    expect(body.duties.map(({ kind, owedBy: { staff } }) => [kind, staff])).toEqual([['resolve', second], ['decide-approval', null], ['accept-hand-over', first]]);
  });
});
