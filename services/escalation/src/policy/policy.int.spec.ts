import { ComplaintRegistered } from '@amends/contracts';
import { eventually } from '@amends/eventing/testing';
import { SHIPPED_PACKS } from '@amends/policy';
import { randomUUID } from 'node:crypto';
import { servedEscalation, type Person, type ServedEscalation } from '../testing/served-escalation.js';

const [standard] = SHIPPED_PACKS;
const HOUR = 3_600_000;
const lead: Person = { id: randomUUID(), role: 'supervisor', unit: 'hotline' };
const admin: Person = { id: randomUUID(), role: 'administrator', unit: null };
const COMPANY = { name: 'Acme', units: [{ id: 'hotline', name: 'Hotline' }], staff: [lead, admin], superiors: { hotline: [lead.id] } };
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

interface Refused {
  readonly status: number;
  readonly body: { readonly code: string; readonly errors?: readonly object[] };
}

describe('policy packs behind HTTP', () => {
  let served: ServedEscalation;
  const complaint = randomUUID();
  const asks = (path: string, body: object, who = admin): Promise<Refused> => served.ask<Refused['body']>('POST', path, who, body);
  const resolve = async (): Promise<{ id: string; dueAt: string } | undefined> =>
    (await served.get<{ obligations?: { id: string; kind: string; dueAt: string }[] }>(`complaints/${complaint}/obligations`, admin)).body.obligations?.find(({ kind }) => kind === 'resolve');

  beforeAll(async () => {
    served = await servedEscalation(COMPANY);
    const at = new Date().toISOString();
    await served.publish([{
      id: randomUUID(), type: 'ComplaintRegistered', data: { ...ComplaintRegistered.sample, customerId: null, standing: null, receivedBy: 'hotline', receivedAt: at }, round: 1, origin: 'live', occurredAt: at, recordedAt: at.replace('Z', '000Z'),
      source: 'intake', streamKind: 'complaint', subject: complaint, version: 1, schemaVersion: ComplaintRegistered.version, actor: { id: lead.id, role: 'agent', unit: 'hotline' }, causation: null, correlation: complaint, traceparent: null,
    }]);
    await eventually('it is owed', async () => (await resolve()) !== undefined);
  });
  afterAll(() => served.stop());

  it('allow more time only to whom the pack names', async () => {
    const strict = { ...standard!, name: 'strict', extends: 'default@1', rules: [], extensions: [{ obligations: ['resolve'], approvedBy: 'administrator', upTo: { count: 10, unit: 'business-days' } }] };
    expect((await asks('policy/packs', strict)).status).toBe(201);
    expect((await asks(`complaints/${complaint}/repin`, { pack: 'strict@1', reason: 'a new contract' })).status).toBe(201);
    const { id, dueAt } = (await resolve())!;
    const more = { until: new Date(Date.parse(dueAt) + HOUR).toISOString(), reason: 'a part is on its way' };
    expect(await asks(`complaints/${complaint}/obligations/${id}/extend`, more, lead)).toMatchObject({ status: 409, body: { code: 'escalation.not-theirs-to-allow' } });
    expect((await asks(`complaints/${complaint}/obligations/${id}/extend`, more)).status).toBe(201);
  });

  it('hold from their own date on', async () => {
    expect((await asks('policy/packs', { ...standard!, name: 'later', effectiveFrom: '2099-01-01T00:00:00.000Z' })).status).toBe(201);
    const refused = { status: 409, body: { code: 'escalation.policy-not-effective' } };
    expect(await asks('policy/in-force', { pack: 'later@1', from: inHours(1) })).toMatchObject(refused);
    expect(await asks('policy/repin', { pack: 'later@1', reason: 'next century' })).toMatchObject(refused);
    expect(await asks(`complaints/${complaint}/repin`, { pack: 'later@1', reason: 'next century' })).toMatchObject(refused);
  });

  it('are refused where nobody could reckon by them, also when they are only tried', async () => {
    const closed = { ...standard!, name: 'closed', calendars: { office: { ...standard!.calendars!['office']!, week: {} } } };
    const refused = { status: 400, body: { errors: [{ field: 'calendars.office.week', remedy: 'give it some' }] } };
    for (const path of ['policy/packs', 'policy/dry-run']) expect(await asks(path, closed)).toMatchObject(refused);
  });

  it('have other hours only on dates that there are', async () => {
    expect(await asks('policy/calendars/default/office/overrides', { date: '2027-02-30', name: 'never', periods: [] })).toMatchObject({ status: 400, body: { errors: [{ field: 'date' }] } });
  });
});
