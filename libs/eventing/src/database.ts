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
   */
  async transaction<T>(work: (transaction: Transaction) => Promise<T>, { durable = true } = {}): Promise<T> {
    const client = await this.pool.connect();
    const actions: (() => void)[] = [];
    let broken: Error | undefined;
    try {
      await client.query(durable ? 'begin' : 'begin; set local synchronous_commit = off');
      const query = client.query.bind(client) as unknown as Transaction['query'];
      const result = await work({ query, afterCommit: (action) => actions.push(action) });
      await client.query('commit');
      for (const action of actions) action();
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** Whether PostgreSQL itself is out of reach, as opposed to a statement that it refused. */
export function isOutOfReach(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  const message = error instanceof Error ? error.message : '';
  return /^(08|57P|53)/.test(code) || /^E[A-Z]+$/.test(code) || /Connection terminated|connection timeout|Client has encountered a connection error/.test(message);
}
