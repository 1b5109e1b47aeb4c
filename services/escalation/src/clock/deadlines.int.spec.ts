import {
  ComplaintAcknowledged, ComplaintClassified, ComplaintRegistered, ComplaintReopened, ComplaintResolved, CustomerAnswered, MessageSent, WaitingForCustomer, type EventDefinition, type LogName, type RecordedEvent,
} from '@amends/contracts';
import { consumerSql, EventLog, EventWriter, knownSql, logSql, ManualClock, SystemClock, TimeOrderedIds, toMessage, type Consumer, type StoredEvent, type Transport } from '@amends/eventing';
import { scratchDatabase, scratchLocal, TestService, type Scratch } from '@amends/eventing/testing';
import { Punctuality } from '@amends/runtime';
import { randomUUID } from 'node:crypto';
import { LedgerConsumer } from '../ledger/ledger.consumer.js';
import { inboxSql } from '../inbox/inbox.sql.js';
import { inOrderSql, ledgerSql, warningsSql } from '../ledger/ledger.sql.js';
import type { Obligation } from '../ledger/obligation.js';
import type { Page } from '../ledger/page.js';
import { Pages } from '../ledger/pages.js';
import { checksum, rebuild } from '../ledger/rebuild.js';
import { isAbout, ladder, policies } from '../testing/a-complaint.js';
import { DeadlineClock } from './deadline-clock.js';

const START = Date.now() - 3_600_000;
const at = (minutes: number): string => new Date(START + minutes * 60_000).toISOString();

describe('an acknowledgement that is owed within two minutes of a call', () => {
  let scratch: Scratch;
  let transport: Transport;
  let log: EventLog;
  let ledger: Consumer;
  let service: TestService;
  let clock: ManualClock;
  let deadlines: DeadlineClock;
  let complaint: string;
  let versions: Map<LogName, number>;

  beforeEach(async () => {
    scratch = await scratchDatabase('escalation', [logSql, consumerSql, knownSql, () => ledgerSql, () => warningsSql, () => inOrderSql, () => inboxSql]);
    transport = await scratchLocal(scratch.url);
    clock = new ManualClock(START);
    service = new TestService(scratch, transport, scratch.database, new SystemClock());
    log = new EventLog(scratch.database, 'escalation', clock);
    const pages = new Pages(log, new EventWriter(scratch.vault, new TimeOrderedIds()));
    ledger = service.consumer(new LedgerConsumer(pages, ladder, policies, clock));
    deadlines = new DeadlineClock({ database: scratch.database, pages, ladder, policies, ledger, transport, clock, punctuality: new Punctuality() });
    complaint = randomUUID();
    versions = new Map();
  });

  /** An event of the complaint that a service recorded so many minutes after the start. */
  function fact(definition: EventDefinition, minutes: number, { data = {}, round = 1 }: { data?: object; round?: number } = {}): [LogName, StoredEvent] {
    const source = definition.source;
    const version = (versions.get(source) ?? 0) + 1;
    versions.set(source, version);
    return [source, {
      position: 0n, stream: { kind: 'complaint', id: complaint }, version, type: definition.type, schemaVersion: definition.version, id: randomUUID(),
      data: JSON.stringify({ ...(definition.sample as object), ...data }), sealed: null, recordedAt: at(minutes).replace('Z', '000Z'),
      metadata: { occurredAt: at(minutes), round, actor: { id: 'a', role: 'agent', unit: 'hotline' }, origin: 'live', causation: null, correlation: 'call-7', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
    }];
  }

  const publish = ([source, event]: [LogName, StoredEvent]) => transport.publish([toMessage(source, event)]);
  const hears = async (said: [LogName, StoredEvent]): Promise<void> => {
    await publish(said);
    await service.readAll(ledger);
  };
  const timeIs = (minutes: number): void => clock.advance(START + minutes * 60_000 - clock.now());
  /** Lets the clock look, as often as it would within a moment. */
  const clockFires = async (): Promise<number> => (await deadlines.step()) + (await deadlines.step());

  /** What was said of the acknowledgements. */
  const said = async (): Promise<readonly RecordedEvent[]> =>
    (await log.read({ kind: 'obligations', id: complaint })).filter(({ data }) => isAbout('acknowledge', data));
  const types = async (): Promise<readonly string[]> => (await said()).map(({ type }) => type.replace('Obligation', ''));
  /** The acknowledgements that are owed. */
  const page = async (): Promise<readonly Obligation[]> =>
    (await scratch.database.pool.query<{ page: Page }>('select page from escalation.ledger where complaint = $1', [complaint])).rows[0]!.page.owed.filter(({ kind }) => kind === 'acknowledge');
  const armed = async (): Promise<number> => {
    const incurred = (await said()).flatMap(({ data }) => (data as { obligations?: readonly { obligationId: string; kind: string }[] }).obligations ?? []);
    const ids = incurred.filter((one) => isAbout('acknowledge', one)).map(({ obligationId }) => obligationId);
    return (await scratch.database.pool.query('select from escalation.deadlines where obligation = any($1)', [ids])).rowCount!;
  };

  const registered = () => fact(ComplaintRegistered, 0, { data: { customerId: null, standing: null } });

  it('is incurred by the registration, with its trace, and armed', async () => {
    await hears(registered());
    expect(await page()).toMatchObject([{ kind: 'acknowledge', state: 'open', dueAt: at(2) }]);
    expect(await said()).toMatchObject([{ type: 'ObligationIncurred', correlation: 'call-7', traceparent: expect.stringContaining('0af7651916cd43dd8448eb211c80319c'), actor: { role: 'system' } }]);
    expect(await armed()).toBe(1);
  });

  it('is settled in time, and then never missed', async () => {
    await hears(registered());
    await hears(fact(ComplaintAcknowledged, 1));
    timeIs(30);
    await clockFires();
    expect([await types(), await armed()]).toEqual([['Incurred', 'Settled'], 0]);
  });

  it('is warned of once when it comes near, and not missed before it is due', async () => {
    await hears(registered());
    timeIs(1.5);
    expect([await clockFires(), await types()]).toEqual([0, ['Incurred']]);
    timeIs(1.99);
    expect([await clockFires(), await clockFires(), await types(), await armed()]).toEqual([1, 0, ['Incurred', 'Nearing'], 1]);
  });

  it('is not warned of after it was done', async () => {
    await hears(registered());
    await publish(fact(ComplaintAcknowledged, 1));
    timeIs(1.9);
    await clockFires();
    await service.readAll(ledger);
    expect([await clockFires(), await types()]).toEqual([0, ['Incurred', 'Settled']]);
  });

  it('is missed once when it is past due, however often the clock looks', async () => {
    await hears(registered());
    timeIs(3);
    expect(await clockFires()).toBe(1);
    expect([await clockFires(), await types(), await armed()]).toEqual([0, ['Incurred', 'Missed'], 0]);
    expect((await page())[0]!.state).toBe('missed');
  });

  it('is missed only after the topic has been read past the time it was due', async () => {
    await hears(registered());
    await publish(fact(ComplaintAcknowledged, 1.9));
    timeIs(3);
    expect([await clockFires(), await types()]).toEqual([0, ['Incurred']]);
    await service.readAll(ledger);
    expect([await clockFires(), await types()]).toEqual([0, ['Incurred', 'Settled']]);
  });

  it('is settled late after a miss', async () => {
    await hears(registered());
    timeIs(3);
    await clockFires();
    await hears(fact(ComplaintAcknowledged, 4));
    expect(await types()).toEqual(['Incurred', 'Missed', 'Settled']);
    expect((await said()).at(-1)!.data).toMatchObject({ late: true });
    expect(await page()).toEqual([]);
  });

  it('was no miss when a settlement that was recorded in time arrives later', async () => {
    await hears(registered());
    timeIs(3);
    await clockFires();
    await hears(fact(ComplaintAcknowledged, 1.5));
    expect(await types()).toEqual(['Incurred', 'Missed', 'MissRetracted']);
    expect((await log.read({ kind: 'complaint', id: complaint })).map(({ type }) => type)).toEqual(['SuperiorInformed', 'EscalationLifted']);
    expect(await page()).toEqual([]);
  });

  it('is owed once, although the same event is published again and again', async () => {
    const first = registered();
    await hears(first);
    await hears(first);
    const acknowledged = fact(ComplaintAcknowledged, 1);
    for (const again of [acknowledged, first, acknowledged, acknowledged]) await hears(again);
    expect([await types(), (await page()).length]).toEqual([['Incurred', 'Settled'], 0]);
  });

  it('is owed again in the next round, and the open one of the round before is cancelled', async () => {
    await hears(registered());
    await hears(fact(ComplaintResolved, 0.5));
    await hears(fact(ComplaintReopened, 1, { data: { endsRound: 1 } }));
    expect(await types()).toEqual(['Incurred', 'Cancelled', 'Incurred']);
    expect(await page()).toMatchObject([{ round: 2, state: 'open', dueAt: at(3) }]);
    timeIs(2.5);
    expect([await clockFires(), await armed()]).toEqual([0, 1]);
  });

  it('tells a superior in the transaction of the miss, and is due there within half an hour', async () => {
    await hears(registered());
    timeIs(3);
    await clockFires();
    expect(await log.read({ kind: 'complaint', id: complaint })).toMatchObject([{ type: 'SuperiorInformed', data: { level: 1, reasons: [{ reason: 'missed' }] }, actor: { role: 'system' } }]);
    const { rows } = await scratch.database.pool.query<{ page: Page }>('select page from escalation.ledger');
    expect(rows[0]!.page.owed.at(-1)).toMatchObject({ kind: 'acknowledge-escalation', dueAt: at(33) });
  });

  it('lets silence count as yes seven days after we wrote', async () => {
    await hears(registered());
    await hears(fact(ComplaintResolved, 1));
    await hears(fact(MessageSent, 10, { data: { kind: 'summary' } }));
    timeIs(10 + 7 * 24 * 60 + 1);
    await clockFires();
    const words = (await log.read({ kind: 'obligations', id: complaint })).filter(({ data }) => isAbout('confirm', data)).map(({ type }) => type);
    expect(words).toEqual(['ObligationIncurred', 'ObligationRevised', 'ObligationLapsed']);
  });

  it('stands in a ledger that can be had again from nothing, by folding what was recorded and never judging again', async () => {
    await hears(registered());
    await hears(fact(WaitingForCustomer, 1));
    timeIs(3);
    await clockFires();
    await hears(fact(ComplaintAcknowledged, 1.5));
    await hears(fact(CustomerAnswered, 20));
    await hears(fact(ComplaintClassified, 21, { data: { severity: 'major', grave: ['legal'] } }));
    await hears(fact(ComplaintResolved, 25));
    await hears(fact(ComplaintReopened, 30, { data: { endsRound: 1 } }));
    timeIs(40);
    await clockFires();
    // Its own events come last into the topic, after facts that were recorded later.
    await service.publishAll(service.relay(transport, log));
    const topic: RecordedEvent[] = [];
    await service.readAll(service.consumer({ name: 'collector', topics: ['complaints'], handle: async (events) => void topic.push(...events) }));
    await service.readAll(ledger);
    const { rows } = await scratch.database.pool.query<{ complaint: string; page: Page }>('select complaint, page from escalation.ledger');
    expect(topic.filter(({ source }) => source === 'escalation').length).toBeGreaterThan(20);
    expect(checksum(rebuild([...topic, ...topic]))).toBe(checksum(new Map(rows.map((row) => [row.complaint, row.page]))));
  });

  it('is missed by one of two clocks that look at the same moment', async () => {
    await hears(registered());
    timeIs(3);
    const pages = new Pages(log, new EventWriter(scratch.vault, new TimeOrderedIds()));
    const other = new DeadlineClock({ database: scratch.database, pages, ladder, policies, ledger, transport, clock, punctuality: new Punctuality() });
    const fired = await Promise.all([deadlines.step(), other.step()]);
    const more = await Promise.all([deadlines.step(), other.step()]);
    expect([[...fired, ...more].reduce((sum, one) => sum + one, 0), await types()]).toEqual([1, ['Incurred', 'Missed']]);
  });
});
