import { join } from 'node:path';
import { launch, type Happening, type Home } from '../launcher/index.js';
import { endingOf, type Ending } from './exit-status.js';
import type { Output } from './output.js';
import { noticesOf } from './notices-lines.js';
import { publicRunning, readyLines } from './ready-lines.js';
import { StartReport } from './start-report.js';

/** What a start in this process needs to know. */
export interface ForegroundOptions {
  port: number | undefined;
  separate?: boolean;
  fresh?: boolean;
  /** The file that a service process runs, if not ours. */
  entry?: string;
}

const ENTRY = join(__dirname, '..', 'serve.js');
const INTERRUPTED = 130;

/** Starts everything, keeps it running until a signal comes, and stops it in order. Under `--detach` the parent hears of every step. */
export async function startInForeground(home: Home, { port, separate = false, fresh = false, entry = ENTRY }: ForegroundOptions, output: Output): Promise<number> {
  const interrupt = new AbortController();
  const signalled = new Promise<void>((done) => interrupt.signal.addEventListener('abort', () => done()));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupt.abort(new Error('The start was interrupted.')));
  const shown = new StartReport(output);
  const report = (happening: Happening) => {
    shown.report(happening);
    tellParent(happening);
  };
  try {
    const launched = await launch({ home, port, separate, fresh, entry, signal: interrupt.signal }, report);
    await shown.close();
    output.result(publicRunning(launched.running), readyLines(home, launched.running, 'Amends is ready:', await noticesOf(launched.running)));
    tellParent({ kind: 'ready' });
    await signalled;
    output.say('Stopping …');
    await launched.stop();
    output.say('Stopped; the data stays.');
    return 0;
  } catch (error) {
    await shown.close();
    tellParent({ kind: 'failed', ...endingOf(error) });
    if (!interrupt.signal.aborted) throw error;
    output.say('Stopped before everything was started.');
    return INTERRUPTED;
  }
}

/** What the launcher of a detached start tells whoever started it. */
export type Message = Happening | { kind: 'ready' } | ({ kind: 'failed' } & Ending);

/** The parent of a detached start has gone once it has seen the word `ready`. */
function tellParent(message: Message): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}
