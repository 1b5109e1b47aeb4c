import { existsSync, openSync, closeSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { rememberedPorts } from './ports-file.js';
import { DATABASE, makeCluster, password } from './postgres-cluster.js';
import { giveTo, postgresOwner, spawnAs, type PostgresOwner } from './postgres-owner.js';
import { postgresProgram } from './postgres-programs.js';
import { isAlive, isProcess, stopProcess, whenEnded } from './processes.js';
import type { Log, RunningServer } from './running-server.js';

/** What PostgreSQL needs to know to start. */
export interface PostgresOptions {
  /** Folder of its own: data, password, port and log are kept here. */
  dir: string;
  /** Preferred port; otherwise the one of last time, otherwise any free one. */
  port?: number;
  /** False gives up safety against a power cut for speed: tests only. */
  durable?: boolean;
  log?: Log;
}

/** Starts PostgreSQL 18 on its folder, or takes over the one that already runs there; resolves when the database answers. */
export async function startPostgres(options: PostgresOptions): Promise<RunningServer> {
  const dir = resolve(options.dir);
  const owner = postgresOwner();
  await mkdir(dir, { recursive: true });
  const running = livePostmaster(dir);
  if (running) return reach(dir, owner, await ready(dir, running), true);
  options.log?.('preparing the data folder');
  await makeCluster(dir, owner, options.durable ?? true);
  await dropForeignPidFile(dir);
  const [port] = await rememberedPorts(dir, 1, options.port);
  options.log?.('starting');
  return reach(dir, owner, await launch(dir, owner, settings(port!, options.durable ?? true)), false);
}

/** The process id of the postmaster that runs on this folder right now, if any. */
export function livePostmaster(dir: string): number | undefined {
  const data = join(resolve(dir), 'data');
  const pid = Number(pidFile(dir)[0]);
  return isProcess(pid, 'postgres', data) ? pid : undefined;
}

/**
 * Sized for a laptop that also runs everything else; WAL is roomy, because a log that only grows checkpoints often. Vacuum looks often, as young
 * tables grow fast, but not for less than PostgreSQL itself would: with shares of 2 and 5 % one or two of the large tables were being read at any time.
 */
function settings(port: number, durable: boolean): string[] {
  const chosen = {
    port, listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200, shared_buffers: '256MB',
    max_wal_size: '2GB', wal_compression: 'off', synchronous_commit: 'on', random_page_cost: 1.1, jit: 'off',
    autovacuum_naptime: '20s',
    shared_preload_libraries: '', logging_collector: 'off', log_line_prefix: '%m [%p] ',
    ...(durable ? { fsync: 'on' } : { fsync: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function launch(dir: string, owner: PostgresOwner, args: string[]): Promise<number> {
  const program = await postgresProgram('postgres', owner);
  for (let attempt = 1; ; attempt++) {
    const pid = spawnPostmaster(dir, owner, program, args);
    try {
      return await ready(dir, pid);
    } catch (error) {
      // Backends of a killed postmaster hold its shared memory for a moment; the new one refuses to start until they are gone.
      if (attempt === 20 || !/still in use/.test(String(error))) throw error;
      await sleep(250);
    }
  }
}

function spawnPostmaster(dir: string, owner: PostgresOwner, program: string, args: string[]): number {
  const logFile = join(dir, 'postgres.log');
  const output = openSync(logFile, 'a', 0o600);
  giveTo(owner, logFile);
  try {
    // A session of its own: Ctrl-C on the terminal must not stop the database before those who write to it.
    const postmaster = spawnAs(owner, program, ['-D', join(dir, 'data'), ...args], {
      stdio: ['ignore', output, output], detached: true, cwd: '/',
    });
    postmaster.on('error', () => undefined);
    postmaster.unref();
    if (!postmaster.pid) throw new Error(`PostgreSQL could not be started. Look into ${logFile}.`);
    return postmaster.pid;
  } finally {
    closeSync(output);
  }
}

/** Waits for the word `ready` in line 8 of postmaster.pid, as pg_ctl does: recovery after a crash may take its time. */
async function ready(dir: string, pid: number): Promise<number> {
  for (;;) {
    const lines = pidFile(dir);
    if (Number(lines[0]) === pid && lines[7]?.startsWith('ready')) return pid;
    if (!isAlive(pid)) throw new Error(`PostgreSQL ended while starting: ${lastFatal(dir)} Look into ${join(dir, 'postgres.log')}.`);
    await sleep(15);
  }
}

async function reach(dir: string, owner: PostgresOwner, pid: number, adopted: boolean): Promise<RunningServer> {
  const port = Number(pidFile(dir)[3]);
  const address = `postgresql://${DATABASE}:${await password(dir, owner)}@127.0.0.1:${port}`;
  await makeDatabase(`${address}/postgres`);
  return {
    url: `${address}/${DATABASE}`, port, pid, adopted,
    // SIGINT: roll back what is open and stop; SIGQUIT: stop and recover at the next start.
    stop: () => stopProcess(pid, [['SIGINT', 15_000], ['SIGQUIT', 5_000], ['SIGKILL', 5_000]]),
    exited: whenEnded(pid),
  };
}

async function makeDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** A pid file whose number now belongs to some other program makes PostgreSQL refuse for ever; only then is it taken away. */
async function dropForeignPidFile(dir: string): Promise<void> {
  const pid = Number(pidFile(dir)[0]);
  if (pid && isAlive(pid)) await rm(join(dir, 'data', 'postmaster.pid'), { force: true });
}

function pidFile(dir: string): string[] {
  try {
    return readFileSync(join(dir, 'data', 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function lastFatal(dir: string): string {
  const file = join(dir, 'postgres.log');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5) : [];
  return lines.filter((line) => /FATAL|HINT|DETAIL|PANIC/.test(line)).join(' ');
}
