import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CycleJob, CycleOutcome } from './cycle-job.js';
import type { Job, Outcome } from './job.js';

/** The load generator, in a process of its own, so that it neither slows nor is slowed by what counts and waits here. */
export class Generator {
  private readonly child: ChildProcess = fork(join(__dirname, 'main.js'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

  /** Does one job; throws when it could not even connect. */
  run(job: Job): Promise<Outcome>;
  run(job: CycleJob): Promise<CycleOutcome>;
  async run(job: Job | CycleJob): Promise<Outcome | CycleOutcome> {
    this.child.send(job);
    const listening = new AbortController();
    const { signal } = listening;
    const ended = once(this.child, 'exit', { signal }).then(([code]) => [{ error: `it ended with ${String(code)}` }]);
    const [answer] = (await Promise.race([once(this.child, 'message', { signal }), ended])) as [{ outcome?: Outcome | CycleOutcome; error?: string }];
    listening.abort();
    if (!answer.outcome) throw new Error(`the load generator failed: ${answer.error}`);
    return answer.outcome;
  }

  close(): void {
    this.child.disconnect();
  }
}
