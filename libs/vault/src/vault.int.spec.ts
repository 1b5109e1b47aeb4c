import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { Erased, MasterKey, Tampered, Vault, vaultSql } from './index.js';

const url = process.env['AMENDS_TEST_DATABASE_URL'];
const master = MasterKey.parse(randomBytes(32).toString('base64'));
const words = { name: '王小明', statement: 'The engine stopped. 🚗\nTwice.' };

describe('the vault', () => {
  let pool: pg.Pool;
  let name: string;
  let time = Date.parse('2026-11-21T10:00:00Z');
  const open = (): Vault => new Vault(pool, master, { now: () => time });

  beforeAll(async () => {
    // A database of its own: the vault's schema has a fixed name.
    name = `vault_${randomUUID().replaceAll('-', '')}`;
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(`create database ${name}`);
    await admin.end();
    const own = new URL(url!);
    own.pathname = `/${name}`;
    pool = new pg.Pool({ connectionString: own.href });
    await pool.query(vaultSql);
  });

  afterAll(async () => {
    await pool.end();
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });

  it('opens what it sealed, in another process too', async () => {
    const [customer, event] = [randomUUID(), randomUUID()];
    const sealed = await open().seal(customer, event, words);
    expect(sealed['name']).toMatch(/^v1\.[0-9a-f-]{36}\.[\w-]+$/);
    expect(JSON.stringify(sealed)).not.toContain('engine');
    expect(await open().open(customer, event, sealed)).toEqual(words);
  });

  it('refuses words that were moved to another event, field or customer', async () => {
    const [customer, other, event] = [randomUUID(), randomUUID(), randomUUID()];
    const vault = open();
    const sealed = await vault.seal(customer, event, words);
    await vault.seal(other, event, words);
    await expect(vault.open(customer, randomUUID(), sealed)).rejects.toThrow(Tampered);
    await expect(vault.open(customer, event, { name: sealed['statement']! })).rejects.toThrow(Tampered);
    await expect(vault.open(other, event, sealed)).rejects.toThrow(Tampered);
    await expect(vault.open(randomUUID(), event, sealed)).rejects.toThrow(Tampered);
  });

  it('detects a changed byte anywhere', async () => {
    const [customer, event] = [randomUUID(), randomUUID()];
    const vault = open();
    const { name: text } = (await vault.seal(customer, event, words)) as { name: string };
    const bytes = Buffer.from(text.split('.')[2]!, 'base64url');
    for (const at of [0, 12, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      const forged = [...text.split('.').slice(0, 2), changed.toString('base64url')].join('.');
      await expect(vault.open(customer, event, { name: forged })).rejects.toThrow(Tampered);
    }
    await expect(vault.open(customer, event, { name: 'v1.x' })).rejects.toThrow(Tampered);
  });

  it('gives concurrent first uses one key, in one process and in several', async () => {
    const [customer, event] = [randomUUID(), randomUUID()];
    const vaults = [open(), open(), open()];
    const all = await Promise.all(Array.from({ length: 60 }, (_, n) => vaults[n % 3]!.seal(customer, event, words)));
    expect(new Set(all.map((sealed) => sealed['name']!.split('.')[1])).size).toBe(1);
    for (const sealed of all) expect(await vaults[0]!.open(customer, event, sealed)).toEqual(words);
  });

  it('makes the missing keys of many events together', async () => {
    const vault = open();
    const asked = jest.spyOn(pool, 'query');
    const items = Array.from({ length: 500 }, () => ({ subject: randomUUID(), eventId: randomUUID(), words }));
    const sealed = await vault.sealMany([...items, items[0]!]);
    expect(asked).toHaveBeenCalledTimes(1);
    asked.mockRestore();
    expect(await vault.open(items[7]!.subject, items[7]!.eventId, sealed[7]!)).toEqual(words);
  });

  it('neither opens nor seals once erased, and other processes learn it within a minute', async () => {
    const [customer, event] = [randomUUID(), randomUUID()];
    const [here, there] = [open(), open()];
    const sealed = await here.seal(customer, event, words);
    await there.open(customer, event, sealed);
    await here.erase(customer);
    await expect(here.open(customer, event, sealed)).rejects.toThrow(Erased);
    await expect(here.seal(customer, event, words)).rejects.toThrow(Erased);
    await expect(open().seal(customer, event, words)).rejects.toThrow(Erased);
    time += 60_000;
    await expect(there.open(customer, event, sealed)).rejects.toThrow(Erased);
    const { rows } = await pool.query('select wrapped, destroyed_at from vault.keys where subject = $1', [customer]);
    expect(rows[0]).toEqual({ wrapped: null, destroyed_at: expect.any(Date) });
  });

  it('leaves a tombstone for a customer that had no key yet', async () => {
    const customer = randomUUID();
    await open().erase(customer);
    await open().erase(customer);
    await expect(open().seal(customer, randomUUID(), words)).rejects.toThrow(Erased);
  });

  it('fails one erased customer alone when many ask at once', async () => {
    const vault = open();
    const [kept, erased] = [randomUUID(), randomUUID()];
    await open().erase(erased);
    const [first, second] = await Promise.allSettled([vault.seal(kept, randomUUID(), words), vault.seal(erased, randomUUID(), words)]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
  });

  it("opens a customer's file until they are erased, and only as that file", async () => {
    const [customer, other, file] = [randomUUID(), randomUUID(), randomUUID()];
    const vault = open();
    const bytes = randomBytes(100_000);
    const sealed = await vault.sealFile(customer, file, bytes);
    await vault.sealFile(other, file, bytes);
    expect(sealed.includes(bytes.subarray(0, 32))).toBe(false);
    expect(await open().openFile(customer, file, sealed)).toEqual(bytes);
    await expect(vault.openFile(customer, randomUUID(), sealed)).rejects.toThrow(Tampered);
    await expect(vault.openFile(other, file, sealed)).rejects.toThrow(Tampered);
    await expect(vault.openFile(randomUUID(), file, sealed)).rejects.toThrow(Tampered);
    await expect(vault.openFile(customer, file, sealed.subarray(0, -1))).rejects.toThrow(Tampered);
    await vault.erase(customer);
    await expect(vault.openFile(customer, file, sealed)).rejects.toThrow(Erased);
    await expect(vault.sealFile(customer, file, bytes)).rejects.toThrow(Erased);
  });

  it('opens sealed bytes until their key expires', async () => {
    const vault = open();
    const sealed = await vault.sealBytes('quarantine 7', Buffer.from('original'), 2);
    expect(await open().openBytes('quarantine 7', sealed)).toEqual(Buffer.from('original'));
    await expect(open().openBytes('quarantine 8', sealed)).rejects.toThrow(Tampered);
    await expect(open().openBytes('quarantine 7', Buffer.from('original'))).rejects.toThrow(Tampered);
    time += 3 * 86_400_000;
    await expect(vault.openBytes('quarantine 7', sealed)).rejects.toThrow(Erased);
    expect(await open().purgeExpired()).toBe(1);
    await expect(open().openBytes('quarantine 7', sealed)).rejects.toThrow(Erased);
  });

  it('finds the same phone number again without keeping it, apart from an e-mail of the same text', () => {
    const vault = open();
    expect(vault.fingerprint('phone', '+8613800138000')).toBe(open().fingerprint('phone', '+8613800138000'));
    expect(vault.fingerprint('phone', 'x')).not.toBe(vault.fingerprint('e-mail', 'x'));
  });
});
