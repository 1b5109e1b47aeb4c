import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startPostgres } from './postgres.js';
import type { RunningServer } from './running-server.js';
import { signalProcess } from './processes.js';

const parent = mkdtempSync(join(tmpdir(), 'amends-postgres-'));
const dir = join(parent, 'state', 'postgres');
let server: RunningServer;

const start = async () => (server = await startPostgres({ dir, durable: false }));

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  // A clone below a folder that only its owner may enter, as /root is.
  mkdirSync(join(parent, 'state'), { recursive: true });
  chmodSync(parent, 0o700);
  await start();
}, 60_000);

afterAll(async () => {
  await server.stop();
  rmSync(parent, { recursive: true, force: true });
}, 60_000);

describe('PostgreSQL from npm', () => {
  it('is version 18, sorts by code point, and finds Chinese words by their trigrams', async () => {
    await ask('create extension pg_trgm');
    const [row] = await ask("select current_setting('server_version_num')::int / 10000 as version, similarity('电视机坏了', '电视机坏') > 0.4 as similar");
    expect(row).toEqual({ version: 18, similar: true });
  });

  it('keeps its password to its owner', () => {
    expect(statSync(join(dir, 'password')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dir, 'postgres.log'), 'utf8')).not.toContain(readFileSync(join(dir, 'password'), 'utf8'));
  });

  it('is taken over when it already runs, never started twice', async () => {
    const { pid, port } = server;
    await start();
    expect([server.pid, server.port, server.adopted]).toEqual([pid, port, true]);
  });

  it('keeps data and port over a stop', async () => {
    const { pid, port } = server;
    await ask('create table kept (id int); insert into kept values (1)');
    await server.stop();
    await start();
    expect(server.pid).not.toBe(pid);
    expect([server.port, await ask('select id from kept')]).toEqual([port, [{ id: 1 }]]);
  });

  it('comes back with what was committed after kill -9', async () => {
    await ask('insert into kept values (2)');
    signalProcess(server.pid, 'SIGKILL');
    await server.exited;
    await start();
    expect(await ask('select id from kept order by id')).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('starts although its pid file names a stranger', async () => {
    await server.stop();
    writeFileSync(join(dir, 'data', 'postmaster.pid'), `${process.pid}\n${join(dir, 'data')}\n1\n${server.port}\n\n127.0.0.1\n\nready\n`);
    await start();
    expect([server.adopted, await ask('select count(*)::int as kept from kept')]).toEqual([false, [{ kept: 2 }]]);
  });
});
