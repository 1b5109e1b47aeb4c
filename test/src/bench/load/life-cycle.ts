import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Connection } from './connection.js';
import { CALLS, type Call, type CycleJob } from './cycle-job.js';
import { ROUTES, type Made, type Route } from './cycle-routes.js';

/** A life cycle broke off; the message says at which call and how it was answered. */
export class BrokenOff extends Error {}

/** Who hears how long each call took, and that one was put off. */
export interface Watch {
  took(call: Call, milliseconds: number): void;
  retried(): void;
}

/** A client that was put off so often gives up. */
const TRIES = 5;
const NOT_MADE_YET: Made = { id: '', reference: '' };

/** Leads one complaint through its life cycle, and sends back what it has seen with every call. Throws BrokenOff. */
export class LifeCycle {
  private seen: string | undefined;
  private made = NOT_MADE_YET;

  constructor(
    private readonly job: CycleJob,
    private readonly connection: Connection,
    /** Tells this life cycle from all others. */
    private readonly key: string,
    private readonly number: number,
    private readonly watch: Watch,
  ) {}

  async live(): Promise<void> {
    for (const call of CALLS) {
      const begin = performance.now();
      const { status, body } = await this.patiently(call);
      this.watch.took(call, performance.now() - begin);
      if (status !== (call === 'search' ? 200 : 201)) throw new BrokenOff(`${call} ${status} ${codeIn(body)}`);
      if (call === 'create') this.made = JSON.parse(body) as Made;
      if (call === 'search') this.mustHaveFound(body);
    }
  }

  /** The search shows what was done a moment ago, or the life cycle did not succeed. */
  private mustHaveFound(body: string): void {
    const { complaints } = JSON.parse(body) as { complaints: readonly { id: string; status: string }[] };
    const found = complaints.find(({ id }) => id === this.made.id);
    if (found?.status !== 'resolved') throw new BrokenOff(`search found it ${found?.status ?? 'not at all'}`);
  }

  private async patiently(call: Call): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      const answer = await this.connection.ask(this.request(call));
      this.seen = headerIn(answer, 'amends-seen') ?? this.seen;
      const retryAfter = headerIn(answer, 'retry-after');
      if (answer.status !== 503 || retryAfter === undefined || tries === TRIES) return answer;
      this.watch.retried();
      await sleep(Number(retryAfter) * 1000);
    }
  }

  private request(call: Call): string {
    const { job, made, number, key, seen } = this;
    const { method, path, body }: Route = ROUTES[job.routes](made, job.bodies[number % job.bodies.length]!, number)[call];
    const headers = { ...job.headers, host: new URL(job.url).host, ...(seen === undefined ? {} : { 'amends-seen': seen }) };
    const content = method === 'GET' ? {} : { 'content-type': 'application/json', 'content-length': body.length, 'idempotency-key': `${key}-${call}` };
    const head = Object.entries({ ...headers, ...content }).map(([name, value]) => `${name}: ${value}\r\n`);
    return `${method} ${path} HTTP/1.1\r\n${head.join('')}\r\n${body}`;
  }
}

const headerIn = ({ head }: Answer, name: string): string | undefined => new RegExp(`\\r\\n${name}: ([^\\r]*)`, 'i').exec(head)?.[1];
const codeIn = (body: string): string => /"code":"([^"]*)"/.exec(body)?.[1] ?? '';
