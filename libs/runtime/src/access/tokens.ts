import { readFileSync } from 'node:fs';
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify, type JSONWebKeySet, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Issuer } from '../config.js';
import { Problem } from '../problem/problem.js';
import { isRole, ROLES, type Staff } from './staff.js';

/** The `aud` that tokens for Amends carry. */
export const AUDIENCE = 'amends';
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'RS256'];
/** A token stays trusted without a new look at its signature for so long: a check costs about 100 µs, a request about as much. */
const TRUST_MS = 5 * 60_000;
const CACHED = 10_000;
/** Seconds that the issuer's clock may differ from ours. */
const CLOCK_TOLERANCE = 5;

/** Tells from a bearer token who asks. */
export class Tokens {
  private readonly trusted = new LRUCache<string, Staff>({ max: CACHED });

  private constructor(
    private readonly issuer: string,
    private readonly keys: JWTVerifyGetKey,
    private readonly now: () => number,
  ) {}

  /** Takes the keys from a JWKS file, or fetches them from the identity provider when first needed. */
  static from(issuer: Issuer, now: () => number): Tokens {
    const keys = issuer.kind === 'file' ? createLocalJWKSet(readKeys(issuer.path)) : createRemoteJWKSet(issuer.url);
    return new Tokens(issuer.issuer, keys, now);
  }

  /** The staff member of a token that was verified within the last minutes. */
  trust(bearer: string): Staff | undefined {
    return this.trusted.get(bearer);
  }

  /** The staff member of a token; throws a 401 problem that says what is wrong with it. */
  async verify(bearer: string): Promise<Staff> {
    const trusted = this.trusted.get(bearer);
    if (trusted) return trusted;
    const payload = await this.check(bearer);
    const staff = staffOf(payload);
    const left = Math.min((payload.exp! + CLOCK_TOLERANCE) * 1000 - this.now(), TRUST_MS);
    if (left > 0) this.trusted.set(bearer, staff, { ttl: left });
    return staff;
  }

  private async check(bearer: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(bearer, this.keys, {
        issuer: this.issuer,
        audience: AUDIENCE,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE,
        currentDate: new Date(this.now()),
        requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      throw this.unauthorised(error);
    }
  }

  private unauthorised(error: unknown): Problem {
    if (error instanceof errors.JWTExpired) return unauthorised('token.expired', 'the token has expired');
    if (error instanceof errors.JWTClaimValidationFailed) return unauthorised('token.wrong-claim', claimSentence(error, this.issuer));
    if (error instanceof errors.JWSSignatureVerificationFailed) return unauthorised('token.bad-signature', 'the signature of the token is not valid');
    if (error instanceof errors.JWKSNoMatchingKey) return unauthorised('token.unknown-key', 'the token is signed by a key that Amends does not know');
    if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) {
      return new Problem(503, 'token.keys-out-of-reach', 'Tokens cannot be checked now', {
        detail: 'the identity provider does not answer with its keys',
        remedy: 'try again after a few seconds; the operator checks AMENDS_JWKS_URL',
        retryAfter: 5,
        cause: error,
      });
    }
    return unauthorised('token.malformed', 'the token is not a signed JWT of an accepted kind (EdDSA, ES256, RS256)');
  }
}

/** 401 with the way out. */
export const unauthorised = (code: string, detail: string): Problem =>
  new Problem(401, code, 'Sign in first', {
    detail,
    remedy: 'sign in again and send the new token as `Authorization: Bearer …`; in development make one with `npx amends token --as agent`',
  });

function claimSentence(error: errors.JWTClaimValidationFailed, issuer: string): string {
  if (error.claim === 'iss') return `the token comes from another issuer than ${issuer}`;
  if (error.claim === 'aud') return `the token is for another audience than ${AUDIENCE}`;
  if (error.claim === 'nbf') return 'the token is not valid yet';
  return `the token's claim "${error.claim}" is missing or wrong`;
}

function staffOf({ sub, role, unit }: JWTPayload): Staff {
  if (typeof sub !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(sub)) throw unauthorised('token.wrong-claim', 'the token\'s claim "sub" must be a staff id of 1 to 128 printable characters');
  if (!isRole(role)) throw unauthorised('token.wrong-claim', `the token's claim "role" must be one of ${ROLES.join(', ')}`);
  if (unit !== undefined && unit !== null && typeof unit !== 'string') throw unauthorised('token.wrong-claim', 'the token\'s claim "unit" must be the id of a unit');
  return { id: sub, role, unit: unit ?? null };
}

function readKeys(path: string): JSONWebKeySet {
  try {
    const keys = JSON.parse(readFileSync(path, 'utf8')) as JSONWebKeySet;
    if (Array.isArray(keys.keys) && keys.keys.length > 0) return keys;
  } catch (error) {
    throw new Error(`AMENDS_JWKS_FILE ${path} cannot be read (${(error as Error).message}): name a file with a JWK set {"keys": [...]}`);
  }
  throw new Error(`AMENDS_JWKS_FILE ${path} holds no keys: put the public keys of tokens there as {"keys": [...]}`);
}
