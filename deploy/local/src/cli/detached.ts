import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { readLive, type Home } from '../launcher/index.js';
import type { Message } from './foreground.js';
import type { Output } from './output.js';
import { noticesOf } from './notices-lines.js';
import { publicRunning, readyLines } from './ready-lines.js';
import { Refused } from './refused.js';
import type { StartOptions } from './start-options.js';
import { StartReport } from './start-report.js';

/** Starts the launcher as a process of its own, shows its start, and returns when everything is ready. */
export async function startDetached(home: Home, options: StartOptions, output: Output): Promise<number> {
  await home.make();
  const logFile = home.logOf('launcher');
  const launcher = spawnLauncher(logFile, options);
  const shown = new StartReport(output);
  const giveUp = () => launcher.kill('SIGTERM');
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, giveUp);
  const failure = await untilReady(launcher, shown);
  await shown.close();
  const running = readLive(home);
  if (failure || !running) throw new Refused(failure?.message ?? 'Amends ended right after its start.', failure?.next ?? `Look into ${logFile} and start again.`);
  launcher.disconnect();
  launcher.unref();
  output.result(publicRunning(running), readyLines(home, running, 'Amends is ready:', await noticesOf(running)));
  return 0;
}

function spawnLauncher(logFile: string, { fresh, separate, port }: StartOptions): ChildProcess {
  const log = openSync(logFile, 'w', 0o600);
  const args = ['start', ...(fresh ? ['--fresh'] : []), ...(separate ? ['--separate'] : []), ...(port === undefined ? [] : ['--port', port])];
  try {
    return spawn(process.execPath, [join(__dirname, 'main.js'), ...args], { detached: true, stdio: ['ignore', log, log, 'ipc'] });
  } finally {
    closeSync(log);
  }
}

/** What went wrong, undefined when everything is ready. */
function untilReady(launcher: ChildProcess, shown: StartReport): Promise<{ message: string; next?: string } | undefined> {
  return new Promise((done) => {
    launcher.on('message', (message: Message) => {
      if (message.kind === 'ready') done(undefined);
      else if (message.kind === 'failed') done(message);
      else shown.report(message);
    });
    launcher.once('exit', () => done({ message: 'The launcher ended before everything was ready.' }));
    launcher.once('error', (error) => done({ message: `The launcher could not be started: ${error.message}` }));
  });
}
