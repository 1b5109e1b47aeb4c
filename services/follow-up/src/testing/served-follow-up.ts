import { TOPICS, type LogName, type RecordedEvent } from '@amends/contracts';
import { toMessage } from '@amends/eventing';
import { scratchDatabase } from '@amends/eventing/testing';
import { readConfig, serve, type Role, type Running } from '@amends/runtime';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followUp } from '../index.js';

const COMPANY = { name: 'Acme', units: [{ id: 'acme', name: 'Acme' }, { id: 'north', name: 'North', parent: 'acme' }] };

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Follow-up behind HTTP, with tokens and the local transport; the other services are told by the test. */
export class ServedFollowUp {
  private readonly versions = new Map<string, number>();
  private readonly seen = new Map<string, string[]>();

  private constructor(
    private readonly running: Running,
    private readonly sign: (role: Role, staff: string) => Promise<string>,
    private readonly folder: string,
  ) {}

  /** Serves it for the tests of one file. */
  static async start(): Promise<ServedFollowUp> {
    const folder = mkdtempSync(join(tmpdir(), 'amends-follow-up-'));
    const { url } = await scratchDatabase('elsewhere', []);
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const write = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const running = await serve(
      [followUp],
      readConfig({
        DATABASE_URL: url, AMENDS_TRANSPORT: 'local', AMENDS_PORT: '0', AMENDS_LOG_LEVEL: 'silent',
        AMENDS_JWKS_FILE: write('jwks.json', JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] })),
        AMENDS_MASTER_KEY_FILE: write('master.key', randomBytes(32).toString('base64')),
        AMENDS_COMPANY_FILE: write('company.json', JSON.stringify(COMPANY)),
      }),
    );
    await running.platform.shared.transport.ensureTopics(TOPICS);
    const sign = (role: Role, staff: string): Promise<string> =>
      new SignJWT({ role, unit: 'north' }).setProtectedHeader({ alg: 'EdDSA', kid: 'k' }).setSubject(staff).setIssuer('amends').setAudience('amends').setExpirationTime('1h').sign(privateKey);
    return new ServedFollowUp(running, sign, folder);
  }

  /** Another service says something of a complaint; returns the event. */
  async tell(source: LogName, complaint: string, type: string, data: unknown, round = 1): Promise<RecordedEvent> {
    const kind = type.startsWith('Obligation') ? 'obligations' : 'complaint';
    const version = (this.versions.get(`${source}/${kind}/${complaint}`) ?? 0) + 1;
    this.versions.set(`${source}/${kind}/${complaint}`, version);
    this.seen.set(complaint, [...(this.seen.get(complaint) ?? []), `${source}/${kind}:${complaint}@${version}`]);
    const now = new Date().toISOString();
    const metadata = { occurredAt: now, round, actor: { id: source, role: 'system', unit: null }, origin: 'live' as const, causation: null, correlation: 'c', traceparent: null };
    const event = { id: randomUUID(), version, type, schemaVersion: type === 'ObligationCancelled' ? 2 : 1, recordedAt: `${now.slice(0, -1)}000Z` };
    const stored = { ...event, position: 0n, stream: { kind, id: complaint } as const, data: JSON.stringify(data), sealed: null, metadata };
    await this.running.platform.shared.transport.publish([toMessage(source, stored)]);
    return { ...event, ...metadata, source, streamKind: kind, subject: complaint, data };
  }

  /** Somebody asks for something, having seen all that was told. */
  async does(complaint: string, command: string, body: object = {}, staff = 'anna'): Promise<Answer> {
    const seen = (this.seen.get(complaint) ?? []).slice(-8).join(', ');
    const answer = await fetch(`${this.running.url}/api/follow-up/complaints/${complaint}/${command}`, {
      method: 'POST', body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.sign('agent', staff)}`, ...(seen ? { 'amends-seen': seen } : {}) },
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }

  /** What follow-up recorded of a complaint. */
  log(complaint: string): Promise<readonly RecordedEvent[]> {
    return this.running.platform.of('follow-up').logParts.log.read({ kind: 'complaint', id: complaint });
  }

  async stop(): Promise<void> {
    await this.running.stop();
    rmSync(this.folder, { recursive: true });
  }
}
