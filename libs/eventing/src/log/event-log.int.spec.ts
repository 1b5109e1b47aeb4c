import { randomUUID } from 'node:crypto';
import { ManualClock, SystemClock } from '../clock.js';
import { Database } from '../database.js';
import { appendOf, complaint, eventually, sampleOf, scratchDatabase, type Scratch } from '../testing/index.js';
import { CustomerRegistered } from '@amends/contracts';
import { EventLog } from './event-log.js';
import type { Append, Appended, StoredEvent } from './recorded.js';

const NOON = Date.parse('2026-11-02T12:00:00.000Z');

describe('the event log', () => {
  let scratch: Scratch;
  let log: EventLog;
  beforeEach(async () => {
    scratch = await scratchDatabase();
    log = new EventLog(scratch.database, 'intake', new ManualClock(NOON));
  });
  afterEach(() => scratch.drop());

  const all = (): Promise<readonly StoredEvent[]> => log.after(0n, 100_000);
  const outcomes = (results: readonly Appended[]): string[] => results.map(({ outcome }) => outcome);
  const withKey = (append: Append, key: string, fingerprint = 'a', response: unknown = { id: 1 }): Append => ({
    ...append, idempotency: { key, fingerprint }, response,
  });

  it('gives positions that rise without gaps, in one process and over several replicas', async () => {
    const replicas = [log, ...[1, 2].map(() => new EventLog(scratch.database, 'intake', new SystemClock()))];
    await Promise.all(Array.from({ length: 300 }, (_, n) => replicas[n % 3]!.append(appendOf(complaint(), 0, 1 + (n % 3)))));
    const positions = (await all()).map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, index) => BigInt(index + 1)));
    expect(positions).toHaveLength(600);
    expect(await log.head()).toBe(600n);
  });

  it('reads what it appended, also what it handed over', async () => {
    const handed: StoredEvent[] = [];
    log.onCommitted((events) => handed.push(...events));
    const stream = complaint();
    await log.append(appendOf(stream, 0, 2));
    await log.append({ ...appendOf(complaint()), events: [] });
    expect(await all()).toEqual(handed);
    expect((await log.read(stream)).map(({ version, type }) => [version, type])).toEqual([[1, 'ComplaintRegistered'], [2, 'ComplaintAcknowledged']]);
    expect([...(await log.readMany('complaint', [stream.id, complaint().id])).values()].map(({ length }) => length)).toEqual([2, 0]);
  });

  it('fails only the conflicting command of a batch', async () => {
    const taken = complaint();
    await log.append(appendOf(taken));
    const results = await Promise.all([log.append(appendOf(complaint())), log.append(appendOf(taken)), log.append(appendOf(complaint())), log.append(appendOf(taken, 7))]);
    expect(outcomes(results)).toEqual(['appended', 'conflicting', 'appended', 'conflicting']);
    expect(await log.head()).toBe(3n);
  });

  it('lets one of two commands on the same version win', async () => {
    const stream = complaint();
    const results = await Promise.all(Array.from({ length: 20 }, () => log.append(appendOf(stream))));
    expect(outcomes(results).filter((outcome) => outcome === 'appended')).toHaveLength(1);
    expect(await log.read(stream)).toHaveLength(1);
  });

  it('appends to all streams of a command, or to none', async () => {
    const [customer, first, second] = [{ kind: 'customer' as const, id: randomUUID() }, complaint(), complaint()];
    await log.append(appendOf(second));
    const both = (version: number): Append => ({
      expected: [{ ...customer, version: 0 }, { ...first, version: 0 }, { ...second, version }],
      events: [sampleOf(CustomerRegistered, customer), ...appendOf(first).events, ...appendOf(second, 1).events],
    });
    expect((await log.append(both(0))).outcome).toBe('conflicting');
    expect(await log.head()).toBe(1n);
    expect((await log.append(both(1))).outcome).toBe('appended');
    expect(await log.head()).toBe(4n);
  });

  it('refuses an event for a stream that the command expects nothing of, and only that command', async () => {
    const odd = { expected: [{ ...complaint(), version: 0 }], events: appendOf(complaint()).events };
    const [first, second] = await Promise.allSettled([log.append(odd), log.append(appendOf(complaint()))]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('fails only the command whose statement PostgreSQL refuses', async () => {
    const bad = { ...appendOf(complaint()), events: appendOf(complaint()).events.map((event) => ({ ...event, data: '{"nul":"\0"}' })) };
    const stream = bad.expected[0]!;
    const appends = Array.from({ length: 40 }, (_, n) => (n === 17 ? { ...bad, events: bad.events.map((event) => ({ ...event, stream })) } : appendOf(complaint())));
    const results = await Promise.allSettled(appends.map((append) => log.append(append)));
    expect(results.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([17]);
    expect(await log.head()).toBe(39n);
  });

  it('stores one of 200 concurrent requests with the same key and answers all of them alike', async () => {
    const replicas = [log, new EventLog(scratch.database, 'intake', new SystemClock())];
    const response = { id: 'one' };
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, n) => replicas[n % 2]!.append(withKey(appendOf(complaint()), 'same', 'a', response))),
    );
    expect(outcomes(results).filter((outcome) => outcome === 'appended')).toHaveLength(1);
    expect(results.filter((result) => result.outcome === 'replayed' && JSON.stringify(result.response) === JSON.stringify(response))).toHaveLength(199);
    expect(await log.head()).toBe(1n);
  });

  it('refuses a key that was used for another request', async () => {
    await log.append(withKey(appendOf(complaint()), 'key', 'a'));
    expect(await log.append(withKey(appendOf(complaint()), 'key', 'b'))).toEqual({ outcome: 'mismatched' });
    expect(await log.answered('key')).toEqual({ fingerprint: 'a', response: { id: 1 } });
    expect(await log.answered('other')).toBeUndefined();
  });

  it('answers a repeated key also where the stream has moved on', async () => {
    const stream = complaint();
    const first = withKey(appendOf(stream), 'key', 'a', { seen: 1 });
    await log.append(first);
    await log.append(appendOf(stream, 1));
    expect(await log.append(first)).toEqual({ outcome: 'replayed', response: { seen: 1 } });
  });

  it('keeps no key of a command that conflicted', async () => {
    const stream = complaint();
    await log.append(appendOf(stream));
    expect((await log.append(withKey(appendOf(stream), 'key'))).outcome).toBe('conflicting');
    expect((await log.append(withKey(appendOf(stream, 1), 'key'))).outcome).toBe('appended');
  });

  it('records at ever later instants, though the clock stands still or goes back', async () => {
    await log.append(appendOf(complaint(), 0, 3));
    await new EventLog(scratch.database, 'intake', new ManualClock(NOON - 60_000)).append(appendOf(complaint(), 0, 2));
    const times = (await all()).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual(['000001', '000002', '000003', '000004', '000005'].map((micros) => `2026-11-02T12:00:00.${micros}Z`));
  });

  it('records later than anything that the writer had heard', async () => {
    const stream = complaint();
    const heardAt = '2026-11-02T12:00:07.123456Z';
    const appended = await log.append({ ...appendOf(stream), expected: [{ ...stream, version: 0, heardAt }] });
    expect(appended).toMatchObject({ events: [{ recordedAt: '2026-11-02T12:00:07.123457Z' }] });
  });

  it('appends within a transaction of the caller, and announces only what was committed', async () => {
    const announced: bigint[] = [];
    log.onCommitted((events) => announced.push(...events.map(({ position }) => position)));
    await expect(
      scratch.database.transaction(async (transaction) => {
        await log.appendWithin(transaction, [appendOf(complaint())]);
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    const stream = complaint();
    await scratch.database.transaction(async (transaction) => {
      const results = await log.appendWithin(transaction, [appendOf(stream), appendOf(stream), appendOf(stream, 1), appendOf(complaint())]);
      expect(outcomes(results)).toEqual(['appended', 'conflicting', 'appended', 'appended']);
      expect(announced).toEqual([]);
    });
    expect(announced.sort()).toEqual([1n, 2n, 3n]);
  });

  it('waits for the disk with what it appends, even in a transaction that does not', async () => {
    await scratch.database.transaction(
      async (transaction) => {
        await log.appendWithin(transaction, [appendOf(complaint())]);
        const { rows } = await transaction.query<{ synchronous_commit: string }>('show synchronous_commit');
        expect(rows[0]!.synchronous_commit).toBe('on');
      },
      { durable: false },
    );
  });

  it('goes on after its connections were killed', async () => {
    await log.append(appendOf(complaint()));
    await scratch.database.pool.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
    const killed = scratch.database.transaction(async (transaction) => {
      const { rows } = await transaction.query<{ pid: number }>('select pg_backend_pid() as pid');
      await scratch.database.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
      await log.appendWithin(transaction, [appendOf(complaint())]);
    });
    await expect(killed).rejects.toThrow();
    expect((await log.append(appendOf(complaint()))).outcome).toBe('appended');
    expect(await log.head()).toBe(2n);
  });

  it('prints what it can do', async () => {
    const appends = Array.from({ length: 6000 }, () => appendOf(complaint()));
    const start = performance.now();
    await Promise.all(appends.map((append) => log.append(append)));
    console.log(`append: ${Math.round(6000 / ((performance.now() - start) / 1000))} commands/s in batches`);
  });
});

describe('a reader that follows a cursor', () => {
  const ROUNDS = 40;
  let scratch: Scratch;
  let other: Database;
  beforeEach(async () => {
    scratch = await scratchDatabase();
    other = Database.open(scratch.url, 'intake', 10);
  });
  afterEach(async () => {
    await other.close();
    await scratch.drop();
  });

  /** Reads on until all writers are done, and once more; writers that are slow commit after faster ones that came later. */
  async function follow<T>(writers: readonly Promise<unknown>[], after: (cursor: T | undefined) => Promise<readonly T[]>): Promise<T[]> {
    let writing = true;
    const done = Promise.all(writers).then(() => (writing = false));
    const read: T[] = [];
    for (let last = false; ; ) {
      last = !writing;
      read.push(...(await after(read.at(-1))));
      if (last) break;
    }
    await done;
    return read;
  }

  it('loses events of slow transactions where positions are a plain sequence', async () => {
    await other.pool.query('create table naive (id bigserial primary key)');
    const insert = 'insert into naive default values returning id';
    let reached = 0;
    const writer = async (): Promise<void> => {
      for (let n = 0; n < ROUNDS; n++) {
        await other.transaction(async (slow) => {
          await slow.query(insert);
          const { rows } = await other.pool.query<{ id: string }>(insert);
          await eventually('the reader has read what came later', () => reached >= Number(rows[0]!.id));
        });
      }
    };
    const read = await follow<string>([writer()], async (cursor) => {
      reached = Number(cursor ?? 0);
      const { rows } = await scratch.database.pool.query<{ id: string }>('select id from naive where id > $1 order by id', [reached]);
      return rows.map(({ id }) => id);
    });
    const { rows } = await other.pool.query<{ count: string }>('select count(*) from naive');
    expect([Number(rows[0]!.count), read.length]).toEqual([ROUNDS * 2, ROUNDS]);
  });

  it('loses and reorders none of our log, though slow ones hold their positions beside fast ones', async () => {
    const clock = new SystemClock();
    const [reader, ...replicas] = [0, 1, 2].map(() => new EventLog(scratch.database, 'intake', clock));
    const slow = new EventLog(other, 'intake', clock);
    const fast = async (replica: EventLog): Promise<void> => {
      const stream = complaint();
      for (let n = 0; n < ROUNDS; n++) await replica.append(appendOf(stream, n));
    };
    const slowOnes = async (): Promise<void> => {
      const stream = complaint();
      for (let n = 0; n < ROUNDS; n++) {
        await other.transaction(async (transaction) => {
          await slow.appendWithin(transaction, [appendOf(stream, n)]);
          await transaction.query('select pg_sleep(0.01)');
        });
      }
    };
    const read = await follow<StoredEvent>(
      [...replicas.map(fast), slowOnes(), slowOnes()],
      async (cursor) => reader!.after(cursor?.position ?? 0n, 1000),
    );
    expect(read.map(({ position }) => position)).toEqual(Array.from({ length: ROUNDS * 4 }, (_, n) => BigInt(n + 1)));
    for (const versions of Map.groupBy(read, ({ stream }) => stream.id).values()) {
      expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: ROUNDS }, (_, n) => n + 1));
    }
  });
});
