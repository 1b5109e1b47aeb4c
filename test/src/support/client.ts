import { setTimeout as sleep } from 'node:timers/promises';

/** An answer of Amends, whatever its status. */
export interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  /** The body as text. */
  readonly text: string;
  /** The body as JSON; an empty object when there is none. */
  readonly body: Body;
}

/** What may be said with one request besides its body. */
export interface Asking {
  readonly method?: string;
  /** JSON, or text or bytes that are sent as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Gives up after so many milliseconds. */
  readonly withinMs?: number;
}

const PATIENCE_MS = 20_000;
/** How often somebody comes back to a service that is behind what they have seen. */
const COMES_BACK = 10;

/** One person at their desk: carries a token, and sends back what was seen. */
export class Client {
  /** The Amends-Seen header of the last answer that had one. */
  seen: string | undefined;

  constructor(
    private readonly originOf: (path: string) => string,
    private readonly token: string | Promise<string> | undefined,
  ) {}

  /** The same person at another desk: has seen nothing. */
  elsewhere(): Client {
    return new Client(this.originOf, this.token);
  }

  get<Body = Record<string, unknown>>(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer<Body>> {
    return this.patiently(path, { headers });
  }

  post<Body = Record<string, unknown>>(path: string, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): Promise<Answer<Body>> {
    return this.patiently(path, { method: 'POST', body, headers });
  }

  /** Asks, and comes back when the service says that it is behind what was seen and when to come again. */
  async patiently<Body = Record<string, unknown>>(path: string, asking: Asking = {}): Promise<Answer<Body>> {
    for (let time = 1; ; time++) {
      const answer = await this.ask<Body>(path, asking);
      if (!isBehind(answer) || time === COMES_BACK) return answer;
      await sleep(Number(answer.headers.get('retry-after')) * 1000);
    }
  }

  /** Sends a request; throws only when no answer came. */
  async ask<Body = Record<string, unknown>>(path: string, { method = 'GET', body, headers = {}, withinMs = PATIENCE_MS }: Asking = {}): Promise<Answer<Body>> {
    const answer = await fetch(`${this.originOf(path)}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(await this.own()), ...headers },
      signal: AbortSignal.timeout(withinMs),
      ...(body === undefined ? {} : { body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body) }),
    });
    const text = await textOf(answer);
    this.seen = answer.headers.get('amends-seen') ?? this.seen;
    return { status: answer.status, headers: answer.headers, text, body: parsed(text) as Body };
  }

  private async own(): Promise<Record<string, string>> {
    const token = await this.token;
    return { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(this.seen ? { 'amends-seen': this.seen } : {}) };
  }
}

/** Of a live stream, which never ends, only how it begins. */
async function textOf(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text();
  const reader = answer.body!.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return Buffer.from(value ?? []).toString();
}

const isBehind = ({ status, headers, body }: Answer<unknown>): boolean =>
  status === 503 && headers.has('retry-after') && String((body as { code?: string }).code).endsWith('.behind');

function parsed(text: string): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}
