import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { giveTo, spawnAs, type PostgresOwner } from './postgres-owner.js';
import { postgresProgram } from './postgres-programs.js';

/** The name of the superuser and of the database. */
export const DATABASE = 'amends';

/** pg_trgm asks the C library what a letter is: with plain C it finds no Chinese at all. macOS before 14 has no C.UTF-8. */
const LOCALE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

/**
 * Makes the data folder once, as a sibling that is renamed when complete: a crash in the middle leaves nothing half made.
 * The builtin C.UTF-8 locale sorts the same everywhere.
 */
export async function makeCluster(dir: string, owner: PostgresOwner, durable: boolean): Promise<void> {
  if (existsSync(join(dir, 'data', 'PG_VERSION'))) return;
  const fresh = join(dir, 'data.new');
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  giveTo(owner, fresh);
  await runInitdb(owner, [
    `--pgdata=${fresh}`, `--username=${DATABASE}`, `--pwfile=${await passwordFile(dir, owner)}`, '--auth=scram-sha-256',
    '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${LOCALE}`, '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]);
  await rename(fresh, join(dir, 'data'));
}

/** The superuser's random password, made on first use and kept beside the data folder for its owner alone. */
export async function password(dir: string, owner: PostgresOwner): Promise<string> {
  return (await readFile(await passwordFile(dir, owner), 'utf8')).trim();
}

async function passwordFile(dir: string, owner: PostgresOwner): Promise<string> {
  const file = join(dir, 'password');
  if (!existsSync(file)) {
    await writeFile(`${file}.new`, randomBytes(24).toString('base64url'), { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  await chmod(file, 0o600);
  giveTo(owner, file);
  return file;
}

async function runInitdb(owner: PostgresOwner, args: string[]): Promise<void> {
  const program = await postgresProgram('initdb', owner);
  return new Promise((resolve, reject) => {
    const initdb = spawnAs(owner, program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
    let complaint = '';
    initdb.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    initdb.once('error', reject);
    initdb.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`initdb failed: ${complaint.trim()}${hint(complaint)}`))));
  });
}

function hint(complaint: string): string {
  return /Permission denied/.test(complaint) ? '\nSet AMENDS_HOME to a folder that the account "postgres" can reach, for instance /var/lib/amends.' : '';
}
