import { randomUUID } from 'node:crypto';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { ToldComplaint } from '../support/told-complaint.js';
import { World } from '../support/world.js';

const staff = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [DORA, MARA, HANNA, EMIL, SELMA] = [1, 3, 7, 8, 9].map(staff) as [string, string, string, string, string];
const TABLES = '/api/escalation/superiors';
const NIGHTS = { name: 'Round the clock', zone: 'Europe/Berlin', members: [EMIL], shifts: [{ starts: '2026-01-01T00:00', rule: 'FREQ=DAILY', lasts: 'P1D' }] };

describe('who is told', () => {
  let world: World;
  let ada: Client;
  let hanna: Client;
  let holly: Client;

  beforeAll(async () => {
    world = await World.start({ transport: 'local' });
    [ada, hanna, holly] = [world.as('administrator'), world.as('supervisor', 'hotline'), world.as('agent', 'hotline')];
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  const put = (path: string, body: object) => ada.ask(`${TABLES}/${path}`, { method: 'PUT', body });
  const takeOut = (path: string) => ada.ask(`${TABLES}/${path}`, { method: 'DELETE' });
  const who = async (query: string) => (await hanna.get(`${TABLES}/who?unit=hotline&level=1${query}`)).body;
  const importing = (table: string, body: string, query = '') => ada.ask(`${TABLES}/${table}/import${query}`, { method: 'POST', body, headers: { 'content-type': 'text/csv' } });
  /** Who is told of a complaint that a customer of the hotline makes now. */
  const tells = async (category = ['appliance']) => {
    const complaint = await ToldComplaint.takenIn(holly);
    await complaint.does(holly, 'intake', 'classify', { category, severity: 'major', grave: ['safety'] });
    return (await complaint.hears('SuperiorInformed')).data;
  };

  it('is at first whom the company file names', async () => {
    const { body } = await hanna.get<Record<string, readonly Record<string, unknown>[]>>(TABLES);
    expect(body['units']!.find(({ unit }) => unit === 'hotline')).toEqual({ unit: 'hotline', reportsTo: 'customer-care', superiors: [{ person: HANNA }], version: 1 });
    expect(body['fallback']).toEqual([{ person: staff(2), version: 1 }]);
    expect(await tells()).toMatchObject({ level: 1, person: HANNA, rota: null, chosen: 'post' });
    expect(await who('')).toMatchObject({ person: HANNA, name: { en: 'Team lead' }, informOnly: false, why: { en: [`Level 1 is ${HANNA}, for hotline.`] } });
  });

  it('is the stand-in of whoever is absent, as soon as that is known, and why is said', async () => {
    const absence = { person: HANNA, from: '2026-01-01T00:00:00Z', to: '2126-01-01T00:00:00Z', standIn: SELMA };
    const id = randomUUID();
    expect(await put(`absences/${id}`, absence)).toMatchObject({ status: 200, body: { ...absence, id, version: 1 } });
    expect(await tells()).toMatchObject({ level: 1, person: SELMA, chosen: 'stand-in' });
    expect((await who(''))['why']).toMatchObject({ en: [expect.anything(), `${HANNA} is absent until 2126-01-01T00:00:00Z.`, `${SELMA} stands in for ${HANNA} during this absence.`] });
    expect(await takeOut(`absences/${id}?version=1`)).toMatchObject({ status: 204 });
    expect(await tells()).toMatchObject({ person: HANNA });
  });

  it('sees the complaint and acts on it from then on, also from outside of its units', async () => {
    const selma = world.as('supervisor', 'shops');
    const complaint = await ToldComplaint.takenIn(holly);
    await complaint.does(holly, 'resolution', 'assign', { unit: 'hotline' });
    await complaint.hears('ComplaintAssigned');
    const reads = async () => Promise.all(['', '/timeline', '/scorecard'].map(async (what) => (await selma.get(`/api/insight/complaints/${complaint.id}${what}`)).status));
    expect(await reads()).toEqual([404, 404, 404]);
    const id = randomUUID();
    await put(`absences/${id}`, { person: HANNA, from: '2026-01-01T00:00:00Z', to: '2126-01-01T00:00:00Z', standIn: SELMA });
    await complaint.does(holly, 'intake', 'classify', { category: ['appliance'], severity: 'major', grave: ['safety'] });
    expect((await complaint.hears('SuperiorInformed')).data).toMatchObject({ person: SELMA });
    expect(await reads()).toEqual([200, 200, 200]);
    // Each service hears by itself that she was told, and shows her nothing before.
    const isAccepted = async (service: string, command: string, body: object) => (await selma.post(`/api/${service}/complaints/${complaint.id}/${command}`, body)).status === 201;
    await eventually('intake takes her note', () => isAccepted('intake', 'add-note', { note: 'I have called the customer.' }));
    await eventually('resolution lets her assign it', () => isAccepted('resolution', 'assign', { unit: 'repairs' }));
    await takeOut(`absences/${id}?version=1`);
  });

  it('is whoever is on duty in a rota, and on the contact sheet for such a problem', async () => {
    expect((await put('rotas/round-the-clock', NIGHTS)).status).toBe(200);
    const contact = randomUUID();
    expect((await put(`contacts/${contact}`, { category: ['gas'], falls: { rota: 'round-the-clock' } })).status).toBe(200);
    expect(await tells(['gas', 'smell'])).toMatchObject({ level: 1, person: EMIL, rota: 'round-the-clock', chosen: 'contact-sheet' });
    expect(await tells(['parking'])).toMatchObject({ person: HANNA });
    expect(await who('&category=gas%2Fsmell')).toMatchObject({ person: EMIL });
    expect(await takeOut('rotas/round-the-clock?version=1')).toMatchObject({ status: 409, body: { code: 'escalation.rota-in-use' } });
    await takeOut(`contacts/${contact}?version=1`);
    expect((await takeOut('rotas/round-the-clock?version=1')).status).toBe(204);
  });

  it('is changed by an administrator only, on what they have read, and every change is kept', async () => {
    expect((await hanna.ask(`${TABLES}/deputies/${HANNA}`, { method: 'PUT', body: { deputy: SELMA } })).status).toBe(403);
    expect((await put(`deputies/${MARA}`, { deputy: DORA })).body).toMatchObject({ version: 1 });
    expect((await put(`deputies/${MARA}`, { deputy: DORA })).body).toMatchObject({ version: 1 });
    expect(await put(`deputies/${MARA}`, { deputy: HANNA })).toMatchObject({ status: 409, body: { code: 'escalation.superiors-moved-on' } });
    expect((await put(`deputies/${MARA}`, { deputy: HANNA, version: 1 })).body).toMatchObject({ version: 2 });
    const { body } = await hanna.get(`${TABLES}/deputies/changes?key=${MARA}`);
    expect(body['changes']).toMatchObject([
      { oldValue: { person: MARA, deputy: DORA }, newValue: { person: MARA, deputy: HANNA }, changedBy: staff(31) },
      { oldValue: null, newValue: { person: MARA, deputy: DORA } },
    ]);
  });

  it('is refused with field and remedy when something in it is wrong', async () => {
    const { status, body } = await put('rotas/x', { ...NIGHTS, zone: 'Mars/Base', members: [], shifts: [{ ...NIGHTS.shifts[0], rule: 'FREQ=NEVER' }] });
    expect([status, (body['errors'] as { field: string }[]).map(({ field }) => field)]).toEqual([400, ['zone', 'members', 'shifts[0].rule']]);
    expect(await put('rotas/NOT%20A%20NAME', NIGHTS)).toMatchObject({ status: 400, body: { errors: [{ field: 'rota' }] } });
    expect((await put('units/nowhere', { superiors: [] })).status).toBe(400);
    expect((await takeOut('units/hotline?version=1')).status).toBe(404);
    expect((await hanna.get(`${TABLES}/who?unit=nowhere&level=1`)).status).toBe(404);
  });

  it('comes from a file whole or not at all, and a file can be tried first', async () => {
    const file = `person,from,to,stand_in\n${SELMA},2026-12-24T00:00+01:00,2027-01-02T00:00+01:00,${EMIL}\n${EMIL},2027-01-02T00:00Z,2027-01-03T00:00Z,\n`;
    expect(await importing('absences', file, '?dryRun=true')).toMatchObject({ status: 200, body: { made: 2, changed: 0, unchanged: 0 } });
    expect((await hanna.get<Record<string, unknown[]>>(TABLES)).body['absences']).toEqual([]);
    const wrong = await importing('absences', `${file}${EMIL},tomorrow,2027-01-03T00:00Z,${randomUUID()}\n${HANNA},2027-01-03T00:00Z,2027-01-02T00:00Z,\n`);
    expect([wrong.status, (wrong.body['errors'] as { field: string }[]).map(({ field }) => field)]).toEqual([400, ['line 4, from', 'line 5, to']]);
    expect((await hanna.get<Record<string, unknown[]>>(TABLES)).body['absences']).toEqual([]);
    expect((await importing('absences', file)).body).toMatchObject({ made: 2 });
    expect((await importing('absences', file)).body).toEqual({ made: 0, changed: 0, unchanged: 2 });
    expect((await ada.ask(`${TABLES}/absences/import`, { method: 'POST', body: {} })).status).toBe(415);
    expect((await importing('moods', file)).status).toBe(404);
  });
});
