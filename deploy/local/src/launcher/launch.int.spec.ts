import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { isAlive, livePostmaster, signalProcess } from '../servers/index.js';
import { Home } from './home.js';
import { launch, type Launched } from './launch.js';
import { Locked } from './lock.js';
import { readLive, readRunning, type Running } from './running.js';
import { stopEverything } from './stop.js';

const FIXTURES = resolve(__dirname, '../../fixtures');
const home = new Home(mkdtempSync(join(tmpdir(), 'amends-launch-')));
const lines: string[] = [];

// Events over PostgreSQL: what Kafka does after a kill is shown in kafka.int.spec.ts.
const ENV = { ...process.env, AMENDS_TRANSPORT: 'local', DATABASE_URL: '', AMENDS_HOME: home.dir };

function launchHere(separate = false): Promise<Launched> {
  const options = { home, port: 0, separate, fresh: false, entry: join(FIXTURES, 'app.cjs'), signal: new AbortController().signal, env: ENV };
  return launch(options, (happening) => lines.push(happening.text));
}

/** A launcher that can be killed; resolves when it is ready. */
async function launchElsewhere(): Promise<ChildProcess> {
  const launcher = spawn(process.execPath, [join(FIXTURES, 'launch.cjs')], { env: ENV, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  launcher.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until(() => said.includes('is ready'));
  return launcher;
}

async function until(holds: () => boolean | Promise<boolean>, ms = 40_000): Promise<void> {
  for (const end = Date.now() + ms; !(await holds()); await sleep(25)) if (Date.now() > end) throw new Error('waited in vain');
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

const answers = async (url: string) => (await fetch(url).catch(() => undefined))?.ok ?? false;
const pids = ({ services, postgres }: Running) => [...Object.values(services).map((service) => service.pid), postgres.pid!];

afterAll(async () => {
  await stopEverything(home);
  rmSync(home.dir, { recursive: true, force: true });
}, 120_000);

describe('the launcher', () => {
  it('refuses a second start while one runs, and keeps data over a restart', async () => {
    const first = await launchHere();
    await expect(launchHere()).rejects.toThrow(Locked);
    expect(readLive(home)).toEqual(first.running);
    await ask(first.running.postgres.url, 'create table kept as select 1 as id');
    await first.stop();
    expect([readRunning(home), pids(first.running).filter(isAlive)]).toEqual([undefined, []]);
    const second = await launchHere();
    expect(await ask(second.running.postgres.url, 'select id from kept')).toEqual([1]);
    await second.stop();
  }, 120_000);

  it('brings back a service that crashed and a database that was killed, at the same addresses', async () => {
    const { running, stop } = await launchHere(true);
    await fetch(`${running.url}/api/intake/crash`).catch(() => undefined);
    await until(() => answers(`${running.url}/api/intake/x`));
    signalProcess(running.postgres.pid!, 'SIGKILL');
    await until(() => lines.includes('PostgreSQL is back'));
    await until(() => readRunning(home)!.postgres.pid !== running.postgres.pid);
    const now = readRunning(home)!;
    expect(now.services['intake']!.pid).not.toBe(running.services['intake']!.pid);
    expect([now.services['intake']!.url, now.services['insight'], now.postgres.url]).toEqual([running.services['intake']!.url, running.services['insight'], running.postgres.url]);
    expect(await ask(now.postgres.url, 'select 1')).toEqual([1]);
    await stop();
  }, 120_000);

  it('cleans up after a launcher that was killed, and takes over its database', async () => {
    const launcher = await launchElsewhere();
    const before = readLive(home)!;
    launcher.kill('SIGKILL');
    await until(() => !isAlive(before.pid));
    expect([readLive(home), livePostmaster(home.postgres)]).toEqual([undefined, before.postgres.pid]);
    const { running, stop } = await launchHere();
    expect(running.postgres).toEqual(before.postgres);
    expect(isAlive(before.services['intake']!.pid)).toBe(false);
    await stop();
    expect(livePostmaster(home.postgres)).toBeUndefined();
  }, 120_000);

  it('is stopped in order by SIGTERM, and `stop` also ends what a killed one left', async () => {
    const launcher = await launchElsewhere();
    const running = readLive(home)!;
    expect(await stopEverything(home)).toBe(true);
    expect([launcher.exitCode ?? (await exitOf(launcher)), pids(running).filter(isAlive)]).toEqual([0, []]);
    const killed = await launchElsewhere();
    killed.kill('SIGKILL');
    await exitOf(killed);
    expect([await stopEverything(home), livePostmaster(home.postgres), await stopEverything(home)]).toEqual([true, undefined, false]);
  }, 120_000);

  it('leaves nothing running when the services do not start', async () => {
    const failing = launch({ home, port: 0, separate: false, fresh: true, entry: join(FIXTURES, 'none.cjs'), signal: new AbortController().signal, env: ENV }, () => undefined);
    await expect(failing).rejects.toThrow('ended while starting');
    expect([readRunning(home), livePostmaster(home.postgres)]).toEqual([undefined, undefined]);
  }, 120_000);
});

const exitOf = (child: ChildProcess) => new Promise<number | null>((done) => (child.exitCode === null && child.signalCode === null ? child.once('exit', done) : done(child.exitCode)));
