import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../access/staff.js';
import { readConfig, type Config } from '../config.js';

export * from './coming-back.js';
export * from './event-reader.js';
export * from './receivers.js';
export * from './verified.js';

/** Whose token it is, and until when it holds: an hour unless said otherwise. */
export interface Bearer {
  readonly role: Role;
  readonly unit: string | null;
  readonly id: string;
  readonly ends?: Date | undefined;
}

/** What a service is served with in a test: a configuration with keys and a company of its own, and tokens that it believes. */
export interface Setting {
  readonly config: Config;
  token(bearer: Bearer): Promise<string>;
  /** Removes the files; only after the service has stopped. */
  remove(): void;
}

/** Makes the setting of one test file: the local transport over this database, a free port, silence in the log. */
export async function settingFor(databaseUrl: string, company: object): Promise<Setting> {
  const folder = mkdtempSync(join(tmpdir(), 'amends-served-'));
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const config = readConfig({
    DATABASE_URL: databaseUrl, AMENDS_TRANSPORT: 'local', AMENDS_PORT: '0', AMENDS_LOG_LEVEL: 'silent',
    AMENDS_JWKS_FILE: file('jwks.json', JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] })),
    AMENDS_MASTER_KEY_FILE: file('master.key', randomBytes(32).toString('base64')),
    AMENDS_COMPANY_FILE: file('company.json', JSON.stringify(company)),
  });
  const token = ({ role, unit, id, ends }: Bearer): Promise<string> =>
    new SignJWT({ role, unit }).setProtectedHeader({ alg: 'EdDSA', kid: 'k' }).setSubject(id).setIssuer('amends').setAudience('amends').setExpirationTime(ends ?? '1h').sign(privateKey);
  return { config, token, remove: () => rmSync(folder, { recursive: true }) };
}
