import type { Writable } from 'node:stream';
import pg from 'pg';

/** An open transaction; what must not happen before the commit waits in `afterCommit`. */
export interface Transaction {
  query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
  /** Sends a statement whose answer nobody needs, so that what follows travels with it; when it fails, so does the transaction. */
  send(query: pg.QueryConfig): void;
  afterCommit(action: () => void): void;
}

/** One service's part of PostgreSQL: a pool of connections and the schema that belongs to the service. */
export class Database {
  constructor(
    readonly pool: pg.Pool,
    /** Schema name, already safe to stand in SQL. */
    readonly schema: string,
  ) {}

  /** Opens a pool; `connections` is its greatest size. */
  static open(url: string, schema: string, connections = 8): Database {
    // Statements that do not wait for each other travel together: a write to a connection wakes its server, and on two cores that was
    // two fifths of the processor time at 200 registrations a second.
    const pool = new pg.Pool({ connectionString: url, max: connections, application_name: `amends ${schema}`, pipeline: true } as pg.PoolConfig);
    // A connection that breaks while idle is replaced by the pool; without a listener Node would end the process.
    pool.on('error', () => undefined);
    return new Database(pool, schema);
  }

  /**
   * Runs work in one transaction: commits when it returns, rolls back when it throws.
   * `durable: false` lets the commit return before the disk has it: for effects that a replay brings back with their position.
   * `first` is a statement that travels with the `begin`.
   */
  async transaction<T>(work: (transaction: Transaction) => Promise<T>, { durable = true, first }: { durable?: boolean; first?: pg.QueryConfig } = {}): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // Between two statements nobody waits for the connection: without a listener its end would be the end of the process.
    const breaks = (failure: Error): void => void (broken = failure);
    client.on('error', breaks);
    const actions: (() => void)[] = [];
    try {
      const begin = durable ? 'begin' : 'begin; set local synchronous_commit = off';
      return await inTransaction(client, first ? [begin, first] : [begin], actions, work);
    } catch (error) {
      actions.length = 0;
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.removeListener('error', breaks);
      client.release(broken);
      for (const action of actions) action();
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/**
 * Nothing is waited for that need not be: should the beginning or a sent statement fail, the transaction is broken, every statement
 * after it fails, and the commit rolls back. All are waited for before it is over, or a late one would run outside of the transaction.
 */
async function inTransaction<T>(client: pg.PoolClient, begin: readonly (string | pg.QueryConfig)[], actions: (() => void)[], work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const query = together(client);
  const sent: Promise<unknown>[] = [];
  const send = (statement: string | pg.QueryConfig): void => {
    let refused: Error | undefined;
    const answer = new Promise<void>((resolve, reject) => {
      query(statement as string, (failure: Error | null) => {
        if (!failure) return resolve();
        refused = failure;
        reject(failure);
      });
    });
    // Told later; until then a failure must not count as one that nobody listens to.
    answer.catch(() => undefined);
    sent.push(answer);
    // What could not even be sent did not break the transaction, and must not be left out of it.
    if (refused) throw refused;
  };
  begin.forEach(send);
  const [done] = await Promise.allSettled([work({ query: query as Transaction['query'], send, afterCommit: (action) => actions.push(action) })]);
  if (done.status === 'rejected') {
    await Promise.allSettled(sent);
    throw done.reason;
  }
  const answers = await allOf([query('commit') as unknown as Promise<pg.QueryResult>, ...sent]);
  if (answers[0].command !== 'COMMIT') throw new Error('the transaction was rolled back instead of committed');
  return done.value;
}

/** What all promises became, once none is under way any more; throws what the first of them did that failed. */
export async function allOf<const T extends readonly unknown[]>(promises: T): Promise<{ -readonly [Index in keyof T]: Awaited<T[Index]> }> {
  const settled = await Promise.allSettled(promises);
  const failed = settled.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as { -readonly [Index in keyof T]: Awaited<T[Index]> };
}

/** Statements of the same turn go to the server in one write. */
function together(client: pg.PoolClient): pg.PoolClient['query'] {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  let corked = false;
  return ((...query: Parameters<pg.PoolClient['query']>) => {
    if (!corked) {
      corked = true;
      stream.cork();
      process.nextTick(() => {
        corked = false;
        stream.uncork();
      });
    }
    return client.query(...query);
  }) as pg.PoolClient['query'];
}

/** Connection lost, shutting down, out of disk or connections, or demoted to a standby: the same statement will do later. */
const OUT_OF_REACH = /^(08|57P|53|25006)/;
/** What pg says, without a code, of a connection that is gone. */
const NO_CONNECTION = /Connection terminated|connection timeout|timeout exceeded|connection error|not queryable|Client was closed|after calling end/;

/** Whether PostgreSQL itself is out of reach, as opposed to a statement that it refused. */
export function isOutOfReach(error: unknown): boolean {
  const code = String((error as { code?: unknown } | undefined)?.code ?? '');
  const message = error instanceof Error ? error.message : '';
  return OUT_OF_REACH.test(code) || /^E[A-Z]+$/.test(code) || NO_CONNECTION.test(message);
}
