import { TOPICS, type RecordedEvent } from '@amends/contracts';
import { messagesOf, scratchDatabase } from '@amends/eventing/testing';
import { serve, type Role, type Running } from '@amends/runtime';
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
  watch(path: string, person: Person, options?: { readonly url?: string; readonly after?: string }): Promise<EventReader>;
  stop(): Promise<void>;
}

/** Serves escalation for the tests of one file. */
export async function servedEscalation(company: object): Promise<ServedEscalation> {
  const { url: databaseUrl } = await scratchDatabase('elsewhere', []);
  const setting = await settingFor(databaseUrl, company);
  const replicas = [await serve([escalation], setting.config)];
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
      const other = await serve([escalation], setting.config);
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
    watch: async (path, person, { url = running.url, after } = {}) =>
      EventReader.open(`${url}/api/escalation/${path}`, { ...(await authorised(person)), ...(after === undefined ? {} : { 'last-event-id': after }) }),
    stop: async () => {
      await Promise.all(replicas.map((one) => one.stop()));
      setting.remove();
    },
  };
}
