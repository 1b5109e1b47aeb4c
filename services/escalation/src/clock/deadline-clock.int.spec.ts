import { ComplaintAcknowledged, ComplaintClassified, ComplaintRegistered, type EventDefinition, type LogName } from '@amends/contracts';
import { consumerSql, EventLog, EventWriter, knownSql, logSql, ManualClock, partitionOf, SystemClock, TimeOrderedIds, toMessage, type Consumer, type StoredEvent } from '@amends/eventing';
import { eventually, scratchDatabase, scratchLocal, TestService, type Scratch } from '@amends/eventing/testing';
import { Punctuality } from '@amends/runtime';
import { randomUUID } from 'node:crypto';
import { LedgerConsumer } from '../ledger/ledger.consumer.js';
import { inboxSql } from '../inbox/inbox.sql.js';
import { inOrderSql, ledgerSql, warningsSql } from '../ledger/ledger.sql.js';
import { Pages } from '../ledger/pages.js';
import { ladder, policies } from '../testing/a-complaint.js';
import { DeadlineClock } from './deadline-clock.js';

const START = Date.now() - 3_600_000;
const at = (minutes: number): string => new Date(START + minutes * 60_000).toISOString();

/** Rests until it is woken, and says how long it would have rested. */
class RestingClock extends ManualClock {
  readonly rests: number[] = [];

  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.rests.push(ms);
    return new Promise((resolve) => (signal?.aborted ? resolve() : signal?.addEventListener('abort', () => resolve())));
  }
}

describe('the deadline clock', () => {
  let scratch: Scratch;
  let service: TestService;
  let log: EventLog;
  let ledger: Consumer;
  let clock: RestingClock;
  let deadlines: DeadlineClock;
  let punctuality: Punctuality;
  let transport: Awaited<ReturnType<typeof scratchLocal>>;

  beforeEach(async () => {
    scratch = await scratchDatabase('escalation', [logSql, consumerSql, knownSql, () => ledgerSql, () => warningsSql, () => inOrderSql, () => inboxSql]);
    transport = await scratchLocal(scratch.url);
    clock = new RestingClock(START);
    service = new TestService(scratch, transport, scratch.database, new SystemClock());
    log = new EventLog(scratch.database, 'escalation', clock);
    ledger = service.consumer(new LedgerConsumer(pages(), ladder, policies, clock));
    punctuality = new Punctuality();
    deadlines = another();
  });

  const pages = (): Pages => new Pages(log, new EventWriter(scratch.vault, new TimeOrderedIds()));
  const another = (own = pages()): DeadlineClock => new DeadlineClock({ database: scratch.database, pages: own, ladder, policies, ledger, transport, clock, punctuality });
  const timeIs = (minutes: number): void => clock.advance(START + minutes * 60_000 - clock.now());

  function fact(complaint: string, definition: EventDefinition, minutes: number, data: object = {}): [LogName, StoredEvent] {
    const version = definition === ComplaintRegistered ? 1 : 2;
    return [definition.source, {
      position: 0n, stream: { kind: 'complaint', id: complaint }, version, type: definition.type, schemaVersion: definition.version, id: randomUUID(),
      data: JSON.stringify({ ...(definition.sample as object), ...data }), sealed: null, recordedAt: at(minutes).replace('Z', '000Z'),
      metadata: { occurredAt: at(minutes), round: 1, actor: { id: 'a', role: 'agent', unit: 'hotline' }, origin: 'live', causation: null, correlation: 'x', traceparent: null },
    }];
  }

  const publish = (facts: readonly [LogName, StoredEvent][]) => transport.publish(facts.map(([source, event]) => toMessage(source, event)));
  const registered = (complaint: string, minutes = 0) => fact(complaint, ComplaintRegistered, minutes, { customerId: null, standing: null });

  /** Complaints that were registered by phone at these minutes: each is to be acknowledged within two. */
  async function complaints(...minutes: readonly number[]): Promise<readonly string[]> {
    return saidTo(minutes.map(() => randomUUID()), minutes);
  }

  async function saidTo(ids: readonly string[], minutes: readonly number[]): Promise<readonly string[]> {
    await publish(ids.map((id, index) => registered(id, minutes[index])));
    await service.readAll(ledger);
    return ids;
  }

  function idWhere(holds: (id: string) => boolean): string {
    for (;;) {
      const id = randomUUID();
      if (holds(id)) return id;
    }
  }

  const until = async (clockOf: DeadlineClock): Promise<number> => {
    let sum = 0;
    for (let done = await clockOf.step(); done > 0; done = await clockOf.step()) sum += done;
    return sum;
  };

  /** Complaints whose acknowledgement was missed, in the order in which that was recorded. */
  async function missed(): Promise<readonly string[]> {
    const { rows } = await scratch.database.pool.query<{ stream_id: string }>(`select stream_id from escalation.events where type = 'ObligationMissed' and data::json ->> 'kind' = 'acknowledge' order by position`);
    return rows.map(({ stream_id }) => stream_id);
  }

  it('strikes thousands once each when two replicas share them', async () => {
    const ids = await complaints(...Array.from({ length: 1300 }, (_, n) => n / 1000));
    timeIs(10);
    const other = another();
    const [one, two] = await Promise.all([until(deadlines), until(other)]);
    expect(one + two + (await until(deadlines))).toBe(1300);
    expect([...(await missed())].sort()).toEqual([...ids].sort());
  });

  it('golden case: the oldest open complaint is judged however long the backlog', async () => {
    const backlog = await complaints(...Array.from({ length: 3000 }, (_, n) => 1 + n / 1000));
    const [oldest] = await complaints(0);
    timeIs(60);
    await deadlines.step();
    expect((await missed())[0]).toBe(oldest);
    await until(deadlines);
    expect([...(await missed())].sort()).toEqual([oldest!, ...backlog].sort());
  });

  it('says first what was missed where many are due, and tells the superior of each one as soon as that is done', async () => {
    const ids = await complaints(...Array.from({ length: 120 }, () => 0));
    timeIs(3);
    await deadlines.step();
    expect([(await missed()).length, (await log.readMany('complaint', ids)).get(ids[0]!)]).toEqual([120, []]);
    // What is put off comes after whatever fell due within a second.
    clock.advance(1100);
    await until(another());
    const told = await log.readMany('complaint', ids);
    expect(ids.map((id) => told.get(id)!.map(({ type, data }) => [type, (data as { caughtUp?: boolean }).caughtUp]))).toEqual(ids.map(() => [['SuperiorInformed', true]]));
  });

  describe('before a crowd of deadlines', () => {
    const CROWD = 600;
    let ids: readonly string[];

    beforeEach(async () => {
      ids = await complaints(...Array.from({ length: CROWD }, () => 0));
      timeIs(1.7);
      await until(deadlines);
      // Two minutes are up five seconds from now.
      timeIs(2 - 5 / 60);
      await deadlines.step();
    });

    /** When each acknowledgement is said to have been missed, by complaint. */
    async function missedAt(): Promise<ReadonlyMap<string, string>> {
      const told = await log.readMany('obligations', ids);
      return new Map([...told].flatMap(([id, events]) => events.filter(({ type, data }) => type === 'ObligationMissed' && (data as { kind: string }).kind === 'acknowledge').map(({ occurredAt }) => [id, occurredAt])));
    }

    const AS_OF_DUE = new Date(Date.parse(at(2)) + 50).toISOString();

    it('has worked out what it will say, says none of it before its time, and then the same as a clock that did not look ahead', async () => {
      expect((await missedAt()).size).toBe(0);
      timeIs(2.2);
      await deadlines.step();
      const foreseen = [...(await missedAt())].filter(([, when]) => when === AS_OF_DUE);
      expect([(await missedAt()).size, foreseen.length]).toEqual([CROWD, 500]);
      clock.advance(2000);
      await until(another());
      const streams = [...(await log.readMany('obligations', ids)).values()];
      const said = streams.map((events) => events.map(({ type, data }) => [type, (data as { kind?: string }).kind]));
      expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
      expect([...(await log.readMany('complaint', ids)).values()].map((events) => events.map(({ type }) => type))).toEqual(ids.map(() => ['SuperiorInformed']));
    });

    it('misses nothing that is done in between, and judges anew what was written in between', async () => {
      const [done, ...written] = ids.slice(0, 10);
      await publish([fact(done!, ComplaintAcknowledged, 1.99), ...written.map((id) => fact(id, ComplaintClassified, 1.99, { severity: 'minor', grave: [] }))]);
      await service.readAll(ledger);
      timeIs(2.2);
      await until(deadlines);
      const missed = await missedAt();
      expect([missed.size, missed.has(done!), written.map((id) => missed.get(id))]).toEqual([CROWD - 1, false, written.map(() => at(2.2))]);
    });

    it('works it out anew when it could not say it for half a minute', async () => {
      timeIs(2.6);
      await until(deadlines);
      expect(new Set((await missedAt()).values())).toEqual(new Set([at(2.6)]));
    });
  });

  it('passes over what somebody holds, and waits for nobody', async () => {
    const [held, free] = await complaints(0, 0.1);
    timeIs(3);
    await scratch.database.transaction(async (transaction) => {
      await transaction.query('select from escalation.ledger where complaint = $1 for update', [held]);
      await until(deadlines);
      expect(await missed()).toEqual([free]);
    });
    await until(deadlines);
    expect(await missed()).toEqual([free, held]);
  });

  it('is kept waiting by no partition that is not read: others are struck, however many are due there', async () => {
    const waiting = randomUUID();
    const free = idWhere((id) => partitionOf(id) !== partitionOf(waiting));
    await saidTo([waiting, free], [0, 1]);
    timeIs(4);
    await publish([registered(idWhere((id) => partitionOf(id) === partitionOf(waiting)))]);
    await until(deadlines);
    expect(await missed()).toEqual([free]);
    expect(await punctuality.report()).toMatchObject({ waiting: 1, quarantined: 0, struck: 1 });
    await service.readAll(ledger);
  });

  it('shows an operator what it may not strike because its complaint is in quarantine', async () => {
    const [parked] = await complaints(0);
    await scratch.database.pool.query('update escalation.handled set quarantined = true where subject = $1', [parked]);
    timeIs(3);
    expect([await deadlines.step(), await missed()]).toEqual([0, []]);
    expect(await punctuality.report()).toEqual({ waiting: 0, quarantined: 1, oldest: expect.stringContaining('T'), struck: 0, seconds: null });
  });

  it('sets apart what cannot be struck, says so, and tries it again later', async () => {
    const [wrong, right] = await complaints(0, 1);
    await scratch.database.pool.query(`update escalation.ledger set obligations_version = 77 where complaint = $1`, [wrong]);
    timeIs(4);
    const reported: unknown[] = [];
    while ((await deadlines.step((error) => reported.push(error))) > 0);
    expect([await missed(), reported]).toEqual([[right], [expect.objectContaining({ complaint: wrong })]]);
    expect(await punctuality.report()).toMatchObject({ waiting: 1 });
    await scratch.database.pool.query(`update escalation.ledger set obligations_version = (select max(version) from escalation.events where stream_kind = 'obligations' and stream_id = $1) where complaint = $1`, [wrong]);
    timeIs(6);
    await until(deadlines);
    expect(await missed()).toEqual([right, wrong]);
  });

  it('strikes nothing by what it knew before everything was published anew', async () => {
    const [complaint] = await complaints(0);
    await publish([fact(complaint!, ComplaintAcknowledged, 1)]);
    timeIs(3);
    expect(await deadlines.step()).toBe(0);
    // The logs are published anew: in the new generation other messages stand where the clock had marked the end, and nothing is read yet.
    await scratch.database.pool.query(`update escalation.clusters set generation = generation + 1`);
    await scratch.database.pool.query(`insert into escalation.positions select consumer, cluster_id, generation + 1, topic, partition, case when partition = $1 then 2 else 0 end from escalation.positions`, [partitionOf(complaint!)]);
    await publish([fact(complaint!, ComplaintAcknowledged, 1)]);
    expect([await deadlines.step(), await deadlines.step(), await missed()]).toEqual([0, 0, []]);
  });

  it('strikes nothing while the cluster is not the one that holds the past', async () => {
    await complaints(0);
    timeIs(3);
    await scratch.database.pool.query(`update escalation.clusters set cluster_id = 'lost'`);
    expect([await deadlines.step(), await missed()]).toEqual([0, []]);
  });

  it('says after a downtime that it catches up, oldest first, and not of what falls due now', async () => {
    const ids = await complaints(5, 1, 3, 28.5);
    timeIs(30.6);
    await until(deadlines);
    expect(await missed()).toEqual([ids[1], ids[2], ids[0], ids[3]]);
    const told = await log.readMany('complaint', ids);
    expect(ids.map((id) => told.get(id)!.map(({ data }) => (data as { caughtUp?: boolean }).caughtUp))).toEqual([[true], [true], [true], [undefined]]);
    expect((await log.read({ kind: 'obligations', id: ids[0]! })).find(({ type }) => type === 'ObligationMissed')!.data).toMatchObject({ caughtUp: true });
  });

  it('sleeps until the first deadline, a second at most, and wakes when a nearer one is armed', async () => {
    const shared = pages();
    const armedHere = service.consumer(new LedgerConsumer(shared, ladder, policies, clock));
    const running = new DeadlineClock({ database: scratch.database, pages: shared, ladder, policies, ledger: armedHere, transport, clock, punctuality });
    service.started(running);
    await eventually('it rests', () => clock.rests.length === 1);
    await publish([registered(randomUUID(), -1.59)]);
    await service.readAll(armedHere);
    await eventually('it rests again', () => clock.rests.length === 2);
    // Warned of at four fifths of two minutes: 600 ms from now, and a grace of 50 ms.
    expect(clock.rests).toEqual([1000, 650]);
    await running.stop();
  });
});
