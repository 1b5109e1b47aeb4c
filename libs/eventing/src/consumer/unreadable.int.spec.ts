import { randomUUID } from 'node:crypto';
import { appendOf, complaint, Recording, scratchDatabase, scratchLocal, TestService, type Scratch } from '../testing/index.js';
import type { Relay } from '../relay/relay.js';
import type { Consumer } from './consumer.js';

describe('a message that cannot be read', () => {
  let scratch: Scratch;
  let service: TestService;
  let recording: Recording;
  let consumer: Consumer;
  let relay: Relay;
  beforeAll(async () => {
    scratch = await scratchDatabase();
    service = new TestService(scratch, await scratchLocal(scratch.url));
    recording = await Recording.over(scratch.database);
    consumer = service.consumer(recording);
    relay = service.relay();
  });
  afterEach(() => scratch.database.pool.query('truncate intake.quarantine, intake.handled, intake.recorded'));

  const id = randomUUID();
  const now = new Date().toISOString();
  const full = {
    ce_source: '/amends/intake', ce_subject: `complaint/${id}`, ce_version: '1', ce_id: randomUUID(), ce_type: 'ContactEnded',
    ce_dataschema: '/schemas/ContactEnded/1', ce_time: now, ce_recordedat: now, ce_round: '1', ce_actor: 'a', ce_role: 'agent', ce_correlationid: 'c',
  };
  const value = JSON.stringify({ contactId: randomUUID(), endedAt: now });
  const ahead = new Date(Date.now() + 3_600_000).toISOString();

  it.each<[string, string | null, Record<string, string | null>, string | null, string]>([
    ['not JSON', id, full, 'hello', 'the value is not a JSON object'],
    ['JSON, but no object', id, full, '[1]', 'the value is not a JSON object'],
    ['no value', id, full, null, 'the value is not a JSON object'],
    ['the wrong schema', id, full, '{"contactId":"x"}', 'ContactEnded data must have required property'],
    ['the wrong type of a field', id, full, JSON.stringify({ contactId: 7, endedAt: now }), 'ContactEnded data/contactId must be string'],
    ['an unknown type', id, { ...full, ce_type: 'HelloWorld' }, value, 'header ce_type is no event of Amends'],
    ['a type that is another service\'s', id, { ...full, ce_type: 'ComplaintClosed', ce_dataschema: '/schemas/ComplaintClosed/1' }, value, 'ComplaintClosed is not for intake to say'],
    ['an unknown version', id, { ...full, ce_dataschema: '/schemas/ContactEnded/9' }, value, 'ContactEnded has no such version'],
    ['no headers', id, {}, value, 'header ce_source is missing'],
    ['a header without a value', id, { ...full, ce_type: null }, value, 'header ce_type is missing'],
    ['an unknown source', id, { ...full, ce_source: '/other' }, value, 'header ce_source names no service'],
    ['an odd stream version', id, { ...full, ce_version: '0' }, value, 'header ce_version is not a whole number from 1'],
    ['an id that is none', id, { ...full, ce_id: 'x' }, value, 'header ce_id is not a UUID'],
    ['an impossible time', id, { ...full, ce_time: '2026-13-45T99:00:00.000Z' }, value, 'header ce_time is not an instant in UTC'],
    ['the wrong key', randomUUID(), full, value, 'the key is not the id in ce_subject'],
    ['no key', null, full, value, 'the key is not the id in ce_subject'],
    ['a time in the future', id, { ...full, ce_recordedat: ahead }, value, 'header ce_recordedat lies in the future'],
    ['sealed words that are none', id, full, JSON.stringify({ ...JSON.parse(value), sealed: { note: 5 } }), 'the sealed words are not text by field name'],
  ])('goes into quarantine with its bytes, when it has %s, and the rest flows (I17)', async (_what, key, headers, text, reason) => {
    const stream = complaint();
    await scratch.database.pool.query(
      `with moved as (update transport.partitions set next_offset = next_offset + 1 where topic = 'complaints' and partition = 5 returning next_offset)
       insert into transport.messages select 'complaints', 5, next_offset - 1, $1, $2, $3 from moved`,
      [key, JSON.stringify(headers), text === null ? null : Buffer.from(text)],
    );
    await service.log.append(appendOf(stream));
    await service.publishAll(relay);
    await service.readAll(consumer);
    const [parked, ...none] = await service.quarantine.list();
    expect([parked!.reason, none]).toEqual([expect.stringMatching(new RegExp(`^${reason}`)), []]);
    expect(await recording.effects()).toEqual({ [`intake/complaint/${stream.id}`]: [1] });
    const [kept] = await scratch.database.transaction((transaction) => service.quarantine.open(transaction, 'recording', parked!.subject));
    expect(kept!.message.value?.toString() ?? null).toBe(text);
  });
});
