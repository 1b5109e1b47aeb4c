import { KnownComplaints, type Database } from '@amends/eventing';
import { scratchDatabase } from '@amends/eventing/testing';
import { readConfig, serve, type Role, type Running } from '@amends/runtime';
import { NOTHING_KNOWN, type KnownComplaint } from '@amends/contracts';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { intake } from '../index.js';

const COMPANY = {
  name: 'Acme',
  country: 'DE',
  units: [{ id: 'acme', name: 'Acme' }, { id: 'north', name: 'North', parent: 'acme' }, { id: 'south', name: 'South', parent: 'acme' }],
};

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number;
  // A test looks into whatever it asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** Who asks, where that is not an agent of the whole company. */
export interface Asking {
  readonly role?: Role;
  readonly unit?: string | null;
  readonly key?: string;
}

/** Intake behind HTTP, with tokens and the local transport. */
export class ServedIntake {
  private constructor(
    private readonly running: Running,
    private readonly folder: string,
    private readonly token: (role: Role, unit: string | null) => Promise<string>,
  ) {}

  /** Serves intake for the tests of one file. */
  static async start(): Promise<ServedIntake> {
    const folder = mkdtempSync(join(tmpdir(), 'amends-intake-'));
    const { url } = await scratchDatabase('elsewhere', []);
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const write = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const running = await serve(
      [intake],
      readConfig({
        DATABASE_URL: url, AMENDS_TRANSPORT: 'local', AMENDS_PORT: '0', AMENDS_LOG_LEVEL: 'silent',
        AMENDS_JWKS_FILE: write('jwks.json', JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] })),
        AMENDS_MASTER_KEY_FILE: write('master.key', randomBytes(32).toString('base64')),
        AMENDS_COMPANY_FILE: write('company.json', JSON.stringify(COMPANY)),
      }),
    );
    const token = (role: Role, unit: string | null): Promise<string> =>
      new SignJWT({ role, unit }).setProtectedHeader({ alg: 'EdDSA', kid: 'k' }).setSubject(`${role}-1`).setIssuer('amends').setAudience('amends').setExpirationTime('1h').sign(privateKey);
    return new ServedIntake(running, folder, token);
  }

  get platform(): Running['platform'] {
    return this.running.platform;
  }

  get database(): Database {
    return this.running.platform.of('intake').database;
  }

  get(path: string, asking: Asking = {}): Promise<Answer> {
    return this.ask('GET', path, undefined, asking);
  }

  post(path: string, body: object = {}, asking: Asking = {}): Promise<Answer> {
    return this.ask('POST', path, body, asking);
  }

  /** Lets intake have heard of a complaint what other services said. */
  async hear(complaint: string, changes: Partial<KnownComplaint>): Promise<void> {
    const { known, heardAt } = await new KnownComplaints(this.database).find(complaint);
    await this.database.pool.query(
      'insert into intake.known (complaint, known, heard_at) values ($1, $2, $3) on conflict (complaint) do update set known = excluded.known',
      [complaint, JSON.stringify({ ...NOTHING_KNOWN, ...known, ...changes }), heardAt ?? '2026-01-01T00:00:00.000000Z'],
    );
  }

  /** Types of the events of a stream, oldest first. */
  async said(kind: 'customer' | 'complaint', id: string): Promise<readonly string[]> {
    return (await this.running.platform.of('intake').logParts.log.read({ kind, id })).map(({ type }) => type);
  }

  async stop(): Promise<void> {
    await this.running.stop();
    rmSync(this.folder, { recursive: true });
  }

  private async ask(method: string, path: string, body: object | undefined, { role = 'agent', unit = null, key }: Asking): Promise<Answer> {
    const answer = await fetch(`${this.running.url}/api/intake/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.token(role, unit)}`, ...(body ? { 'content-type': 'application/json' } : {}), ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: await answer.json() };
  }
}
