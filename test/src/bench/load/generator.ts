import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Job, Outcome } from './job.js';

/** The load generator, in a process of its own, so that it neither slows nor is slowed by what counts and waits here. */
export class Generator {
  private readonly child: ChildProcess = fork(join(__dirname, 'main.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

  /** Does one job; throws when it could not even connect. */
  async run(job: Job): Promise<Outcome> {
    this.child.send(job);
    const ended = once(this.child, 'exit').then(([code]) => [{ error: `it ended with ${String(code)}` }]);
    const [answer] = (await Promise.race([once(this.child, 'message'), ended])) as [{ outcome?: Outcome; error?: string }];
    if (!answer.outcome) throw new Error(`the load generator failed: ${answer.error}`);
    return answer.outcome;
  }

  close(): void {
    this.child.disconnect();
  }
}
