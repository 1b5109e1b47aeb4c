import { problemOf, type Client, type Reply } from '../cli/client.js';
import { Refused } from '../cli/refused.js';
import type { Entry } from '../show/shown-complaint.js';
import type { About, Step } from './steps.js';

/** What is owed or was, as the ledger tells it. */
export interface Obligation {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly dueAt: string;
}

/** What came of a step: what the ledger says differently since. */
export interface Walked {
  readonly step: Step;
  readonly changed: readonly Obligation[];
  /** All that is or was owed. */
  readonly obligations: readonly Obligation[];
}

/** Who takes part: the agent, the superior of whom only the id is known, and who reads the file. */
export interface People {
  readonly agent: Client;
  readonly superior: (staff: string) => Promise<Client>;
  readonly reader: Client;
}

/** Longer than a service ever takes to hear of something while it is well, also one that has just started on a busy machine. */
const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 25;

/** Walks one complaint through Amends over HTTP, and reads after each step what the ledger makes of it. */
export class Walk {
  private seen: string | undefined;
  private before: ReadonlyMap<string, string> = new Map();

  constructor(
    private readonly people: People,
    private about: About,
  ) {}

  /** Takes a step; throws Refused when Amends refuses it, or does not do in time what it should do of itself. */
  async take(step: Step): Promise<Walked> {
    const { path, body } = step.request(this.about);
    const client = step.who === 'agent' ? this.people.agent : await this.people.superior(String(this.about.heard['SuperiorInformed']?.['person']));
    await this.ask(client, 'POST', path, body);
    if (step.awaits) await this.hear(step.awaits);
    const obligations = await this.owed(path.endsWith('/customers'));
    const changed = obligations.filter(({ id, state }) => this.before.get(id) !== state);
    this.before = new Map(obligations.map(({ id, state }) => [id, state]));
    return { step, changed, obligations };
  }

  /** Reads what insight knows, once it has heard all that we have seen. */
  async read<T>(path: string): Promise<T> {
    return (await this.ask<T>(this.people.reader, 'GET', path)).body;
  }

  private async hear(type: string): Promise<void> {
    const entry = await this.until(`Amends records ${type}`, async () => {
      const { entries } = await this.read<{ entries: Entry[] }>(`/api/insight/complaints/${this.about.complaint}/timeline`);
      return entries.find((one) => one.type === type);
    });
    this.about = { ...this.about, heard: { ...this.about.heard, [type]: entry.data } };
  }

  /** What is owed once the ledger has heard all that we have seen; nothing is before there is a complaint. */
  private async owed(isBefore: boolean): Promise<readonly Obligation[]> {
    if (isBefore) return [];
    return (await this.ask<{ obligations: Obligation[] }>(this.people.agent, 'GET', `/api/escalation/complaints/${this.about.complaint}/obligations`)).body.obligations;
  }

  /** Sends back what was seen, so that each service first catches up; one that is behind is asked again. */
  private async ask<T>(client: Client, method: string, path: string, body?: object): Promise<Reply<T>> {
    const reply = await this.until(`${path} catches up`, async () => {
      const answer = await client.send(method, path, { ...(body ? { body } : {}), headers: this.seen ? { 'amends-seen': this.seen } : {} });
      return answer.status === 503 ? undefined : answer;
    });
    if (!reply.ok) throw await problemOf(reply, `${method} ${path}`);
    this.seen = reply.headers.get('amends-seen') ?? this.seen;
    return { status: reply.status, headers: reply.headers, body: (await reply.json()) as T };
  }

  private async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    for (const end = Date.now() + PATIENCE_MS; ; await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > end) throw new Refused(`Waited ${PATIENCE_MS / 1000} s in vain until ${what}.`, 'Look what is wrong: npx amends status');
    }
  }
}
