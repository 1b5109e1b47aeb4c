import { Clock, Database, type Transaction } from '@amends/eventing';
import { Vault } from '@amends/vault';
import { Injectable } from '@nestjs/common';
import { Customers } from './customers.js';

/**
 * Another process may seal and append for so long with a key that it still has in memory (the vault's minute, and as long again for a
 * request under way); only then is an erasure looked over a last time and done.
 */
const SETTLED_AFTER_MS = 120_000;

/** Where somebody's clear text may stand in intake, beside the sealed log: dead rows of these are swept away after an erasure. */
const CLEAR_TABLES = ['intake.customers', 'intake.looks'] as const;

/** An erasure that was begun. */
export interface Erasure {
  /** Whose key is destroyed: a customer's, or that of a complaint that nobody gave a name. */
  readonly subject: string;
  readonly begunAt: string;
}

/** The list of erasures to be finished, and what there is to be done for each; every step may be done again. */
@Injectable()
export class Erasures {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
    private readonly customers: Customers,
    private readonly clock: Clock,
  ) {}

  /** Within the transaction that says it: clears what says who they are, and notes what is left to do. */
  async begin(transaction: Transaction, subjects: readonly string[]): Promise<void> {
    await this.clear(subjects, transaction);
    await transaction.query('insert into intake.erasures (subject, begun_at) select unnest($1::uuid[]), $2 on conflict do nothing', [subjects, this.now()]);
  }

  /** Clears every table beside the log that holds something of theirs. */
  async clear(subjects: readonly string[], connection: Pick<Transaction, 'query'> = this.database.pool as unknown as Transaction): Promise<void> {
    await this.customers.clear(connection, subjects);
    await connection.query('delete from intake.files where subject = any($1)', [subjects]);
    await connection.query(
      `update intake.looks set reason = 'erased' where reason <> 'erased' and (subject = any($1) or subject in (
         select stream_id from intake.events where type = 'ComplaintRegistered' and (data::json ->> 'customerId')::uuid = any($1)))`,
      [subjects],
    );
  }

  /** Destroys the keys: from here on nothing that was sealed can be read, wherever it was copied. */
  async destroyKeys(subjects: readonly string[]): Promise<void> {
    for (const subject of subjects) await this.vault.erase(subject);
  }

  /** Removes dead rows with clear text; what a transaction that began earlier still sees goes at the next time. */
  async sweep(): Promise<void> {
    for (const table of CLEAR_TABLES) await this.database.pool.query(`vacuum (index_cleanup on) ${table}`);
  }

  /** What was begun and is not done, the oldest first. */
  async toDo(): Promise<readonly Erasure[]> {
    const { rows } = await this.database.pool.query<Erasure>('select subject, to_json(begun_at) as "begunAt" from intake.erasures where done_at is null order by begun_at');
    return rows;
  }

  /** Takes those off the list that have settled; returns how many. */
  async done(erasures: readonly Erasure[]): Promise<number> {
    const settled = erasures.filter(({ begunAt }) => Date.parse(begunAt) + SETTLED_AFTER_MS <= this.clock.now());
    await this.database.pool.query('update intake.erasures set done_at = $2 where subject = any($1)', [settled.map(({ subject }) => subject), this.now()]);
    return settled.length;
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
