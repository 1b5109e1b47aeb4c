import { ComplaintAcknowledged, ComplaintRegistered, CustomerRegistered, fact, NOTHING_KNOWN, type RecordedEvent } from '@amends/contracts';
import { Refusal, type Evolution } from '@amends/decider';
import { randomUUID } from 'node:crypto';
import { setImmediate as immediately } from 'node:timers/promises';
import { ManualClock } from '../clock.js';
import { EventLog } from '../log/event-log.js';
import type { StreamId } from '../log/recorded.js';
import { appendOf, complaint, scratchDatabase, type Scratch } from '../testing/index.js';
import { Commands, inScope, type Command } from './commands.js';
import type { CommandContext } from './context.js';
import { KeyReused, LostRace, Unknown } from './errors.js';
import { EventWriter } from './event-writer.js';
import { CountedIds } from './ids.js';
import { KnownComplaints } from './known-complaints.js';
import type { SeenMark } from './seen.js';

const NOW = '2026-11-02T12:00:00.000Z';
const context: CommandContext = {
  actor: { id: randomUUID(), role: 'agent', unit: 'hotline' }, scope: undefined, correlation: 'c', causation: null, traceparent: null, now: NOW,
};
const withKey = (key: string, fingerprint = 'a'): CommandContext => ({ ...context, idempotency: { key, fingerprint } });

/** How often it was acknowledged. */
const counting: Evolution<number, RecordedEvent> = { initial: 0, evolve: (count, { type }) => count + Number(type === 'ComplaintAcknowledged') };

describe('commands', () => {
  let scratch: Scratch;
  let log: EventLog;
  let commands: Commands;
  beforeEach(async () => {
    scratch = await scratchDatabase();
    log = new EventLog(scratch.database, 'intake', new ManualClock(Date.parse(NOW)));
    commands = new Commands(log, new KnownComplaints(scratch.database), new EventWriter(scratch.vault, new CountedIds(scratch.url)));
  });
  afterEach(() => scratch.drop());

  const register = (stream: StreamId, customerId: string | null = null): Command<number> => ({
    stream,
    evolution: counting,
    starts: { sealFor: customerId ?? stream.id },
    response: { id: stream.id },
    decide: () => [fact(ComplaintRegistered, { ...ComplaintRegistered.sample, customerId }, { place: 'Potsdam' })],
  });
  /** May be done once. */
  const acknowledge = (stream: StreamId, meanwhile: () => Promise<unknown> | void = () => undefined): Command<number> & { decisions: number } => {
    const command = {
      stream,
      evolution: counting,
      decisions: 0,
      decide: (count: number) => {
        command.decisions += 1;
        void meanwhile();
        if (count > 0) throw new Refusal('intake.acknowledged', 'it was acknowledged before');
        return [fact(ComplaintAcknowledged, ComplaintAcknowledged.sample)];
      },
    };
    return command;
  };
  const started = async (): Promise<StreamId> => {
    const stream = complaint();
    await commands.run(register(stream), context);
    return stream;
  };

  it('records what was decided, words sealed, and tells the versions that were seen', async () => {
    const stream = complaint();
    const customer = randomUUID();
    expect(await commands.run(register(stream, customer), context)).toEqual({
      id: stream.id, recorded: ['ComplaintRegistered'], seen: [{ source: 'intake', ...stream, version: 1 }],
    });
    const [event] = await log.read(stream);
    expect(event).toMatchObject({ type: 'ComplaintRegistered', occurredAt: NOW, round: 1, actor: context.actor, origin: 'live' });
    expect(JSON.stringify(event)).not.toContain('Potsdam');
    expect(await scratch.vault.open(customer, event!.id, event!.sealed!)).toEqual({ place: 'Potsdam' });
  });

  it('refuses to start what was started, unless it is the same request again', async () => {
    const stream = complaint();
    const first = await commands.run(register(stream), withKey('k'));
    expect(await commands.run(register(stream), withKey('k'))).toEqual(first);
    await expect(commands.run(register(stream), context)).rejects.toMatchObject({ name: 'Refusal', code: 'intake.already-exists' });
    await expect(commands.run(register(stream), withKey('other'))).rejects.toMatchObject({ code: 'intake.already-exists' });
    await expect(commands.run(register(stream), withKey('k', 'b'))).rejects.toThrow(KeyReused);
    expect(await log.read(stream)).toHaveLength(1);
  });

  it('decides again when somebody was faster, and may then refuse', async () => {
    const stream = await started();
    const [one, two] = [acknowledge(stream), acknowledge(stream)];
    const append = log.append.bind(log);
    // Neither writes before both have decided: one of them has to lose.
    jest.spyOn(log, 'append').mockImplementation(async (wanted) => {
      while (one.decisions + two.decisions < 2) await immediately();
      return append(wanted);
    });
    const results = await Promise.allSettled([commands.run(one, context), commands.run(two, context)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'intake.acknowledged' } });
    expect(one.decisions + two.decisions).toBe(3);
  });

  it('gives up after three lost races', async () => {
    const stream = await started();
    const rival: Command<number> = { ...acknowledge(stream), decide: () => [fact(ComplaintAcknowledged, ComplaintAcknowledged.sample)] };
    const append = log.append.bind(log);
    let races = 0;
    jest.spyOn(log, 'append').mockImplementation(async (wanted) => {
      races += 1;
      await append(appendOf(stream, (await log.read(stream)).length));
      return append(wanted);
    });
    await expect(commands.run(rival, context)).rejects.toThrow(LostRace);
    expect(races).toBe(3);
  });

  it('answers a repeated request as the first time, though the complaint went to another unit by it', async () => {
    const stream = await started();
    const ofShops = (key: string): CommandContext => ({ ...withKey(key), scope: ['shops'] });
    const first = await commands.run(acknowledge(stream), ofShops('before'));
    const known = { ...NOTHING_KNOWN, registered: true, receivedBy: 'company', owner: { unit: 'finance', staff: null } };
    await scratch.database.pool.query(`insert into ${scratch.database.schema}.known (complaint, known, heard_at, lately) values ($1, $2, '', '')`, [stream.id, JSON.stringify(known)]);
    expect(await commands.run(acknowledge(stream), ofShops('before'))).toEqual(first);
    await expect(commands.run(acknowledge(stream), ofShops('after'))).rejects.toThrow(Unknown);
  });

  it('answers a repeated request as the first time, though it would be refused by now', async () => {
    const stream = await started();
    const first = await commands.run(acknowledge(stream), withKey('k'));
    expect(await commands.run(acknowledge(stream), withKey('k'))).toEqual(first);
    await expect(commands.run(acknowledge(stream), withKey('k', 'b'))).rejects.toThrow(KeyReused);
    await expect(commands.run(acknowledge(stream), withKey('l'))).rejects.toThrow(Refusal);
    expect(await log.read(stream)).toHaveLength(2);
  });

  it('knows no complaint that was not registered, or that is out of scope', async () => {
    await expect(commands.run(acknowledge(complaint()), context)).rejects.toThrow(Unknown);
    const stream = await started();
    await expect(commands.run(acknowledge(stream), { ...context, scope: ['hotline'] })).resolves.toBeDefined();
    const asker = { ...context, scope: ['hotline'] };
    const repairs = { owner: { unit: 'repairs', staff: null }, receivedBy: 'shop' };
    expect([inScope(repairs, asker), inScope(repairs, context)]).toEqual([false, true]);
    const theirs = [{ ...repairs, receivedBy: 'hotline' }, { ...repairs, owner: null }, { ...repairs, offeredTo: 'hotline' }, { ...repairs, told: [context.actor.id] }];
    expect(theirs.map((known) => inScope(known, asker))).toEqual([true, true, true, true]);
    await scratch.database.pool.query(`insert into intake.known values ($1, $2, $3, 'repairs', 'shop')`, [
      stream.id, JSON.stringify({ registered: true, round: 1, owner: { unit: 'repairs', staff: null }, receivedBy: 'shop' }), '2026-11-02T11:00:00.000000Z',
    ]);
    const [event] = await log.read(stream);
    expect(event!.data).toMatchObject({ receivedBy: 'hotline' });
    await expect(commands.run(acknowledge(stream), { ...context, scope: ['legal'] })).rejects.toThrow(Unknown);
  });

  describe('on what somebody had before them', () => {
    const hear = (...events: readonly RecordedEvent[]): Promise<void> =>
      scratch.database.transaction((transaction) => new KnownComplaints(scratch.database).handle(events, transaction));
    const elsewhere = (stream: StreamId, type: string, version: number, data: object = {}): RecordedEvent =>
      ({ source: 'follow-up', streamKind: 'complaint', subject: stream.id, type, version, data, round: 1, origin: 'live', recordedAt: `2026-11-02T12:10:00.00000${version}Z` }) as unknown as RecordedEvent;
    const judged = (stream: StreamId, judging: CommandContext['judging'], command: Partial<Command<number>> = { judges: true }) =>
      commands.run({ ...acknowledge(stream), ...command }, { ...context, ...(judging ? { judging } : {}) });
    const mark = (stream: StreamId, source: SeenMark['source'], version: number, kind: StreamId['kind'] = 'complaint'): SeenMark => ({ source, kind, id: stream.id, version });

    it('refuses what was meant for another round, with what happened since its reopening', async () => {
      const stream = await started();
      await hear(elsewhere(stream, 'CallScheduled', 1), elsewhere(stream, 'ComplaintReopened', 2, { endsRound: 1 }), elsewhere(stream, 'CallScheduled', 3));
      for (const judges of [true, false]) {
        await expect(judged(stream, { round: 1 }, { judges })).rejects.toMatchObject({
          code: 'intake.stale-round', remedy: expect.any(String), since: [{ source: 'follow-up', type: 'ComplaintReopened', version: 2 }, { version: 3 }],
        });
      }
      await expect(judged(stream, { round: 2 })).resolves.toMatchObject({ recorded: ['ComplaintAcknowledged'] });
    });

    it('refuses a judgement on a file that moved on, here or elsewhere, and nothing that is no judgement', async () => {
      const stream = await started();
      await hear(elsewhere(stream, 'CallScheduled', 1), elsewhere(stream, 'CustomerReached', 2));
      await expect(judged(stream, { on: [mark(stream, 'follow-up', 1)] })).rejects.toMatchObject({
        code: 'intake.file-moved-on', since: [{ source: 'follow-up', type: 'CustomerReached', version: 2, recordedAt: '2026-11-02T12:10:00.000002Z' }],
      });
      await expect(judged(stream, { on: [mark(stream, 'follow-up', 1)] }, { judges: false })).resolves.toBeDefined();
      await expect(judged(stream, { on: [mark(stream, 'intake', 1)] })).rejects.toMatchObject({ since: [{ source: 'intake', type: 'ComplaintAcknowledged', version: 2 }] });
    });

    it('accepts a judgement on the file as it is, whatever it says of other files and of what is owed', async () => {
      const stream = await started();
      await hear(elsewhere(stream, 'CallScheduled', 1));
      const on = [mark(stream, 'intake', 1), mark(stream, 'follow-up', 1), mark(complaint(), 'intake', 1), mark(stream, 'escalation', 1, 'obligations')];
      await expect(judged(stream, { round: 1, on })).resolves.toMatchObject({ recorded: ['ComplaintAcknowledged'] });
    });

    it('answers a repeated judgement as the first time, though the file moved on by it', async () => {
      const stream = await started();
      const first = await commands.run({ ...acknowledge(stream), judges: true }, { ...withKey('j'), judging: { on: [mark(stream, 'intake', 1)] } });
      expect(await commands.run({ ...acknowledge(stream), judges: true }, { ...withKey('j'), judging: { on: [mark(stream, 'intake', 1)] } })).toEqual(first);
    });

    it('remembers the newest events of a complaint, and the last of each service', async () => {
      const stream = await started();
      const [own] = await log.read(stream);
      await hear(own!, ...Array.from({ length: 20 }, (_, n) => elsewhere(stream, 'CallScheduled', n + 1)), { ...elsewhere(stream, 'CallScheduled', 21), origin: 'history' });
      const { lately } = await new KnownComplaints(scratch.database).find(stream.id);
      expect(lately.map(({ source, version }) => `${source} ${version}`)).toEqual(['intake 1', ...Array.from({ length: 12 }, (_, n) => `follow-up ${n + 9}`)]);
    });
  });

  it('records later than what was heard of the complaint', async () => {
    const stream = await started();
    await scratch.database.pool.query(`insert into intake.known values ($1, $2, '2026-11-02T12:30:00.000007Z', null, null)`, [stream.id, JSON.stringify({ registered: true, round: 1, owner: null, receivedBy: null, customerId: null })]);
    await commands.run(acknowledge(stream), context);
    expect((await log.read(stream))[1]!.recordedAt).toBe('2026-11-02T12:30:00.000008Z');
  });

  it('records later than what brought it about, also where that is not of the complaint itself', async () => {
    const stream = await started();
    await commands.run(acknowledge(stream), { ...context, after: '2026-11-02T12:40:00.000003Z' });
    expect((await log.read(stream))[1]!.recordedAt).toBe('2026-11-02T12:40:00.000004Z');
  });

  it('refuses to write what does not fit its schema or its stream', async () => {
    const stream = complaint();
    const wrong = (data: unknown, definition: typeof ComplaintRegistered | typeof CustomerRegistered = ComplaintRegistered): Command<number> => ({
      ...register(stream), decide: () => [{ type: definition.type, data }],
    });
    await expect(commands.run(wrong({}), context)).rejects.toThrow('ComplaintRegistered data must have required property');
    await expect(commands.run(wrong(CustomerRegistered.sample, CustomerRegistered), context)).rejects.toThrow('not for a stream of kind complaint');
    expect(await log.head()).toBe(0n);
  });

  it('writes alongside what was recorded, or nothing at all', async () => {
    const stream = await started();
    await scratch.database.pool.query('create table intake.beside (n int)');
    const beside: Command<number> = { ...acknowledge(stream), alongside: async (transaction) => void (await transaction.query('insert into intake.beside values (1)')) };
    await commands.run(beside, withKey('k'));
    await commands.run(beside, withKey('k'));
    await expect(commands.run({ ...beside, decide: () => [{ type: 'ComplaintAcknowledged', data: {} }] }, context)).rejects.toThrow('required property');
    expect((await log.appendWith(appendOf(stream), beside.alongside!)).outcome).toBe('conflicting');
    expect((await scratch.database.pool.query('select 1 from intake.beside')).rows).toHaveLength(1);
  });

  it('runs many, each failing for itself, and finds all of them again under their key', async () => {
    const streams = await Promise.all([started(), started(), started()]);
    await commands.run(acknowledge(streams[1]), context);
    const taken = await started();
    const all = [...streams.map((stream) => acknowledge(stream)), acknowledge(complaint()), register(complaint()), register(taken)];
    const results = await commands.runMany(all, withKey('bulk'));
    const kinds = results.map((result) => (result instanceof Refusal ? result.code : result instanceof Error ? result.name : 'accepted'));
    expect(kinds).toEqual(['accepted', 'intake.acknowledged', 'accepted', 'Unknown', 'accepted', 'intake.already-exists']);
    const again = await commands.runMany(all, withKey('bulk'));
    expect(again.map((result) => (result instanceof Error ? 'refused' : result))).toEqual(results.map((result) => (result instanceof Error ? 'refused' : result)));
    expect(await log.head()).toBe(8n);
    expect(await commands.runMany([], context)).toEqual([]);
  });
});
