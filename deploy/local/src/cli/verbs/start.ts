import { Home, readLive, type Running } from '../../launcher/index.js';
import { startDetached } from '../detached.js';
import { startInForeground } from '../foreground.js';
import type { Output } from '../output.js';
import { noticesOf } from '../notices-lines.js';
import { publicRunning, readyLines } from '../ready-lines.js';
import { Refused, WrongUse } from '../refused.js';
import type { StartOptions } from '../start-options.js';
import type { Verb } from '../verb.js';

/** `amends start`: database, broker and services, kept running until stopped. */
export const start: Verb<StartOptions> = {
  name: 'start',
  summary: 'Start PostgreSQL, Kafka and all services, and keep them running until Ctrl-C or `amends stop`.',
  example: 'npx amends start --detach --port 0',
  declare: (command) =>
    command
      .option('--detach', 'return when everything is ready; stop it with `amends stop`')
      .option('--fresh', 'delete all data first')
      .option('--port <number>', 'port of the one origin, 0 = any free one (default: 4370, or any when that is taken)')
      .option('--separate', 'a process per service, restarted when it dies'),
  async run(options, output) {
    const home = Home.fromEnvironment();
    const port = portOf(options.port ?? process.env['AMENDS_PORT']);
    const running = readLive(home);
    if (running) return alreadyRunning(home, running, options, output);
    return options.detach ? startDetached(home, options, output) : startInForeground(home, { ...options, port }, output);
  },
};

function portOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^\d+$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new WrongUse(`"${text}" is no port. Give a number from 0 (any free one) to 65535.`);
}

async function alreadyRunning(home: Home, running: Running, { fresh, separate }: StartOptions, output: Output): Promise<void> {
  const next = 'Stop it first: npx amends stop';
  if (fresh) throw new Refused(`Amends is already running at ${running.url}; its data is in use.`, next);
  if (separate && running.form === 'one') throw new Refused(`Amends is already running at ${running.url}, in one process.`, next);
  output.result({ alreadyRunning: true, ...publicRunning(running) }, readyLines(home, running, 'Amends is already running:', await noticesOf(running)));
}
