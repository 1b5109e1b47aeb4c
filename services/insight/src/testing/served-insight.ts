import { TOPICS, type RecordedEvent } from '@amends/contracts';
import { messagesOf, scratchDatabase } from '@amends/eventing/testing';
import { serve, type Role, type Running } from '@amends/runtime';
import { EventReader, settingFor } from '@amends/runtime/testing';
import { insight } from '../index.js';

const COMPANY = {
  name: 'Acme',
  units: [{ id: 'acme', name: 'Acme' }, { id: 'north', name: 'North', parent: 'acme' }, { id: 'north-shop', name: 'Shop', parent: 'north' }, { id: 'south', name: 'South', parent: 'acme' }],
};

/** An answer as a client sees it. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** Insight behind HTTP, with tokens and the local transport. */
export interface ServedInsight {
  readonly url: string;
  /** Publishes events as their services do. */
  publish(events: readonly RecordedEvent[]): Promise<void>;
  /** Waits until all that was published is read. */
  caughtUp(): Promise<void>;
  /** Asks as somebody of a unit; null = of the whole company. */
  get<Body = Record<string, unknown>>(path: string, role?: Role, unit?: string | null, headers?: Record<string, string>): Promise<Answer<Body>>;
  /** Another process over the same database; its address. */
  replica(): Promise<string>;
  /** A token of somebody in particular. */
  token(role: Role, unit: string | null, id: string): Promise<string>;
  /** Opens a live stream. */
  watch(path: string, options?: Watching): Promise<EventReader>;
  stop(): Promise<void>;
}

/** Who watches, where, until when, and after which message. */
export interface Watching {
  readonly url?: string;
  readonly role?: Role;
  readonly unit?: string | null;
  readonly id?: string;
  readonly ends?: Date;
  readonly after?: string;
}

/** Serves insight for the tests of one file. */
export async function servedInsight(): Promise<ServedInsight> {
  const { url: databaseUrl } = await scratchDatabase('elsewhere', []);
  const setting = await settingFor(databaseUrl, COMPANY);
  const replicas = [await serve([insight], setting.config)];
  const [running] = replicas as [Running];
  const token = (role: Role, unit: string | null, id = `${role}-1`, ends?: Date): Promise<string> => setting.token({ role, unit, id, ends });
  const newest = new Map<string, number>();
  const get = async <Body>(path: string, role: Role = 'agent', unit: string | null = 'north', headers: Record<string, string> = {}): Promise<Answer<Body>> => {
    const answer = await fetch(`${running.url}/api/insight/${path}`, { headers: { authorization: `Bearer ${await token(role, unit)}`, ...headers } });
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  return {
    url: running.url,
    publish: async (events) => {
      for (const { source, streamKind, subject, version } of events) newest.set(`${source}/${streamKind}:${subject}`, version);
      const { transport } = running.platform.shared;
      await transport.ensureTopics(TOPICS);
      await transport.publish(messagesOf(events));
    },
    caughtUp: async () => {
      // The header names at most 100 streams.
      const marks = [...newest].map(([stream, version]) => `${stream}@${version}`);
      for (let at = 0; at < marks.length; at += 50) {
        await until(async () => (await get('complaints?limit=1', 'agent', 'north', { 'amends-seen': marks.slice(at, at + 50).join(', ') })).status === 200);
      }
    },
    get,
    token,
    replica: async () => {
      const other = await serve([insight], setting.config);
      replicas.push(other);
      return other.url;
    },
    watch: async (path, { url = running.url, role = 'agent', unit = 'north', id, ends, after } = {}) =>
      EventReader.open(`${url}/api/insight/${path}`, { authorization: `Bearer ${await token(role, unit, id, ends)}`, ...(after === undefined ? {} : { 'last-event-id': after }) }),
    stop: async () => {
      await Promise.all(replicas.map((one) => one.stop()));
      setting.remove();
    },
  };
}

/** Asks again until it is so; what is never so is told after ten tries, each of which waits on the server's side. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 10; tries++) if (await isSo()) return;
  throw new Error('insight is still behind');
}
