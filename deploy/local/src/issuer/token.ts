import type { Home } from '../launcher/home.js';
import { ISSUER, signingKey } from './keys.js';

/** Whom a token is for. */
export interface TokenFor {
  role: string;
  /** Staff id. */
  staff: string;
  /** The unit that bounds what they see; null = the whole company. */
  unit: string | null;
  /** How long it is valid, in seconds. */
  seconds: number;
}

/** Signs a token with the development issuer's key, valid from now. */
export async function signToken(home: Home, { role, staff, unit, seconds }: TokenFor): Promise<string> {
  const { SignJWT, importJWK } = await import('jose');
  const key = await signingKey(home);
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ role, unit })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'JWT' })
    .setIssuer(ISSUER).setAudience('amends').setSubject(staff)
    .setIssuedAt(now).setExpirationTime(now + seconds)
    .sign(await importJWK({ ...key } as Parameters<typeof importJWK>[0], 'EdDSA'));
}

const UNITS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Seconds of a span written as `90s`, `30m`, `12h` or `7d`; undefined when it is not one. */
export function secondsOf(span: string): number | undefined {
  const [, count, unit] = /^([1-9]\d{0,5})([smhd])$/.exec(span) ?? [];
  return count ? Number(count) * UNITS[unit as keyof typeof UNITS] : undefined;
}
