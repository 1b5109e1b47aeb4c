import { Home, readLive } from '../launcher/index.js';
import { Refused } from './refused.js';
import { developmentToken, person } from './verbs/token.js';

/** What a call sends along. */
export interface Call {
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as they are, instead of a body. */
  bytes?: Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** An answer: its body, and the headers that matter to a caller. */
export interface Reply<T> {
  status: number;
  body: T;
  headers: Headers;
}

/** The body of an error, RFC 9457. */
export interface Problem {
  title?: string;
  detail?: string;
  code?: string;
  remedy?: string;
  errors?: { field: string; message: string; remedy: string }[];
}

const TOKEN_SECONDS = 12 * 3600;

/** Calls the running installation in one role. */
export class Client {
  private constructor(
    /** The one origin. */
    readonly url: string,
    private readonly token: string,
  ) {}

  /** A client for what runs right now, as this person or the first one who has the role; throws Refused when nothing runs. */
  static async connect(role: string, home = Home.fromEnvironment(), staff?: string, unit?: string): Promise<Client> {
    const running = readLive(home);
    if (!running) throw new Refused('Amends is not running.', 'Start it: npm start (or npx amends start --detach).');
    return new Client(running.url, await developmentToken(role, person(role, staff, unit), TOKEN_SECONDS, home));
  }

  /** A client for an installation at an address, with a token that somebody has already. */
  static at(url: string, token: string): Client {
    return new Client(url, token);
  }

  /** Sends a request and returns its JSON body; throws Refused with the problem in words. */
  async call<T>(method: string, path: string, call: Call = {}): Promise<Reply<T>> {
    const answer = await this.send(method, path, call);
    if (!answer.ok) throw await problemOf(answer, `${method} ${path}`);
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }

  /** Sends a request and returns the raw answer, whatever its status. */
  async send(method: string, path: string, { body, bytes, headers, signal }: Call = {}): Promise<Response> {
    const sent = bytes ? { body: bytes } : body === undefined ? {} : { body: JSON.stringify(body) };
    try {
      return await fetch(new URL(path, this.url), {
        method, ...sent, ...(signal && { signal }),
        headers: { authorization: `Bearer ${this.token}`, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Refused(`${this.url} does not answer (${reason(error)}).`, 'Look what is wrong: npx amends status');
    }
  }
}

/** The refusal that an answer with an error amounts to, in words. */
export async function problemOf(answer: Response, what: string): Promise<Refused> {
  const problem = (await answer.json().catch(() => ({}))) as Problem;
  // With what is wrong field by field the detail would only say it again.
  const whole = (problem.errors ? problem.title : (problem.detail ?? problem.title)) ?? answer.statusText;
  const words = [whole, ...(problem.errors ?? []).map(({ field, message }) => `${field}: ${message}`)];
  const remedies = (problem.errors ?? []).map(({ field, remedy }) => `${field}: ${remedy}`);
  const next = remedies.length > 0 ? remedies.join('; ') : (problem.remedy ?? nextAfter(answer));
  return new Refused(`${what}: ${answer.status} ${words.join('; ')}${problem.code ? ` (${problem.code})` : ''}`, next);
}

function nextAfter(answer: Response): string {
  const wait = answer.headers.get('retry-after');
  if (wait) return `Try again in ${wait} s.`;
  if (answer.status === 401 || answer.status === 403) return 'Choose a role that may do this.';
  return answer.status >= 500 ? 'Look what is wrong: npx amends status' : 'Correct the request and send it again.';
}

function reason(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? message;
}
