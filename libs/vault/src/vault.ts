import { createHmac, type KeyObject } from 'node:crypto';
import type pg from 'pg';
import { decrypt, encrypt } from './cipher.js';
import { CustomerKeys, type CustomerKey } from './customer-keys.js';
import { Tampered } from './errors.js';
import { ExpiringKeys } from './expiring-keys.js';
import type { MasterKey } from './master-key.js';

/** Personal words by field name. */
export type Words = Readonly<Record<string, string>>;

/** Words of one event that wait to be sealed. */
export interface ToSeal {
  readonly subject: string;
  readonly eventId: string;
  readonly words: Words;
}

/** What may be set for a vault; defaults suit production. */
export interface VaultOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Unwrapped keys kept in memory, 10,000 unless said otherwise: about 3 MB. */
  readonly cachedKeys?: number;
}

/**
 * Seals personal words under their customer's own key, so that destroying the key erases them wherever they were copied.
 * A sealed word is `v1.<key id>.<base64url of iv, ciphertext and tag>`, bound to its event and field.
 */
export class Vault {
  private readonly customers: CustomerKeys;
  private readonly expiring: ExpiringKeys;

  constructor(
    pool: pg.Pool,
    private readonly master: MasterKey,
    // eslint-disable-next-line no-restricted-properties -- the Clock is eventing's, which stands above the vault
    { now = Date.now, cachedKeys = 10_000 }: VaultOptions = {},
  ) {
    this.customers = new CustomerKeys(pool, master, now, cachedKeys);
    this.expiring = new ExpiringKeys(pool, master, now);
  }

  /** Seals a secret of the company itself under the master key; `bound` must be given again to open it. */
  sealSecret(secret: Buffer, bound: string): string {
    return this.master.wrap(secret, bound).toString('base64');
  }

  /** The secret again, as a key. Throws `Tampered` when it was changed, or sealed for something else. */
  openSecret(sealed: string, bound: string): KeyObject {
    return this.master.unwrap(Buffer.from(sealed, 'base64'), bound);
  }

  /** Seals words of one event; makes the customer's key at first use. Throws `Erased` when it is destroyed. */
  async seal(subject: string, eventId: string, words: Words): Promise<Record<string, string>> {
    const key = this.customers.atHand(subject) ?? (await this.customers.load(subject, true))!;
    return sealWords(key, eventId, words);
  }

  /** Seals words of many events, in order; missing keys are made in one statement. Throws `Erased` when one of the keys is destroyed. */
  async sealMany(items: readonly ToSeal[]): Promise<Record<string, string>[]> {
    const keys = await Promise.all(items.map(({ subject }) => this.customers.atHand(subject) ?? this.customers.load(subject, true)));
    return items.map(({ eventId, words }, index) => sealWords(keys[index]!, eventId, words));
  }

  /** The words again. Throws `Erased` when the key is destroyed, `Tampered` when anything was changed or moved. */
  async open(subject: string, eventId: string, sealed: Words): Promise<Record<string, string>> {
    const key = this.customers.atHand(subject) ?? (await this.customers.load(subject, false));
    if (!key) throw new Tampered(`nothing was ever sealed for ${subject}`);
    const words: Record<string, string> = {};
    for (const field of Object.keys(sealed)) words[field] = openWord(key, eventId, field, sealed[field]!);
    return words;
  }

  /** Seals a file's bytes under the customer's key, bound to the file's id. Throws `Erased` when the key is destroyed. */
  async sealFile(subject: string, fileId: string, bytes: Buffer): Promise<Buffer> {
    const key = this.customers.atHand(subject) ?? (await this.customers.load(subject, true))!;
    return encrypt(key.secret, boundTo(fileId, FILE, key.id), bytes);
  }

  /** The file's bytes again. Throws `Erased` when the key is destroyed, `Tampered` when anything was changed or moved. */
  async openFile(subject: string, fileId: string, sealed: Buffer): Promise<Buffer> {
    const key = this.customers.atHand(subject) ?? (await this.customers.load(subject, false));
    if (!key) throw new Tampered(`nothing was ever sealed for ${subject}`);
    return decrypt(key.secret, boundTo(fileId, FILE, key.id), sealed);
  }

  /** Destroys the customer's key, for ever: other processes stop sealing and opening within a minute. */
  erase(subject: string): Promise<void> {
    return this.customers.destroy(subject);
  }

  /** Seals bytes under today's key, which is purged after so many days; `bound` must be given again to open them. */
  async sealBytes(bound: string, bytes: Buffer, days = 30): Promise<Buffer> {
    const { day, key } = await this.expiring.forToday(days);
    return Buffer.concat([Buffer.from(day), encrypt(key, `${bound} ${day}`, bytes)]);
  }

  /** The bytes again. Throws `Erased` once their key expired, `Tampered` when anything was changed. */
  async openBytes(bound: string, sealed: Buffer): Promise<Buffer> {
    const day = sealed.subarray(0, DAY).toString('latin1');
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new Tampered('these bytes were not sealed here');
    return decrypt(await this.expiring.of(day), `${bound} ${day}`, sealed.subarray(DAY));
  }

  /** Deletes expired keys; returns how many. */
  purgeExpired(): Promise<number> {
    return this.expiring.purge();
  }

  /** A keyed hash to find a normalised phone number or e-mail address by, without keeping it: base64url of HMAC-SHA256. */
  fingerprint(kind: string, text: string): string {
    return createHmac('sha256', this.master.lookUp).update(`${kind}\0${text}`).digest('base64url');
  }
}

/** `2026-11-21`. */
const DAY = 10;

/** Stands where words have their field: no field is called so, and a file's bytes never pass for words. */
const FILE = '(file)';

const boundTo = (eventId: string, field: string, keyId: string): string => `${eventId}\n${field}\n${keyId}`;

function sealWords(key: CustomerKey, eventId: string, words: Words): Record<string, string> {
  const sealed: Record<string, string> = {};
  for (const field of Object.keys(words)) {
    const bytes = encrypt(key.secret, boundTo(eventId, field, key.id), Buffer.from(words[field]!));
    sealed[field] = `v1.${key.id}.${bytes.toString('base64url')}`;
  }
  return sealed;
}

function openWord(key: CustomerKey, eventId: string, field: string, sealed: string): string {
  const [version, keyId, bytes] = sealed.split('.');
  if (version !== 'v1' || keyId !== key.id || bytes === undefined) throw new Tampered(`${field} was not sealed under this customer's key`);
  return decrypt(key.secret, boundTo(eventId, field, key.id), Buffer.from(bytes, 'base64url')).toString('utf8');
}
