import { ComplaintRegistered, type RecordedEvent } from '@amends/contracts';
import { Refusal } from '@amends/decider';
import { randomUUID } from 'node:crypto';
import { ManualClock } from '../clock.js';
import type { CommandContext } from '../commands/context.js';
import { scratchDatabase, type Scratch } from '../testing/index.js';
import { Upholder } from './upholder.js';
import type { Upholding } from './upholding.js';

const NOW = '2026-11-02T12:00:00.000Z';

function heard(subject: string, version = 1, more: Partial<RecordedEvent> = {}): RecordedEvent {
  return {
    id: randomUUID(), type: 'ComplaintRegistered', data: ComplaintRegistered.sample, source: 'intake', streamKind: 'complaint', subject, version, schemaVersion: 1,
    occurredAt: NOW, recordedAt: NOW, round: 1, actor: { id: 'a', role: 'agent', unit: null }, origin: 'live', causation: null, correlation: 'c', traceparent: null, ...more,
  };
}

/** Writes down what it was told to uphold; fails as long as it is told to. */
class Calling implements Upholding {
  readonly name = 'call';
  readonly done: { event: RecordedEvent; context: CommandContext }[] = [];
  failing: (event: RecordedEvent) => Error | undefined = () => undefined;

  wants({ type }: RecordedEvent): boolean {
    return type === 'ComplaintRegistered';
  }

  async uphold(event: RecordedEvent, context: CommandContext): Promise<void> {
    const failure = this.failing(event);
    if (failure) throw failure;
    this.done.push({ event, context });
  }
}

describe('what a service upholds', () => {
  let scratch: Scratch;
  let clock: ManualClock;
  let calling: Calling;
  let upholder: Upholder;
  const troubles: unknown[] = [];
  const step = (by = upholder): Promise<number> => by.step((error) => troubles.push(error));
  const note = (...events: RecordedEvent[]): Promise<void> => scratch.database.transaction((transaction) => upholder.note(transaction, events));
  const subjects = (): string[] => calling.done.map(({ event }) => event.subject);

  beforeEach(async () => {
    scratch = await scratchDatabase('follow_up');
    clock = new ManualClock(Date.parse(NOW));
    calling = new Calling();
    upholder = new Upholder(scratch.database, 'follow-up', clock);
    upholder.add(calling);
    troubles.length = 0;
  });
  afterEach(() => scratch.drop());

  it('is done once, by the service itself, because of the event', async () => {
    const event = heard(randomUUID());
    await note(event, event);
    expect(await step()).toBe(1);
    expect(await step()).toBe(0);
    expect(calling.done).toMatchObject([{ event, context: { actor: { id: 'follow-up', role: 'system' }, causation: event.id, after: event.recordedAt, idempotency: { key: `uphold call ${event.id}` } } }]);
  });

  it('leaves alone what it does not want, and history', async () => {
    await note(heard(randomUUID(), 1, { type: 'ContactEnded' }), heard(randomUUID(), 1, { origin: 'history' }));
    expect(await step()).toBe(0);
  });

  it('is not noted when the events are not handled after all', async () => {
    const failing = scratch.database.transaction(async (transaction) => {
      await upholder.note(transaction, [heard(randomUUID())]);
      throw new Error('not handled');
    });
    await expect(failing).rejects.toThrow('not handled');
    expect(await step()).toBe(0);
  });

  it('is given up when a rule says that it is no longer wanted', async () => {
    calling.failing = () => new Refusal('follow-up.call-scheduled', 'a call is scheduled already');
    await note(heard(randomUUID()));
    expect(await step()).toBe(1);
    expect(troubles).toEqual([]);
  });

  it('is tried again later, and holds up its own complaint only', async () => {
    const [broken, fine] = [randomUUID(), randomUUID()];
    calling.failing = ({ subject }) => (subject === broken ? new Error('out of reach') : undefined);
    await note(heard(broken, 1), heard(broken, 2), heard(fine));
    expect(await step()).toBe(1);
    expect(subjects()).toEqual([fine]);
    expect(troubles).toHaveLength(1);
    calling.failing = () => undefined;
    expect(await step()).toBe(0);
    clock.advance(500);
    expect(await step()).toBe(1);
    expect(await step()).toBe(1);
    expect(calling.done.slice(1).map(({ event }) => [event.subject, event.version])).toEqual([[broken, 1], [broken, 2]]);
  });

  it('is done in order per complaint also by two replicas', async () => {
    const other = new Upholder(scratch.database, 'follow-up', clock);
    other.add(calling);
    const subject = randomUUID();
    await note(...[1, 2, 3, 4].map((version) => heard(subject, version)));
    for (let round = 0; round < 10; round++) await Promise.all([step(), step(other)]);
    expect(calling.done.map(({ event }) => event.version)).toEqual([1, 2, 3, 4]);
  });

  it('is forgotten when a later version of the service knows nothing of it', async () => {
    await note(heard(randomUUID()));
    const without = new Upholder(scratch.database, 'follow-up', clock);
    expect(await step(without)).toBe(1);
    expect(await step()).toBe(0);
  });
});
