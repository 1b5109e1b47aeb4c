import { definitionOf, TOPICS, type LogName, type RecordedEvent } from '@amends/contracts';
import { toMessage } from '@amends/eventing';
import { scratchDatabase } from '@amends/eventing/testing';
import { serve, type Running } from '@amends/runtime';
import { comingBack, settingFor, type Setting } from '@amends/runtime/testing';
import { randomUUID } from 'node:crypto';
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
    private readonly setting: Setting,
  ) {}

  /** Serves it for the tests of one file. */
  static async start(): Promise<ServedFollowUp> {
    const { url } = await scratchDatabase('elsewhere', []);
    const setting = await settingFor(url, COMPANY);
    const running = await serve([followUp], setting.config);
    await running.platform.shared.transport.ensureTopics(TOPICS);
    return new ServedFollowUp(running, setting);
  }

  /** Another service says something of a complaint; returns the event. */
  async tell(source: LogName, complaint: string, type: string, data: unknown, round = 1): Promise<RecordedEvent> {
    const kind = type.startsWith('Obligation') ? 'obligations' : 'complaint';
    const version = (this.versions.get(`${source}/${kind}/${complaint}`) ?? 0) + 1;
    this.versions.set(`${source}/${kind}/${complaint}`, version);
    this.seen.set(complaint, [...(this.seen.get(complaint) ?? []), `${source}/${kind}:${complaint}@${version}`]);
    const now = new Date().toISOString();
    const metadata = { occurredAt: now, round, actor: { id: source, role: 'system', unit: null }, origin: 'live' as const, causation: null, correlation: 'c', traceparent: null };
    const event = { id: randomUUID(), version, type, schemaVersion: definitionOf(type)!.version, recordedAt: `${now.slice(0, -1)}000Z` };
    const stored = { ...event, position: 0n, stream: { kind, id: complaint } as const, data: JSON.stringify(data), sealed: null, metadata };
    await this.running.platform.shared.transport.publish([toMessage(source, stored)]);
    return { ...event, ...metadata, source, streamKind: kind, subject: complaint, data };
  }

  /** Somebody asks for something, having seen all that was told. */
  async does(complaint: string, command: string, body: object = {}, staff = 'anna'): Promise<Answer> {
    const seen = (this.seen.get(complaint) ?? []).slice(-8).join(', ');
    const request = {
      method: 'POST', body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await this.setting.token({ role: 'agent', unit: 'north', id: staff })}`, ...(seen ? { 'amends-seen': seen } : {}) },
    };
    const answer = await comingBack(() => fetch(`${this.running.url}/api/follow-up/complaints/${complaint}/${command}`, request));
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }

  /** What follow-up recorded of a complaint. */
  log(complaint: string): Promise<readonly RecordedEvent[]> {
    return this.running.platform.of('follow-up').logParts.log.read({ kind: 'complaint', id: complaint });
  }

  async stop(): Promise<void> {
    await this.running.stop();
    this.setting.remove();
  }
}
