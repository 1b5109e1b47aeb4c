import { randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import type pg from 'pg';
import { Erased } from './errors.js';
import type { MasterKey } from './master-key.js';

interface KeyRow {
  key_id: string;
  wrapped: Buffer;
  expires_at: Date;
}

interface Unwrapped {
  readonly key: KeyObject;
  readonly expiresAt: number;
}

/** One key a day for what is kept only for a while: when the key is purged, it is gone, in back-ups of the rest too. */
export class ExpiringKeys {
  private readonly known = new Map<string, Unwrapped>();

  constructor(
    private readonly pool: pg.Pool,
    private readonly master: MasterKey,
    private readonly now: () => number,
  ) {}

  /** Today's key (UTC), made when there is none; the first use of a day settles for how long it lives. */
  async forToday(days: number): Promise<{ day: string; key: KeyObject }> {
    const day = new Date(this.now()).toISOString().slice(0, 10);
    const known = this.known.get(day);
    if (known) return { day, key: known.key };
    await this.make(day, days);
    return { day, key: await this.of(day) };
  }

  /** The key of a day; throws `Erased` when it expired or was purged. */
  async of(day: string): Promise<KeyObject> {
    const known = this.known.get(day) ?? (await this.fetch(day));
    if (!known || known.expiresAt <= this.now()) throw new Erased(`what was sealed on ${day}`);
    return known.key;
  }

  /** Deletes expired keys; returns how many. */
  async purge(): Promise<number> {
    for (const [day, { expiresAt }] of this.known) if (expiresAt <= this.now()) this.known.delete(day);
    const { rowCount } = await this.pool.query('delete from vault.expiring_keys where expires_at <= $1', [new Date(this.now())]);
    return rowCount ?? 0;
  }

  private async make(day: string, days: number): Promise<void> {
    const id = randomUUID();
    const expiresAt = new Date(Date.parse(`${day}T00:00:00Z`) + (days + 1) * 86_400_000);
    await this.pool.query(
      'insert into vault.expiring_keys (day, key_id, wrapped, expires_at) values ($1, $2, $3, $4) on conflict do nothing',
      [day, id, this.master.wrap(randomBytes(32), `${day} ${id}`), expiresAt],
    );
  }

  private async fetch(day: string): Promise<Unwrapped | undefined> {
    const { rows } = await this.pool.query<KeyRow>('select key_id, wrapped, expires_at from vault.expiring_keys where day = $1', [day]);
    const row = rows[0];
    if (!row) return undefined;
    const unwrapped = { key: this.master.unwrap(row.wrapped, `${day} ${row.key_id}`), expiresAt: row.expires_at.getTime() };
    this.known.set(day, unwrapped);
    return unwrapped;
  }
}
