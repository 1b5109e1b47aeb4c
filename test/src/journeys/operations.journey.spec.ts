import { Ajv2020 } from 'ajv/dist/2020.js';
import { readLogs } from '../support/log-rows.js';
import { eventually } from '../support/eventually.js';
import { notARefusal } from '../support/problems.js';
import { DEFINITIONS } from '../support/routes.js';
import { connected } from '../support/scratch-database.js';
import { readTopics } from '../support/topic-messages.js';
import { transports, World } from '../support/world.js';

interface Lag {
  readonly services: readonly { readonly service: string; readonly log?: { readonly head: string; readonly published: string | null; readonly relay: string }; readonly consumers: readonly { readonly name: string; readonly behind: string }[] }[];
}

const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe.each(transports().slice(0, 1))('a running system over the %s transport', (transport) => {
  let world: World;

  beforeAll(async () => {
    world = await World.start({ transport });
  }, 120_000);

  afterAll(() => world?.stop(), 60_000);

  const anyone = () => world.withToken(undefined);

  it('is alive and ready, and says how far everything is', async () => {
    expect((await anyone().get('/health/live')).body).toEqual({ live: true });
    await eventually('it is ready', async () => (await anyone().get('/health/ready')).status === 200);
    await world.as('agent', 'hotline').post('/api/intake/complaints', { contact: { channel: 'phone' } });
    const lag = await eventually('all is read', async () => {
      const { body } = await anyone().get<Lag>('/health/lag');
      const intake = body.services.find(({ service }) => service === 'intake')!;
      const isRead = intake.log!.head !== '0' && intake.log!.head === intake.log!.published && body.services.every(({ consumers }) => consumers.every(({ behind }) => behind === '0'));
      // The relay of a service that has said nothing yet may still be taking the lead.
      return isRead && body.services.every(({ log }) => log === undefined || log.relay !== 'following') && body;
    });
    expect(lag.services.map(({ service }) => service).sort()).toEqual(DEFINITIONS.map(({ name }) => name).sort());
    for (const { log } of lag.services) if (log) expect(log.relay).toBe('leading');
  });

  it('tells Prometheus', async () => {
    const { text, headers } = await anyone().get('/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    for (const name of ['amends_request_seconds', 'amends_events_appended_total', 'amends_relay_behind_events', 'amends_consumer_behind_messages']) expect(text).toContain(name);
  });

  it('carries a trace, who did it, in which role and unit from the request through log and topic', async () => {
    const agent = world.as('agent', 'hotline');
    const { body } = await agent.post('/api/intake/complaints', { contact: { channel: 'phone' } }, { traceparent: TRACE, 'amends-correlation': 'call-7' });
    const complaint = String(body['id']);
    const logs = await eventually('escalation has judged it', async () => {
      const all = await connected(world.databaseUrl, readLogs);
      return all.get('escalation')!.some(({ subject }) => subject === complaint) && all;
    });
    const registered = logs.get('intake')!.find(({ subject }) => subject === complaint)!;
    expect(registered.metadata).toMatchObject({ traceparent: TRACE, correlation: 'call-7', actor: { role: 'agent', unit: 'hotline', id: expect.any(String) } });
    const owed = logs.get('escalation')!.find(({ subject }) => subject === complaint)!;
    expect(owed.metadata).toMatchObject({ causation: registered.id, actor: { role: 'system' } });
    expect(owed.recordedAt > registered.recordedAt).toBe(true);
    if (transport === 'kafka') await inTopic(complaint, registered.id);
  });

  async function inTopic(complaint: string, event: string): Promise<void> {
    const brokers = process.env['AMENDS_TEST_KAFKA_BROKERS']!.split(',');
    const message = await eventually('it is published', async () => (await readTopics(brokers, [world.topic('complaints')])).find(({ headers }) => headers['ce_id'] === event));
    expect(message.headers).toMatchObject({ ce_traceparent: TRACE, ce_correlationid: 'call-7', ce_role: 'agent', ce_unit: 'hotline', ce_specversion: '1.0', ce_type: 'ComplaintRegistered' });
    expect(message.key).toBe(complaint);
  }

  it('goes on with the trace in what a cause brings about', async () => {
    const { body } = await world.as('agent', 'hotline').post('/api/intake/complaints', { contact: { channel: 'phone' } }, { traceparent: TRACE });
    const owed = await eventually('escalation has judged it', async () => (await connected(world.databaseUrl, readLogs)).get('escalation')!.find(({ subject }) => subject === body['id']));
    expect(owed.metadata.traceparent?.slice(0, 35)).toBe(TRACE.slice(0, 35));
  });

  it.each(DEFINITIONS.map(({ name }) => name))('describes the API of %s as OpenAPI that holds together', async (service) => {
    const answer = await anyone().get<{ openapi: string; paths: Record<string, unknown>; components: { schemas: Record<string, object> } }>(`/docs/${service}/openapi.json`);
    const { openapi, paths, components } = answer.body;
    expect(openapi).toMatch(/^3\./);
    expect(Object.keys(paths).length).toBeGreaterThan(0);
    const refs = [...answer.text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);
    expect(refs.filter((name) => !(name in components.schemas))).toEqual([]);
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const [name, schema] of Object.entries(components.schemas)) ajv.addSchema(JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '')) as object, name);
    for (const name of Object.keys(components.schemas)) expect(() => ajv.getSchema(name)).not.toThrow();
    expect((await anyone().get(`/docs/${service}`)).headers.get('content-type')).toContain('text/html');
  });

  it('answers an unknown address, a wrong method and a wrong page of the documents clearly', async () => {
    for (const answer of [await anyone().get('/api/intake/nothing'), await anyone().get('/docs/billing'), await anyone().get('/docs/assets/..%2f..%2fpackage.json'), await anyone().ask('/api/intake/complaints', { method: 'DELETE' })]) {
      expect([answer.status, notARefusal(answer)]).toEqual([404, undefined]);
    }
  });
});
