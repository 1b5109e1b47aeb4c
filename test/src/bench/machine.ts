import { closeSync, fdatasyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { spreadOf, number } from './spread.js';
import { query, type Workplace } from './workplace.js';

/** What was measured on, and how safely: lines for people and for the results file. */
export async function conditions({ home, postgres }: Workplace): Promise<Readonly<Record<string, string>>> {
  const [version] = await query<{ server_version: string }>(postgres.url, 'show server_version');
  return {
    machine: `${availableParallelism()} processors (${cpus()[0]?.model.trim() ?? 'unknown'}), ${number(totalmem() / 2 ** 30)} GiB, ${process.platform} ${release()}`,
    load: `${readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ')} before the start`,
    versions: `Node ${process.versions.node}, PostgreSQL ${version!.server_version}, Kafka 4.3.0`,
    PostgreSQL: await durability(postgres.url),
    Kafka: 'acks=all, one broker, which acknowledges before it syncs to disk; PostgreSQL is the truth and republishes',
    disk: `a synced write of 8 KiB takes ${number(syncMillis(join(home.dir, 'sync-probe')), 2)} ms`,
  };
}

const SETTINGS = ['fsync', 'synchronous_commit', 'wal_sync_method', 'full_page_writes', 'wal_level', 'commit_delay', 'shared_buffers', 'max_wal_size'];

async function durability(url: string): Promise<string> {
  const rows = await query<{ name: string; value: string }>(url, 'select name, current_setting(name) as value from unnest($1::text[]) name', [SETTINGS]);
  return rows.map(({ name, value }) => `${name}=${value}`).join(', ');
}

/** How long the disk takes to keep something, median of 50. */
function syncMillis(file: string): number {
  const block = Buffer.alloc(8192, 1);
  const probe = openSync(file, 'w');
  const times = Array.from({ length: 50 }, () => {
    const begin = performance.now();
    writeSync(probe, block);
    fdatasyncSync(probe);
    return performance.now() - begin;
  });
  closeSync(probe);
  rmSync(file);
  return spreadOf(times).median;
}
