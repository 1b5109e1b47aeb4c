import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chownSync, readFileSync } from 'node:fs';

/** Who PostgreSQL runs as: nobody special, or the system account `postgres` when we are root, which PostgreSQL refuses to be. */
export type PostgresOwner = { uid: number; gid: number } | undefined;

const ACCOUNT = 'postgres';

/** Finds the account PostgreSQL has to run as, and makes it when we are root and it is missing. */
export function postgresOwner(): PostgresOwner {
  if (process.getuid?.() !== 0) return undefined;
  return findAccount() ?? makeAccount();
}

/** Gives a folder or file to the account PostgreSQL runs as. */
export function giveTo(owner: PostgresOwner, path: string): void {
  if (owner) chownSync(path, owner.uid, owner.gid);
}

/**
 * Starts a PostgreSQL program as its owner. As root the account may not be able to reach a clone below `/root`, so it keeps
 * one capability, to pass folders it does not own; where setpriv is missing the path has to be reachable as it is.
 */
export function spawnAs(owner: PostgresOwner, program: string, args: string[], options: SpawnOptions): ChildProcess {
  if (!owner) return spawn(program, args, options);
  if (!hasSetpriv()) return spawn(program, args, { ...options, ...owner });
  const asOwner = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  const mayPass = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  return spawn('setpriv', [...asOwner, ...mayPass, '--', program, ...args], options);
}

let setpriv: boolean | undefined;

function hasSetpriv(): boolean {
  return (setpriv ??= works('setpriv', ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--', 'true']));
}

function works(program: string, args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function findAccount(): PostgresOwner {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === ACCOUNT) return { uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

function makeAccount(): PostgresOwner {
  works('groupadd', ['--system', ACCOUNT]);
  works('useradd', ['--system', '--gid', ACCOUNT, '--no-create-home', ACCOUNT]);
  const owner = findAccount();
  if (owner) return owner;
  throw new Error(`PostgreSQL refuses to run as root and no account "${ACCOUNT}" could be made. Start as another account, or run: useradd ${ACCOUNT}`);
}
