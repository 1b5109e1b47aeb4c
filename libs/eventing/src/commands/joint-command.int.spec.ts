import { ComplaintAcknowledged, ComplaintRegistered, CustomerRegistered, fact } from '@amends/contracts';
import { Refusal } from '@amends/decider';
import { randomUUID } from 'node:crypto';
import { ManualClock } from '../clock.js';
import { EventLog } from '../log/event-log.js';
import type { StreamId } from '../log/recorded.js';
import { appendOf, complaint, scratchDatabase, type Scratch } from '../testing/index.js';
import { Commands } from './commands.js';
import type { CommandContext } from './context.js';
import { KeyReused, LostRace } from './errors.js';
import { EventWriter } from './event-writer.js';
import { CountedIds } from './ids.js';
import type { JointCommand } from './joint-command.js';
import { KnownComplaints } from './known-complaints.js';

const NOW = '2026-11-02T12:00:00.000Z';
const context: CommandContext = {
  actor: { id: randomUUID(), role: 'agent', unit: 'hotline' }, scope: undefined, correlation: 'c', causation: null, traceparent: null, now: NOW,
};

describe('a command on several streams', () => {
  let scratch: Scratch;
  let log: EventLog;
  let commands: Commands;
  let streams: readonly StreamId[];
  beforeEach(async () => {
    scratch = await scratchDatabase();
    log = new EventLog(scratch.database, 'intake', new ManualClock(Date.parse(NOW)));
    commands = new Commands(log, new KnownComplaints(scratch.database), new EventWriter(scratch.vault, new CountedIds(scratch.url)));
    streams = [complaint(), complaint()];
    await Promise.all(streams.map((stream) => log.append(appendOf(stream))));
  });
  afterEach(() => scratch.drop());

  const acknowledgeAll = (changes: Partial<JointCommand> = {}): JointCommand => ({
    streams: async () => streams,
    decide: (read) => read.map(({ stream }) => ({ stream, facts: [fact(ComplaintAcknowledged, ComplaintAcknowledged.sample)] })),
    sealFor: streams[0]!.id,
    response: { done: true },
    ...changes,
  });
  const versions = async (): Promise<readonly number[]> => Promise.all(streams.map(async (stream) => (await log.read(stream)).length));

  it('appends to all of them, and tells the newest version of each', async () => {
    expect(await commands.runJoint(acknowledgeAll(), context)).toEqual({ done: true, seen: streams.map((stream) => ({ source: 'intake', ...stream, version: 2 })) });
    expect(await versions()).toEqual([2, 2]);
  });

  it('keeps streams of two kinds apart that have the same id', async () => {
    const { id } = streams[0]!;
    const both: readonly StreamId[] = [{ kind: 'complaint', id }, { kind: 'customer', id }];
    const decide: JointCommand['decide'] = (read) => read.map(({ stream, events }) => ({ stream, facts: events.length === 0 ? [fact(CustomerRegistered, CustomerRegistered.sample, { name: 'Ana' })] : [] }));
    await commands.runJoint(acknowledgeAll({ streams: async () => both, decide }), context);
    expect((await log.read({ kind: 'customer', id })).map(({ type }) => type)).toEqual(['CustomerRegistered']);
    expect(await versions()).toEqual([1, 1]);
  });

  it('decides again when one of them moved, and appends nothing to the others meanwhile', async () => {
    let decisions = 0;
    const command = acknowledgeAll();
    const decide: JointCommand['decide'] = (read) => {
      decisions += 1;
      if (decisions === 1) void log.append(appendOf(streams[1]!, 1));
      return command.decide(read);
    };
    await commands.runJoint({ ...command, decide }, context);
    expect([decisions, await versions()]).toEqual([2, [2, 3]]);
  });

  it('also when the one that moved was only looked at, and gives up after three lost races', async () => {
    const append = log.append.bind(log);
    const spy = jest.spyOn(log, 'append').mockImplementation(async (wanted) => {
      await append(appendOf(streams[1]!, (await log.read(streams[1]!)).length));
      return append(wanted);
    });
    const decide: JointCommand['decide'] = ([one, other]) => [
      { stream: one!.stream, facts: [fact(ComplaintAcknowledged, ComplaintAcknowledged.sample)] }, { stream: other!.stream, facts: [] },
    ];
    await expect(commands.runJoint(acknowledgeAll({ decide }), context)).rejects.toThrow(LostRace);
    expect([spy.mock.calls.length, await versions()]).toEqual([3, [1, 4]]);
  });

  it('writes alongside what was recorded, and nothing when nothing was decided', async () => {
    await scratch.database.pool.query('create table intake.beside (n int)');
    const alongside: JointCommand['alongside'] = async (transaction) => void (await transaction.query('insert into intake.beside values (1)'));
    await commands.runJoint(acknowledgeAll({ alongside, decide: () => [] }), context);
    await commands.runJoint(acknowledgeAll({ alongside }), context);
    await expect(commands.runJoint(acknowledgeAll({ alongside, decide: () => { throw new Refusal('intake.no', 'no'); } }), context)).rejects.toThrow(Refusal);
    expect((await scratch.database.pool.query('select 1 from intake.beside')).rows).toHaveLength(1);
  });

  it('answers a repetition as the first time, and knows another request under its key', async () => {
    const keyed: CommandContext = { ...context, idempotency: { key: 'k', fingerprint: 'a' } };
    const first = await commands.runJoint(acknowledgeAll(), keyed);
    expect(await commands.runJoint(acknowledgeAll(), keyed)).toEqual(first);
    const refuses = acknowledgeAll({ decide: () => { throw new Refusal('intake.no', 'no'); } });
    expect(await commands.runJoint(refuses, keyed)).toEqual(first);
    await expect(commands.runJoint(acknowledgeAll(), { ...keyed, idempotency: { key: 'k', fingerprint: 'b' } })).rejects.toThrow(KeyReused);
    expect(await versions()).toEqual([2, 2]);
  });

  it('refuses words of a customer who is erased, alone or among several streams', async () => {
    const { id } = streams[0]!;
    await scratch.vault.erase(id);
    const words = fact(ComplaintRegistered, { ...ComplaintRegistered.sample, customerId: null }, { place: 'Potsdam' });
    await expect(commands.runJoint(acknowledgeAll({ decide: () => [{ stream: streams[0]!, facts: [words] }] }), context)).rejects.toMatchObject({ code: 'intake.customer-is-erased' });
    const evolution = { initial: null, evolve: () => null };
    await expect(commands.run({ stream: complaint(), evolution, starts: { sealFor: id }, decide: () => [words] }, context)).rejects.toMatchObject({ code: 'intake.customer-is-erased' });
  });
});
