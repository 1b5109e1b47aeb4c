import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { developmentToken } from '../cli/verbs/token.js';
import { Home } from '../launcher/home.js';
import { makeMasterKey, signingKey } from './keys.js';
import { SAMPLE_COMPANY, chooseStaff, readStaff } from './sample-staff.js';
import { secondsOf, signToken } from './token.js';

const newHome = () => new Home(mkdtempSync(join(tmpdir(), 'amends-issuer-')));
const AGENT = { role: 'agent', staff: '00000000-0000-4000-8000-000000000012', unit: 'hotline', seconds: 60 };

describe('the development issuer', () => {
  it('signs tokens that the published keys verify', async () => {
    const home = newHome();
    const token = await signToken(home, AGENT);
    const keys = JSON.parse(readFileSync(home.jwks, 'utf8'));
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), { issuer: 'amends-development', audience: 'amends' });
    expect(payload).toMatchObject({ sub: AGENT.staff, role: 'agent', unit: 'hotline' });
    expect(payload.exp! - payload.iat!).toBe(60);
  });

  it('keeps its private key to its owner and out of the published keys', async () => {
    const home = newHome();
    await signingKey(home);
    await makeMasterKey(home);
    expect([home.privateKey, home.masterKey].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
    expect(JSON.parse(readFileSync(home.jwks, 'utf8')).keys[0]).not.toHaveProperty('d');
    expect(Buffer.from(readFileSync(home.masterKey, 'utf8'), 'base64')).toHaveLength(32);
  });

  it('makes one key, however many ask at once', async () => {
    const home = newHome();
    const keys = await Promise.all([1, 2, 3].map(() => signingKey(home)));
    expect(new Set(keys.map((key) => key.kid)).size).toBe(1);
  });

  it('signs nothing in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    await expect(developmentToken('agent', { id: AGENT.staff, role: 'agent', unit: null }, 60, newHome())).rejects.toThrow('production');
    process.env['NODE_ENV'] = before;
  });
});

describe('whom a token is for', () => {
  const staff = readStaff(SAMPLE_COMPANY);

  it('is the first person of the company file in that role, and unit', () => {
    expect(chooseStaff(staff, 'agent')).toMatchObject({ role: 'agent', unit: 'hotline' });
    expect(chooseStaff(staff, 'agent', undefined, 'finance')).toEqual({ id: expect.any(String), role: 'agent', unit: 'finance' });
  });

  it('is somebody unknown to the file when asked for', () => {
    expect(chooseStaff(staff, 'agent', 'a-stranger', 'shops')).toEqual({ id: 'a-stranger', role: 'agent', unit: 'shops' });
  });

  it.each([['90s', 90], ['30m', 1800], ['12h', 43_200], ['7d', 604_800], ['0h', undefined], ['soon', undefined], ['1.5h', undefined]])('reads the span %s', (span, seconds) => {
    expect(secondsOf(span)).toBe(seconds);
  });
});
