import { rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Home, isAlive, launch, readRunning, signalProcess, signToken, stopEverything, WORKSPACE, type Launched, type Running } from '@amends/local';
import { Client } from '../support/client.js';

/** Who may be killed. */
export const VICTIMS = ['intake', 'resolution', 'escalation', 'follow-up', 'insight', 'broker', 'PostgreSQL', 'all services'] as const;
export type Victim = (typeof VICTIMS)[number];

/** Who sends all commands: somebody who may also accept what is handed over to another unit. */
export const WRITER = '00000000-0000-4000-8000-000000000001';
const OPERATOR = '00000000-0000-4000-8000-000000000034';

/** Amends in a folder of its own, a process per service, kept running by the launcher that users have. */
export class System {
  private constructor(
    private readonly home: Home,
    private readonly launched: Launched,
    private readonly tokens: Readonly<Record<'supervisor' | 'operator', string>>,
  ) {}

  /** Starts PostgreSQL, Kafka and the services; whatever fails, nothing is left running. `hear` gets the launcher's lines. */
  static async start(hear: (line: string) => void): Promise<System> {
    const home = new Home(mkdtempSync(join(tmpdir(), 'amends-chaos-')));
    const launched = await launch(
      { home, port: 0, separate: true, fresh: false, entry: join(WORKSPACE, 'deploy/local/dist/serve.js'), signal: new AbortController().signal, env: {} },
      (happening) => hear(happening.text),
    );
    if (launched.running.transport !== 'kafka') {
      await launched.stop();
      throw new Error('Chaos needs Kafka: install Java 17 and Maven, then start it again.');
    }
    const hours = { seconds: 12 * 3600 };
    const supervisor = await signToken(home, { role: 'supervisor', staff: WRITER, unit: 'company', ...hours });
    const operator = await signToken(home, { role: 'operator', staff: OPERATOR, unit: null, ...hours });
    return new System(home, launched, { supervisor, operator });
  }

  /** Where everything is now, as running.json says. */
  get running(): Running {
    return readRunning(this.home) ?? this.launched.running;
  }

  get logs(): string {
    return join(this.home.dir, 'logs');
  }

  as(role: 'supervisor' | 'operator'): Client {
    return new Client(() => this.launched.running.url, this.tokens[role]);
  }

  /** Kills with SIGKILL; false when the victim was dead already. */
  kill(victim: Victim): boolean {
    const alive = this.pidsOf(victim).filter(isAlive);
    for (const pid of alive) signalProcess(pid, 'SIGKILL');
    return alive.length > 0;
  }

  /** Whether every service says that it can serve. */
  async isReady(): Promise<boolean> {
    const answer = await this.as('operator').ask('/health/ready', { withinMs: 4000 }).catch(() => undefined);
    return answer?.status === 200;
  }

  /** Stops everything, by process id, and deletes the folder. */
  async stop(): Promise<void> {
    await this.launched.stop().catch(() => undefined);
    await stopEverything(this.home);
    await rm(this.home.dir, { recursive: true, force: true });
  }

  private pidsOf(victim: Victim): number[] {
    const { services, kafka, postgres } = this.running;
    const pids = Object.fromEntries(Object.entries(services).map(([name, { pid }]) => [name, pid]));
    if (victim === 'all services') return Object.values(pids) as number[];
    const pid = victim === 'broker' ? kafka?.pid : victim === 'PostgreSQL' ? postgres.pid : pids[victim];
    return pid ? [pid] : [];
  }
}
