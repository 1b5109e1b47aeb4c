import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm } from 'node:fs/promises';
import { birth } from '../servers/index.js';
import { makeOnce } from './atomic-file.js';

/** The process that holds a lock: number and birth, because a number is used again. */
export interface Holder {
  pid: number;
  born: string;
}

/** The lock is held by a living process. */
export class Locked extends Error {
  readonly next = 'Wait a moment and look again: npx amends status';

  constructor(readonly holder: Holder) {
    super(`Amends is being started or stopped right now (process ${holder.pid}).`);
  }
}

/** Takes a lock file for this process and returns how to let go of it; throws Locked while its holder lives. */
export async function takeLock(file: string): Promise<() => Promise<void>> {
  const mine = JSON.stringify({ pid: process.pid, born: birth(process.pid) } satisfies Holder);
  while (!(await makeOnce(file, mine))) {
    const holder = holderOf(file);
    if (holder) throw new Locked(holder);
    await dropDeadLock(file);
  }
  return async () => {
    if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
  };
}

/** The living holder of a lock file, undefined when nobody holds it. */
export function holderOf(file: string): Holder | undefined {
  const holder = parse(file);
  return holder && holder.born !== '' && birth(holder.pid) === holder.born ? holder : undefined;
}

/** Moves the file aside before looking at it again: of two who find a dead lock, the slower must not delete the quicker one's new lock. */
async function dropDeadLock(file: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
    if (holderOf(aside)) await link(aside, file).catch(() => undefined);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

function parse(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}
