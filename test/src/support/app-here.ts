import type { Clock } from '@amends/eventing';
import { readConfig, serve, type Running } from '@amends/runtime';
import { DEFINITIONS } from './routes.js';

/** All services in the process of the test itself, over the real database and transport, with the clock that a journey brings. */
export class AppHere {
  private constructor(private readonly running: Running) {}

  /** Serves them and waits until they take requests. */
  static async start(env: Readonly<Record<string, string>>, clock: Clock): Promise<AppHere> {
    return new AppHere(await serve(DEFINITIONS, readConfig({ AMENDS_LOG_LEVEL: 'silent', ...env }), { clock }));
  }

  get url(): string {
    return this.running.url;
  }

  /** What it writes goes where Jest's own output goes. */
  readonly log = '';

  stop(): Promise<void> {
    return this.running.stop();
  }

  /** A process cannot kill itself and go on with the test. */
  kill(): Promise<void> {
    throw new Error('a world in the process of the test cannot be killed: start it without a clock');
  }
}
