import type { Config } from './config.js';
import { serve, type Running } from './serve.js';
import type { ServiceDefinition } from './services.js';
import { tell } from './telling.js';

/** A stop that takes longer than this is broken off: the supervisor would kill the process anyway. */
const PATIENCE_MS = 10_000;

/** Serves as a process of its own: tells the launcher when it is ready; ends on SIGTERM, SIGINT, or when the launcher is gone. */
export async function serveProcess(definitions: readonly ServiceDefinition[], config: Config): Promise<Running> {
  const running = await serve(definitions, config).catch(giveUp);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    void running.stop().then(() => process.exit(0), () => process.exit(1));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
  tell({ type: 'ready', url: running.url });
  return running;
}

/** What stops a start is told in its own words; a stack would bury them. */
function giveUp(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
