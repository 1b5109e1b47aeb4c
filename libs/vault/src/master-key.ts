import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Tampered } from './errors.js';

const IV = 12;
const TAG = 16;
const LENGTH = 32;

/**
 * The key that wraps all customers' keys. Its file has one key a line, `<version>:<base64 of 32 bytes>`; a line without a
 * version is version 1. New keys are wrapped by the highest version, older versions stay as long as something is wrapped by them.
 */
export class MasterKey {
  private readonly current: number;
  private readonly lookUpKey: Buffer;

  private constructor(private readonly versions: ReadonlyMap<number, KeyObject>) {
    this.current = Math.max(...versions.keys());
    // Of the lowest version: a look-up hash must stay the same when a newer master key is added.
    const first = versions.get(Math.min(...versions.keys()))!;
    this.lookUpKey = Buffer.from(hkdfSync('sha256', first, '', 'amends look-up', LENGTH));
  }

  /** Reads the key file; throws an error that says what is wrong with it and how to make one. */
  static fromFile(path: string): MasterKey {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      throw new Error(`the master key file ${path} cannot be read (${(error as NodeJS.ErrnoException).code}); ${REMEDY}`);
    }
    return MasterKey.parse(text, path);
  }

  /** The same from text; `origin` names it in errors. */
  static parse(text: string, origin = 'the master key'): MasterKey {
    const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
    if (lines.length === 0) throw new Error(`${origin} is empty; ${REMEDY}`);
    const versions = new Map<number, KeyObject>();
    for (const line of lines) {
      const { version, key } = parseLine(line, origin);
      if (versions.has(version)) throw new Error(`${origin} has version ${version} twice; give each line its own version`);
      versions.set(version, key);
    }
    return new MasterKey(versions);
  }

  /** Encrypts a data key; `bound` must be given again to unwrap it. */
  wrap(key: Buffer, bound: string): Buffer {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.versions.get(this.current)!, iv).setAAD(Buffer.from(bound));
    return Buffer.concat([Buffer.of(this.current), iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  }

  /** The data key again; throws `Tampered` when it was wrapped by another key, for something else, or changed. */
  unwrap(wrapped: Buffer, bound: string): KeyObject {
    const key = this.versions.get(wrapped[0] ?? 0);
    if (!key) throw new Tampered(`the key is wrapped by version ${wrapped[0]} of the master key, which the master key file does not have`);
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(1, 1 + IV), { authTagLength: TAG });
      decipher.setAAD(Buffer.from(bound)).setAuthTag(wrapped.subarray(-TAG));
      return createSecretKey(Buffer.concat([decipher.update(wrapped.subarray(1 + IV, -TAG)), decipher.final()]));
    } catch {
      throw new Tampered('a wrapped key does not authenticate: it was changed, or the master key is another one');
    }
  }

  /** The secret of keyed look-up hashes. */
  get lookUp(): Buffer {
    return this.lookUpKey;
  }
}

const REMEDY = 'make one with: openssl rand -base64 32';

function parseLine(line: string, origin: string): { version: number; key: KeyObject } {
  const [, version, base64] = /^(?:(\d{1,3}):)?([A-Za-z0-9+/_-]+={0,2})$/.exec(line) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  const number = Number(version ?? 1);
  if (bytes.length !== LENGTH || number < 1 || number > 255) {
    throw new Error(`${origin} must have the base64 of 32 bytes on each line, with a version from 1 to 255 before it (\`2:…\`) or none; ${REMEDY}`);
  }
  return { version: number, key: createSecretKey(bytes) };
}
