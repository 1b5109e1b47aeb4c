import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { WORKSPACE } from '@amends/local';

const ENTRY = join(WORKSPACE, 'deploy/local/dist/serve.js');
const READY_WITHIN_MS = 90_000;
const STOP_WITHIN_MS = 20_000;

/** A process that serves one or all services, as the launcher would start it; what it says is kept. */
export class AppProcess {
  /** `http://127.0.0.1:4370`. */
  url = '';
  private said = '';
  private readonly ended: Promise<void>;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    this.ended = new Promise((done) => child.once('exit', () => done()));
  }

  /** Starts a process and waits until it takes requests; throws with what it said when it does not. */
  static async start(env: Readonly<Record<string, string>>): Promise<AppProcess> {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AMENDS_|NODE_OPTIONS|DATABASE_URL|KAFKA_)/.test(name)));
    const app = new AppProcess(fork(ENTRY, [], { env: { ...inherited, ...env }, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }));
    try {
      app.url = await app.ready();
      return app;
    } catch (error) {
      await app.kill();
      throw error;
    }
  }

  /** Everything that the process has written, both streams. */
  get log(): string {
    return this.said;
  }

  /** Kills it with SIGKILL. */
  async kill(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Stops it in order; kills it when it does not end by itself. */
  async stop(): Promise<void> {
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_WITHIN_MS);
    await this.ended;
    clearTimeout(timer);
  }

  private ready(): Promise<string> {
    return new Promise((ready, failed) => {
      const fail = (what: string): void => failed(new Error(`the app ${what}:\n${this.said.slice(-2000)}`));
      const timer = setTimeout(() => fail('was not ready in time'), READY_WITHIN_MS);
      this.child.once('exit', (code) => fail(`ended with ${code}`));
      this.child.on('message', (message: { type?: string; url?: string }) => {
        if (message.type !== 'ready' || !message.url) return;
        clearTimeout(timer);
        ready(message.url);
      });
    });
  }
}
