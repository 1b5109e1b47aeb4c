import { createHash, generateKeyPairSync, randomBytes, type JsonWebKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import { makeOnce, writeAtomically } from '../launcher/atomic-file.js';
import type { Home } from '../launcher/home.js';

/** The `iss` of tokens that the development issuer signs. */
export const ISSUER = 'amends-development';

/** A key of the development issuer as a JWK with its id. */
export type SigningKey = JsonWebKey & { kid: string; alg: 'EdDSA'; use: 'sig' };

/** The development issuer's private key (Ed25519), made on first use; its public half is written to jwks.json for the services. */
export async function signingKey(home: Home): Promise<SigningKey> {
  if (!existsSync(home.privateKey)) await makeOnce(home.privateKey, JSON.stringify(newKey()));
  const key = JSON.parse(await readFile(home.privateKey, 'utf8')) as SigningKey;
  if (!existsSync(home.jwks)) await publish(home, key);
  return key;
}

/** Makes the master key that seals customers' keys, once: 32 random bytes as base64. */
export async function makeMasterKey(home: Home): Promise<void> {
  if (!existsSync(home.masterKey)) await makeOnce(home.masterKey, randomBytes(32).toString('base64'));
}

function newKey(): SigningKey {
  const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const kid = createHash('sha256').update(String(key.x)).digest('base64url').slice(0, 16);
  return { ...key, kid, alg: 'EdDSA', use: 'sig' };
}

async function publish(home: Home, { d: _private, ...key }: SigningKey): Promise<void> {
  await writeAtomically(home.jwks, `${JSON.stringify({ keys: [key] }, null, 2)}\n`);
  // Public keys: a service may run as somebody else.
  await chmod(home.jwks, 0o644);
}
