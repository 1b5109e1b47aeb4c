import { partitionOf } from '@amends/eventing';
import { randomUUID } from 'node:crypto';
import type { Producer } from 'kafkajs';
import type { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { untilQuiet } from '../support/quiet.js';
import { testKafka } from '../support/topic-messages.js';
import { transports, World } from '../support/world.js';

interface Parked {
  readonly id: string;
  readonly consumer: string;
  readonly subject: string;
  readonly reason: string;
  readonly setAside: boolean;
}

const SECRET = 'Wang Xiaoming, +86 138 0013 8000';
const WITHIN_MS = 180_000;
const withKafka = transports().includes('kafka') ? describe : describe.skip;

withKafka('a message that nobody can read', () => {
  let world: World;
  let agent: Client;
  let olga: Client;
  let producer: Producer;

  beforeAll(async () => {
    world = await World.start({ transport: 'kafka' });
    agent = world.as('agent', 'hotline');
    olga = world.as('operator');
    producer = testKafka(process.env['AMENDS_TEST_KAFKA_BROKERS']!.split(',')).producer();
    await producer.connect();
  }, 120_000);

  afterAll(async () => {
    await producer?.disconnect();
    await world?.stop();
  }, 60_000);

  /** Takes a complaint in and waits until every service has heard of it. */
  async function register(): Promise<string> {
    const { body } = await agent.post('/api/intake/complaints', { contact: { channel: 'phone' }, acknowledge: { how: 'spoken' } });
    await untilQuiet(olga, 60_000);
    return String(body['id']);
  }

  const publish = (key: string, value: string | null, headers: Record<string, string> = {}, topic = 'complaints') =>
    producer.send({ topic: world.topic(topic), messages: [{ key, value, headers, partition: partitionOf(key) }] });
  const parked = async (service: string, subject: string): Promise<readonly Parked[]> =>
    (await olga.get<{ parked: readonly Parked[] }>(`/api/${service}/quarantine?subject=${subject}`)).body.parked;

  /** The poison and what is parked behind it, once something is. */
  const successorOf = (subject: string): Promise<readonly Parked[]> =>
    eventually('its successor waits', async () => {
      const waiting = await parked('insight', subject);
      return waiting.length === 2 && waiting;
    });

  /** Headers of an event of this complaint that intake might say next. */
  const headersOf = (complaint: string, version: number, other: Record<string, string> = {}): Record<string, string> => ({
    ce_specversion: '1.0', ce_id: randomUUID(), ce_source: '/amends/intake', ce_type: 'ComplaintAcknowledged', ce_subject: `complaint/${complaint}`,
    ce_time: '2026-01-01T00:00:00.000Z', ce_dataschema: '/schemas/ComplaintAcknowledged/1', ce_version: String(version), ce_recordedat: new Date().toISOString(),
    ce_round: '1', ce_actor: 'x', ce_role: 'agent', ce_origin: 'live', ce_correlationid: 'x', ...other,
  });

  it('parks its complaint with what follows, in order, while all others flow', async () => {
    const [poisoned, healthy] = [await register(), await register()];
    await publish(poisoned, `garbage ${SECRET}`);
    await eventually('the poison is parked', async () => (await parked('insight', poisoned)).length === 1);
    const behind = agent.elsewhere();
    await behind.post(`/api/resolution/complaints/${poisoned}/assign`, { unit: 'hotline' });
    await agent.post(`/api/resolution/complaints/${healthy}/assign`, { unit: 'hotline' });
    expect((await agent.get(`/api/insight/complaints/${healthy}`)).body).toMatchObject({ owner: { unit: 'hotline' } });
    const waiting = await behind.get(`/api/insight/complaints/${poisoned}`);
    expect([waiting.status, waiting.body['code']]).toEqual([503, 'insight.quarantined']);
    // Other partitions may be read before its own.
    const both = await successorOf(poisoned);
    expect(both.map(({ reason }) => reason)).toEqual(['header ce_source is missing', 'follows a quarantined message of the same complaint']);
  }, WITHIN_MS);

  it('is set aside by an operator; what waited is redriven and nothing is lost', async () => {
    const poisoned = await register();
    await publish(poisoned, `garbage ${SECRET}`);
    await eventually('the poison is parked', async () => (await parked('insight', poisoned)).length === 1);
    await agent.elsewhere().post(`/api/resolution/complaints/${poisoned}/assign`, { unit: 'hotline' });
    const [poison] = await successorOf(poisoned);
    const still = await olga.post(`/api/insight/quarantine/file@4/${poisoned}/redrive`);
    expect([still.status, still.body]).toEqual([409, expect.objectContaining({ code: 'operations.still-fails', detail: expect.stringContaining('ce_source'), remedy: expect.any(String) })]);
    expect((await olga.post(`/api/insight/quarantine/messages/${poison!.id}/set-aside`)).status).toBe(200);
    expect((await olga.post(`/api/insight/quarantine/file@4/${poisoned}/redrive`)).body).toEqual({ handled: 1 });
    expect((await agent.elsewhere().get(`/api/insight/complaints/${poisoned}`)).body).toMatchObject({ owner: { unit: 'hotline' } });
    expect(await parked('insight', poisoned)).toEqual([expect.objectContaining({ id: poison!.id, setAside: true })]);
  }, WITHIN_MS);

  it.each<[string, (complaint: string) => [string | null, Record<string, string>], string]>([
    ['not JSON', (complaint) => ['{"how":', headersOf(complaint, 3)], 'JSON'],
    ['nothing at all', (complaint) => [null, headersOf(complaint, 3)], 'JSON'],
    ['data against its schema', (complaint) => ['{"how":7}', headersOf(complaint, 3)], 'ComplaintAcknowledged data'],
    ['an unknown type', (complaint) => ['{}', headersOf(complaint, 3, { ce_type: 'ComplaintEaten' })], 'no event of Amends'],
    ['a version that there is not yet', (complaint) => ['{}', headersOf(complaint, 3, { ce_dataschema: '/schemas/ComplaintAcknowledged/99' })], 'no such version'],
    ['no headers', () => ['{}', {}], 'missing'],
    ['a subject that is not its key', (complaint) => ['{}', headersOf(complaint, 3, { ce_subject: `complaint/${randomUUID()}` })], 'key'],
    ['a time in the future', (complaint) => ['{"how":"spoken","deadlinesStated":[]}', headersOf(complaint, 3, { ce_recordedat: '2099-01-01T00:00:00.000Z' })], 'future'],
  ])('with %s goes into quarantine at every service and says why, never what it held', async (_what, message, why) => {
    const complaint = await register();
    await publish(complaint, ...message(complaint));
    for (const service of ['intake', 'resolution', 'escalation', 'follow-up', 'insight']) {
      const waiting = await eventually(`${service} has parked it`, async () => {
        const found = await parked(service, complaint);
        return found.length > 0 && found;
      });
      expect(waiting[0]!.reason).toContain(why);
    }
  }, WITHIN_MS);

  it('on the topic of customers is parked by whoever hears of customers', async () => {
    const key = randomUUID();
    await publish(key, `garbage ${SECRET}`, {}, 'customers');
    for (const service of ['follow-up', 'insight']) {
      const waiting = await eventually(`${service} has parked it`, async () => (await parked(service, key))[0]);
      expect(waiting).toMatchObject({ consumer: expect.stringContaining('customers'), reason: 'header ce_source is missing' });
    }
  });

  it('of another system is set apart, and the customer who came back behind it is seen', async () => {
    const ownReference = `K-${randomUUID()}`;
    const { body: customer } = await agent.post('/api/intake/customers', { name: 'Wang Fang', ownReference });
    const { body: complaint } = await agent.post('/api/intake/complaints', { customerId: customer['id'], contact: { channel: 'phone' } });
    const activity = { source: 'shop', activityId: randomUUID(), customer: ownReference, kind: 'order', happenedAt: new Date().toISOString() };
    await publish(ownReference, `garbage ${SECRET}`, { ce_type: 'CustomerActivity' }, 'customer-activity');
    await publish(ownReference, JSON.stringify({ ...activity, kind: 'theft' }), { ce_type: 'CustomerActivity' }, 'customer-activity');
    await publish(ownReference, JSON.stringify(activity), { ce_type: 'CustomerActivity' }, 'customer-activity');
    const returned = await eventually('the return is seen', async () => (await agent.get(`/api/insight/complaints/${String(complaint['id'])}`)).body['returned'] ?? undefined);
    expect(returned).toMatchObject({ source: 'shop', activityId: activity.activityId });
    const { body } = await olga.get<{ parked: readonly Parked[] }>('/api/follow-up/quarantine');
    expect(body.parked.filter(({ consumer }) => consumer === 'activity').map(({ reason }) => reason)).toEqual(['the value is not a JSON object', expect.stringContaining('kind: must be one of')]);
  });

  it('leaves no trace of its content in answers or in the log', async () => {
    const listed = await Promise.all(['intake', 'resolution', 'escalation', 'follow-up', 'insight'].map((service) => olga.get(`/api/${service}/quarantine`)));
    for (const { text } of listed) expect(text).not.toContain('Xiaoming');
    expect(world.log).not.toContain('Xiaoming');
  });
});
