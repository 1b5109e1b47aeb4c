import { randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { Erased } from './errors.js';
import type { MasterKey } from './master-key.js';

/** How long another process may go on using a key after it was destroyed. */
const FRESH_MS = 60_000;

/** A customer's key, unwrapped. */
export interface CustomerKey {
  readonly id: string;
  readonly secret: KeyObject;
}

interface Known {
  /** Undefined: destroyed. */
  readonly key: CustomerKey | undefined;
  readonly checkedAt: number;
}

interface KeyRow {
  subject: string;
  key_id: string;
  wrapped: Buffer | null;
}

interface Wish {
  readonly subject: string;
  readonly create: boolean;
  resolve(key: CustomerKey | undefined): void;
  reject(error: unknown): void;
}

/** The keys of customers: made at first use, kept unwrapped for a minute, gone for ever once destroyed. */
export class CustomerKeys {
  private readonly known: LRUCache<string, Known>;
  private wishes: Wish[] = [];
  private loading = false;

  constructor(
    private readonly pool: pg.Pool,
    private readonly master: MasterKey,
    private readonly now: () => number,
    max: number,
  ) {
    this.known = new LRUCache({ max });
  }

  /** The key when it is at hand; undefined: ask `load`. Throws `Erased` when it is destroyed. */
  atHand(subject: string): CustomerKey | undefined {
    const known = this.known.get(subject);
    if (!known) return undefined;
    if (!known.key) throw new Erased(subject);
    return this.now() - known.checkedAt < FRESH_MS ? known.key : undefined;
  }

  /** The key, made when there is none and `create` is set; undefined when there is none. Throws `Erased`. */
  load(subject: string, create: boolean): Promise<CustomerKey | undefined> {
    return new Promise((resolve, reject) => {
      this.wishes.push({ subject, create, resolve, reject });
      if (this.loading) return;
      this.loading = true;
      // One turn of the event loop, as the event log does: requests that came together share a statement.
      setImmediate(() => void this.grant());
    });
  }

  /** Destroys the key and leaves a tombstone, even where there was no key yet. */
  async destroy(subject: string): Promise<void> {
    this.known.set(subject, { key: undefined, checkedAt: this.now() });
    await this.pool.query(
      `insert into vault.keys (subject, key_id, wrapped, destroyed_at) values ($1, $2, null, now())
       on conflict (subject) do update set wrapped = null, destroyed_at = coalesce(keys.destroyed_at, now())`,
      [subject, randomUUID()],
    );
    // Again, because a load that ran meanwhile may have brought the old key back.
    this.known.set(subject, { key: undefined, checkedAt: this.now() });
  }

  private async grant(): Promise<void> {
    while (this.wishes.length > 0) {
      const wishes = this.wishes;
      this.wishes = [];
      await this.grantAll(wishes);
    }
    this.loading = false;
  }

  private async grantAll(wishes: readonly Wish[]): Promise<void> {
    const create = new Set(wishes.filter((wish) => wish.create).map((wish) => wish.subject));
    try {
      const found = await this.fetch([...new Set(wishes.map((wish) => wish.subject))], create);
      for (const wish of wishes) this.fulfil(wish, found.get(wish.subject));
    } catch (error) {
      for (const wish of wishes) wish.reject(error);
    }
  }

  private fulfil({ resolve, reject }: Wish, row: KeyRow | undefined): void {
    try {
      resolve(row && this.unwrapped(row));
    } catch (error) {
      reject(error);
    }
  }

  private async fetch(subjects: readonly string[], create: ReadonlySet<string>): Promise<ReadonlyMap<string, KeyRow>> {
    const made = [...create].map((subject) => this.makeRow(subject));
    const { rows } = await this.pool.query<KeyRow>(made.length > 0 ? makeAndSelect(subjects, made) : select(subjects));
    const found = new Map(rows.map((row) => [row.subject, row]));
    // A row that another process committed between our snapshot and our insert is in neither part of the answer.
    const missed = [...create].filter((subject) => !found.has(subject));
    if (missed.length === 0) return found;
    for (const row of (await this.pool.query<KeyRow>(select(missed))).rows) found.set(row.subject, row);
    return found;
  }

  private makeRow(subject: string): KeyRow {
    const id = randomUUID();
    return { subject, key_id: id, wrapped: this.master.wrap(randomBytes(32), boundTo(subject, id)) };
  }

  private unwrapped(row: KeyRow): CustomerKey {
    const known = this.known.peek(row.subject);
    const destroyed = row.wrapped === null || (known && !known.key);
    if (destroyed) {
      this.known.set(row.subject, { key: undefined, checkedAt: this.now() });
      throw new Erased(row.subject);
    }
    const same = known?.key?.id === row.key_id ? known.key : undefined;
    const key = same ?? { id: row.key_id, secret: this.master.unwrap(row.wrapped!, boundTo(row.subject, row.key_id)) };
    this.known.set(row.subject, { key, checkedAt: this.now() });
    return key;
  }
}

const boundTo = (subject: string, keyId: string): string => `${subject} ${keyId}`;

const select = (subjects: readonly string[]): pg.QueryConfig => ({
  name: 'vault-select',
  text: 'select subject, key_id, wrapped from vault.keys where subject = any($1::uuid[])',
  values: [subjects],
});

const makeAndSelect = (subjects: readonly string[], made: readonly KeyRow[]): pg.QueryConfig => ({
  name: 'vault-make',
  text: `with made as (
      insert into vault.keys (subject, key_id, wrapped)
      select * from unnest($2::uuid[], $3::uuid[], $4::bytea[])
      on conflict do nothing returning subject, key_id, wrapped)
    select * from made
    union all select subject, key_id, wrapped from vault.keys where subject = any($1::uuid[])`,
  values: [subjects, made.map((row) => row.subject), made.map((row) => row.key_id), made.map((row) => row.wrapped)],
});
