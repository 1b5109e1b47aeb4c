import pg from 'pg';

/** An open transaction; what must not happen before the commit waits in `afterCommit`. */
export interface Transaction {
  query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
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
    const pool = new pg.Pool({ connectionString: url, max: connections, application_name: `amends ${schema}` });
    // A connection that breaks while idle is replaced by the pool; without a listener Node would end the process.
    pool.on('error', () => undefined);
    return new Database(pool, schema);
  }

  /**
   * Runs work in one transaction: commits when it returns, rolls back when it throws.
   * `durable: false` lets the commit return before the disk has it: for effects that a replay brings back with their position.
   * `first` is a statement without parameters that travels with the `begin`.
   */
  async transaction<T>(work: (transaction: Transaction) => Promise<T>, { durable = true, first = '' } = {}): Promise<T> {
    const client = await this.pool.connect();
    const actions: (() => void)[] = [];
    let broken: Error | undefined;
    let committed = false;
    // Between two statements nobody waits for the connection: without a listener its end would be the end of the process.
    const breaks = (failure: Error): void => void (broken = failure);
    client.on('error', breaks);
    try {
      await client.query(['begin', durable ? '' : 'set local synchronous_commit = off', first].filter(Boolean).join('; '));
      const query = client.query.bind(client) as unknown as Transaction['query'];
      const result = await work({ query, afterCommit: (action) => actions.push(action) });
      await client.query('commit');
      committed = true;
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.removeListener('error', breaks);
      client.release(broken);
      if (committed) for (const action of actions) action();
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
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
