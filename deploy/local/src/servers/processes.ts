import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** True while a process with this id runs (a zombie does not count). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/** The command line of a process, arguments parted by blanks; empty when it is gone. */
export function commandLine(pid: number): string {
  if (process.platform !== 'linux') return psColumn(pid, 'command');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/**
 * True when this process is alive and its command line holds every given part. A pid file alone proves nothing: after a
 * restart of the machine the same number belongs to somebody else.
 */
export function isProcess(pid: number | undefined, ...parts: string[]): pid is number {
  if (!pid || !isAlive(pid)) return false;
  const line = commandLine(pid);
  return parts.every((part) => line.includes(part));
}

/** Settles when the process has ended; watching alone does not keep our own process running. */
export async function whenEnded(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(100, undefined, { ref: false });
}

/**
 * When a process was born, as an opaque word; empty when it is gone. Number and birth together name a process for good, a number
 * alone is used again.
 */
export function birth(pid: number): string {
  if (!isAlive(pid)) return '';
  if (process.platform !== 'linux') return psColumn(pid, 'lstart');
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Waits until the process has ended; false when it still runs after `ms` milliseconds. */
export async function waitForEnd(pid: number, ms: number): Promise<boolean> {
  const end = Date.now() + ms;
  for (let pause = 10; isAlive(pid); pause = Math.min(pause * 2, 250)) {
    if (Date.now() > end) return false;
    await sleep(Math.min(pause, Math.max(1, end - Date.now())));
  }
  return true;
}

/** One signal, and how long to wait for it to take effect before the next one, in milliseconds. */
export type StopStep = [signal: NodeJS.Signals, ms: number];

/** Sends the signals one after the other until the process has ended. */
export async function stopProcess(pid: number, steps: StopStep[]): Promise<void> {
  for (const [signal, ms] of steps) {
    if (!isAlive(pid)) return;
    signalProcess(pid, signal);
    if (await waitForEnd(pid, ms)) return;
  }
}

/** Sends a signal; a process that is already gone is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

function psColumn(pid: number, column: string): string {
  try {
    return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
