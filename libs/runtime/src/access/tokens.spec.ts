import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Problem } from '../problem/problem.js';
import { Tokens } from './tokens.js';

const folder = mkdtempSync(join(tmpdir(), 'amends-tokens-'));
let time = Date.parse('2026-11-21T10:00:00Z');

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
let key: Key;
let tokens: Tokens;

const claims = { role: 'agent', unit: 'north' };

const sign = (payload: Record<string, unknown> = claims, by: Key = key, { issuer = 'amends', audience = 'amends', kid = 'one', seconds = 3600 } = {}): Promise<string> =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: 'EdDSA', kid })
    .setSubject('ana')
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime(time / 1000 + seconds)
    .sign(by);

const problem = async (token: string): Promise<Problem> => {
  const error = await tokens.verify(token).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Problem);
  return error as Problem;
};

beforeAll(async () => {
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  key = pair.privateKey;
  const path = join(folder, 'jwks.json');
  writeFileSync(path, JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'EdDSA' }] }));
  tokens = Tokens.from({ kind: 'file', issuer: 'amends', path }, () => time);
});

describe('a token', () => {
  it('tells who asks, and is trusted again without a new look', async () => {
    const token = await sign();
    expect(tokens.trust(token)).toBeUndefined();
    expect(await tokens.verify(token)).toEqual({ id: 'ana', role: 'agent', unit: 'north' });
    expect(tokens.trust(token)).toEqual({ id: 'ana', role: 'agent', unit: 'north' });
    expect(await tokens.verify(await sign({ role: 'analyst' }))).toEqual({ id: 'ana', role: 'analyst', unit: null });
  });

  it.each([
    ['nonsense', () => Promise.resolve('aaaa'), 'token.malformed'],
    ['expired', () => sign(claims, key, { seconds: -60 }), 'token.expired'],
    ['from another issuer', () => sign(claims, key, { issuer: 'elsewhere' }), 'token.wrong-claim'],
    ['for somebody else', () => sign(claims, key, { audience: 'elsewhere' }), 'token.wrong-claim'],
    ['signed by an unknown key', () => sign(claims, key, { kid: 'two' }), 'token.unknown-key'],
    ['without a role', () => sign({}), 'token.wrong-claim'],
    ['with a role that does not exist', () => sign({ role: 'root' }), 'token.wrong-claim'],
    ['with a unit that is no text', () => sign({ role: 'agent', unit: 7 }), 'token.wrong-claim'],
  ])('that is %s is refused with 401, the reason and the way out', async (_sentence, make, code) => {
    const refused = await problem(await make());
    expect([refused.status, refused.code]).toEqual([401, code]);
    expect(refused.details.remedy).toContain('npx amends token --as agent');
  });

  it('with a forged signature is refused', async () => {
    const other = await generateKeyPair('EdDSA');
    expect((await problem(await sign(claims, other.privateKey))).code).toBe('token.bad-signature');
  });

  it('without a signature is refused', async () => {
    const [, body] = (await sign()).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    expect((await problem(`${header}.${body}.`)).status).toBe(401);
  });

  it('is no longer trusted once it expired', async () => {
    const token = await sign(claims, key, { seconds: -4 });
    await tokens.verify(token);
    time += 10_000;
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await problem(token)).code).toBe('token.expired');
  });

  it('cannot be checked without keys: the start says which file', () => {
    const issuer = { kind: 'file', issuer: 'amends', path: '/nowhere/jwks.json' } as const;
    expect(() => Tokens.from(issuer, () => time)).toThrow(/AMENDS_JWKS_FILE .*cannot be read/);
    writeFileSync(join(folder, 'empty.json'), '{"keys":[]}');
    expect(() => Tokens.from({ ...issuer, path: join(folder, 'empty.json') }, () => time)).toThrow(/holds no keys/);
  });
});
