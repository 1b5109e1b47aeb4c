import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { signalProcess, stopProcess } from '../servers/index.js';
import type { Living } from './kept.js';
import { LaunchFailure } from './launch-failure.js';

/** A process that serves one, several or all services. */
export interface AppChild extends Living {
  url: string;
}

/** What a process that serves is started with. */
export interface AppStart {
  /** The file to run; it tells `{type:'ready', url}` over IPC and stops on SIGTERM. */
  entry: string;
  /** What people call it. */
  name: string;
  /** Written on its command line, so that a leftover is known by it. */
  label: string;
  env: Record<string, string>;
  logFile: string;
  progress(text: string): void;
  /** Gives up before it is ready. */
  signal: AbortSignal;
}

const READY_WITHIN_MS = 90_000;
const LOG_LIMIT = 20 * 1024 * 1024;
const SHOWN_LINES = 12;

/** Starts a process that serves and waits until it takes requests; throws with the end of its log when it does not. */
export async function startApp(start: AppStart): Promise<AppChild> {
  const child = forkApp(start);
  const pid = child.pid!;
  const exited = new Promise<void>((done) => void child.once('exit', () => done()));
  try {
    const url = await readiness(child, start);
    return { url, pid, exited, stop: () => stopChild(child, exited) };
  } catch (error) {
    await stopChild(child, exited);
    throw error;
  }
}

function forkApp({ entry, label, env, logFile }: AppStart): ChildProcess {
  const log = openLog(logFile);
  try {
    // A session of its own: Ctrl-C on the terminal reaches the launcher alone, which then stops everything in order.
    return fork(entry, [label], {
      env: { ...process.env, ...env }, execArgv: ['--enable-source-maps'], stdio: ['ignore', log, log, 'ipc'], detached: true,
    });
  } finally {
    closeSync(log);
  }
}

function readiness(child: ChildProcess, start: AppStart): Promise<string> {
  return new Promise((ready, failed) => {
    const timer = setTimeout(() => failed(notReady(start, `was not ready within ${READY_WITHIN_MS / 1000} s`)), READY_WITHIN_MS);
    child.on('message', (message: { type?: string; url?: string; text?: string }) => {
      if (message.type === 'ready' && message.url) ready(message.url);
      if (message.type === 'progress' && message.text) start.progress(message.text);
    });
    child.once('error', failed);
    child.once('exit', (code, signal) => failed(notReady(start, `ended while starting (${signal ?? `exit status ${code}`})`)));
    start.signal.addEventListener('abort', () => failed(new Error('The start was interrupted.')), { once: true });
    const clear = () => clearTimeout(timer);
    child.once('exit', clear).on('message', (message: { type?: string }) => message.type === 'ready' && clear());
  });
}

function notReady({ name, logFile }: AppStart, what: string): Error {
  return new LaunchFailure(`${name} ${what}:\n  ${lastWords(logFile).join('\n  ')}`, `Correct what it says and start again; the whole log is ${logFile}.`);
}

/** The end of a log, from its last error on if that is near: below it there may be a long stack. */
function lastWords(logFile: string): string[] {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-60);
  const at = lines.findLastIndex((line) => /^\w*Error\b/.test(line));
  return at < 0 ? lines.slice(-SHOWN_LINES) : lines.slice(at, at + SHOWN_LINES);
}

async function stopChild(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  signalProcess(child.pid, 'SIGTERM');
  await stopProcess(child.pid, [['SIGTERM', 15_000], ['SIGKILL', 5_000]]);
  await exited;
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}
