import pg from 'pg';
import type { Database } from '../database.js';

/** Payload of a notification that asks a leader to step down. */
const YIELD = 'yield';

/** What a candidate wants to hear. */
export interface Heard {
  /** The connection that held the lock is gone, and the lead with it. */
  lost(): void;
  /** Another replica has committed something. */
  called(): void;
  /** Somebody else has to publish this log for a while. */
  askedToYield(): void;
}

/** Who may publish a log: an advisory lock on a connection of its own, which ends with the process that holds it. */
export class Lead {
  private session: pg.Client | undefined;
  private mine = false;
  private calling = false;
  private callAgain = false;

  constructor(
    private readonly database: Database,
    private readonly url: string,
    private readonly heard: Heard,
  ) {}

  isMine(): boolean {
    return this.mine;
  }

  /** Tries to take the lead; false when another holds it. */
  async take(): Promise<boolean> {
    if (this.mine) return true;
    const session = this.session ?? (await this.connect());
    const { rows } = await session.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtext($1), 2) as mine', [this.database.schema]);
    this.mine = rows[0]!.mine && this.session === session;
    return this.mine;
  }

  /** Lets another take the lead. */
  async release(): Promise<void> {
    if (!this.mine) return;
    this.mine = false;
    await this.session?.query('select pg_advisory_unlock(hashtext($1), 2)', [this.database.schema]).catch(() => this.close());
  }

  async close(): Promise<void> {
    const session = this.session;
    this.session = undefined;
    this.mine = false;
    await session?.end().catch(() => undefined);
  }

  /**
   * Tells whoever leads that something was committed; calls that come while one is under way become one. After the commit and
   * in a transaction of its own: inside a hot transaction NOTIFY takes a lock on the whole cluster.
   */
  callLeader(): void {
    this.callAgain = true;
    if (!this.calling) void this.call();
  }

  private async call(): Promise<void> {
    this.calling = true;
    while (this.callAgain) {
      this.callAgain = false;
      await this.database.pool.query(`select pg_notify('${channel(this.database)}', '')`).catch(() => undefined);
    }
    this.calling = false;
  }

  private async connect(): Promise<pg.Client> {
    const session = new pg.Client({ connectionString: this.url, application_name: `amends relay ${this.database.schema}`.slice(0, 63), keepAlive: true });
    const lose = (): void => {
      if (this.session !== session) return;
      this.session = undefined;
      this.mine = false;
      this.heard.lost();
    };
    session.on('error', lose);
    session.on('end', lose);
    session.on('notification', ({ payload }) => {
      if (!this.mine) return;
      if (payload === YIELD) this.heard.askedToYield();
      else this.heard.called();
    });
    try {
      await session.connect();
      await session.query(`listen ${channel(this.database)}`);
    } catch (error) {
      await session.end().catch(() => undefined);
      throw error;
    }
    return (this.session = session);
  }
}

/** Takes a log's lead away from its relays: asks the leading one to yield, for as long as `patienceMs`. Returns how to give it back. */
export async function seizeLead(database: Database, patienceMs: number): Promise<{ isMine(): boolean; release(): Promise<void> }> {
  const client = await database.pool.connect();
  let mine = true;
  const lose = (): void => void (mine = false);
  client.on('error', lose);
  try {
    await client.query(`select pg_notify('${channel(database)}', '${YIELD}')`);
    await client.query(`set lock_timeout = ${patienceMs}`);
    await client.query('select pg_advisory_lock(hashtext($1), 2)', [database.schema]);
  } catch (error) {
    client.release(error as Error);
    const refused = (error as { code?: string }).code === '55P03';
    throw refused ? new Error(`the relay of ${database.schema} does not step down: stop that service and try again`) : error;
  }
  return {
    isMine: () => mine,
    // The connection ends rather than going back to the pool: the lock and the time limit must not outlive this use.
    release: async () => client.release(true),
  };
}

const channel = (database: Database): string => `relay_${database.schema}`;
