import { TOPICS, type RecordedEvent } from '@amends/contracts';
import { messagesOf, scratchDatabase } from '@amends/eventing/testing';
import { Config, serve, type Role, type Running } from '@amends/runtime';
import { EventReader, settingFor } from '@amends/runtime/testing';
import { escalation } from '../index.js';

/** Somebody who asks. */
export interface Person {
  readonly role: Role;
  readonly unit: string | null;
  readonly id: string;
}

/** Escalation behind HTTP, with tokens and the local transport. */
export interface ServedEscalation {
  readonly running: Running;
  /** Publishes facts of complaints as their services do. */
  publish(events: readonly RecordedEvent[]): Promise<void>;
  /** Another process over the same database; its address. */
  replica(): Promise<string>;
  get<Body>(path: string, person: Person): Promise<{ readonly status: number; readonly body: Body }>;
  post(path: string, person: Person, body?: object): Promise<number>;
  /** Any other request, a CSV file where the body is text; with the body of the answer. */
  ask<Body>(method: string, path: string, person: Person, body?: object | string): Promise<{ readonly status: number; readonly body: Body }>;
  watch(path: string, person: Person, options?: { readonly url?: string; readonly after?: string }): Promise<EventReader>;
  stop(): Promise<void>;
}

/** Serves escalation for the tests of one file, with some settings of its own. */
export async function servedEscalation(company: object, settings: Partial<Config> = {}): Promise<ServedEscalation> {
  const { url: databaseUrl } = await scratchDatabase('elsewhere', []);
  const setting = await settingFor(databaseUrl, company);
  const config = new Config({ ...setting.config, ...settings });
  const replicas = [await serve([escalation], config)];
  const [running] = replicas as [Running];
  const authorised = async (person: Person): Promise<Record<string, string>> => ({ authorization: `Bearer ${await setting.token(person)}` });
  return {
    running,
    publish: async (events) => {
      const { transport } = running.platform.shared;
      await transport.ensureTopics(TOPICS);
      await transport.publish(messagesOf(events));
    },
    replica: async () => {
      const other = await serve([escalation], config);
      replicas.push(other);
      return other.url;
    },
    get: async (path, person) => {
      const answer = await fetch(`${running.url}/api/escalation/${path}`, { headers: await authorised(person) });
      return { status: answer.status, body: (await answer.json()) as never };
    },
    post: async (path, person, body = {}) => {
      const headers = { ...(await authorised(person)), 'content-type': 'application/json' };
      return (await fetch(`${running.url}/api/escalation/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
    },
    ask: async (method, path, person, body) => {
      const type = typeof body === 'string' ? 'text/csv' : 'application/json';
      const headers = { ...(await authorised(person)), ...(body === undefined ? {} : { 'content-type': type }) };
      const answer = await fetch(`${running.url}/api/escalation/${path}`, { method, headers, ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }) });
      const text = await answer.text();
      return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as never };
    },
    watch: async (path, person, { url = running.url, after } = {}) =>
      EventReader.open(`${url}/api/escalation/${path}`, { ...(await authorised(person)), ...(after === undefined ? {} : { 'last-event-id': after }) }),
    stop: async () => {
      await Promise.all(replicas.map((one) => one.stop()));
      setting.remove();
    },
  };
}
