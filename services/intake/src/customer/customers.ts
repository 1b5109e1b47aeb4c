import { Database, type StreamId, type Transaction } from '@amends/eventing';
import { Vault } from '@amends/vault';
import { Injectable } from '@nestjs/common';
import type { CustomerRecord } from './customer.js';
import type { Identity } from './decide.js';
import { searchable } from './searchable.js';

/** Personal fields by name; null where one is no longer known, missing where it stays as it is. */
export type Clear = Readonly<Partial<Record<'name' | 'phone' | 'email' | 'address', string | null>>>;

const RECORD: Readonly<Record<keyof CustomerRecord, string>> = {
  ownReference: 'own_reference', tier: 'tier', stage: 'stage', language: 'language', zone: 'zone', convenientHours: 'convenient_hours',
};

/** The one erasable table of clear identity; written only within the transaction that records the fact. */
@Injectable()
export class Customers {
  constructor(
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  /** Adds a customer who was registered. */
  async add(transaction: Transaction, id: string, record: CustomerRecord, identity: Identity): Promise<void> {
    const columns = { id, ...this.columnsOf(record, identity) };
    const names = Object.keys(columns);
    await transaction.query(
      `insert into intake.customers (${names.join(', ')}) values (${names.map((_, n) => `$${n + 1}`).join(', ')}) on conflict (id) do nothing`,
      Object.values(columns),
    );
  }

  /** Writes what was revised of a customer; the rest stays. */
  async revise(transaction: Transaction, id: string, record: Partial<CustomerRecord>, clear: Clear): Promise<void> {
    const columns = this.columnsOf(record, clear);
    const names = Object.keys(columns);
    if (names.length === 0) return;
    await transaction.query(`update intake.customers set ${names.map((name, n) => `${name} = $${n + 2}`).join(', ')} where id = $1`, [id, ...Object.values(columns)]);
  }

  /** The survivor stands from now on for the merged customer, and for all whom that one stood for. */
  async merge(transaction: Transaction, survivor: string, merged: string): Promise<void> {
    await transaction.query('update intake.customers set merged_into = $1 where id = $2', [survivor, merged]);
    await transaction.query('update intake.customers set survivor = $1 where id = $2 or survivor = $2', [survivor, merged]);
  }

  /** The merged customer stands for itself again, and for all who were merged into it. */
  async unmerge(transaction: Transaction, merged: string): Promise<void> {
    await transaction.query('update intake.customers set merged_into = null where id = $1', [merged]);
    await transaction.query(
      `with recursive below as (select $1::uuid as id union select c.id from intake.customers c join below b on c.merged_into = b.id)
       update intake.customers c set survivor = nullif($1, c.id) from below where c.id = below.id`,
      [merged],
    );
  }

  /** Clears everything that says who these customers are. */
  async clear(transaction: Pick<Transaction, 'query'>, ids: readonly string[]): Promise<void> {
    await transaction.query(
      `update intake.customers set own_reference = null, name = null, name_searched = null, phone = null, phone_digits = null, phone_fingerprint = null,
         email = null, email_fingerprint = null, address = null, language = 'und', zone = 'UTC', convenient_hours = '[]', erased_at = coalesce(erased_at, now())
       where id = any($1)`,
      [ids],
    );
  }

  /** The streams of all records of one person, by any of them, the one that stands for all first; just the id for one that was never registered. */
  async person(id: string): Promise<readonly StreamId[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      `select c.id from intake.customers a join intake.customers c on c.id = coalesce(a.survivor, a.id) or c.survivor = coalesce(a.survivor, a.id)
       where a.id = $1 order by c.survivor is not null, c.id`,
      [id],
    );
    return (rows.length > 0 ? rows : [{ id }]).map((row) => ({ kind: 'customer', id: row.id }));
  }

  /** The streams of a customer and of those who were merged into it, however indirectly. */
  async below(id: string): Promise<readonly StreamId[]> {
    const { rows } = await this.database.pool.query<{ id: string }>(
      'with recursive below as (select $1::uuid as id union select c.id from intake.customers c join below b on c.merged_into = b.id) select id from below',
      [id],
    );
    return rows.map((row) => ({ kind: 'customer', id: row.id }));
  }

  private columnsOf(record: Partial<CustomerRecord>, clear: Clear): Record<string, string | null> {
    const columns: Record<string, string | null> = {};
    for (const [field, value] of Object.entries(record)) columns[RECORD[field as keyof CustomerRecord]] = typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
    const { name, phone, email, address } = clear;
    if (name !== undefined) Object.assign(columns, { name, name_searched: name && searchable(name) });
    if (phone !== undefined) Object.assign(columns, { phone, phone_digits: phone && phone.replace(/\D/g, ''), phone_fingerprint: phone && this.vault.fingerprint('phone', phone) });
    if (email !== undefined) Object.assign(columns, { email, email_fingerprint: email && this.vault.fingerprint('email', email) });
    if (address !== undefined) Object.assign(columns, { address });
    return columns;
  }
}
