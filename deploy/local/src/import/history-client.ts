import type { ServiceLag } from '@amends/runtime';
import { Pool } from 'undici';

/** Where history goes, and as whom. */
export interface Destination {
  /** The one origin of the installation. */
  url: string;
  /** A token of role importer; asked again when the former one is refused. */
  token(): Promise<string>;
}

/** An answer of the installation; `body` is null when it is no JSON. */
export interface Answer {
  status: number;
  body: unknown;
}

/** The service itself waits up to 10 s for what was seen; what takes much longer has been lost on the way. */
const PATIENCE_MS = 60_000;

/** Talks to the installation over a few connections that stay open; throws when it does not answer. */
export class HistoryClient {
  private readonly pool: Pool;
  private token: Promise<string> | undefined;

  constructor(private readonly destination: Destination) {
    this.pool = new Pool(new URL(destination.url).origin, { connections: 8, headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS });
  }

  /** Sends JSON text. */
  async post(path: string, body: string): Promise<Answer> {
    this.token ??= this.destination.token();
    return this.send('POST', path, { authorization: `Bearer ${await this.token}`, 'content-type': 'application/json' }, body);
  }

  /** The present token was refused. */
  renewToken(): void {
    this.token = undefined;
  }

  /** How far every log, relay and consumer is. */
  async lag(): Promise<readonly ServiceLag[]> {
    const { status, body } = await this.send('GET', '/health/lag', {}, null);
    if (status !== 200) throw new Error(`/health/lag answered ${status}`);
    return (body as { services: readonly ServiceLag[] }).services;
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }

  private async send(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body: string | null): Promise<Answer> {
    const answer = await this.pool.request({ method, path, headers, body });
    return { status: answer.statusCode, body: jsonOf(await answer.body.text()) };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
