import { randomInt } from 'node:crypto';
import { readOptions, USAGE, type ChaosOptions } from './options.js';
import { runChaos } from './run.js';
import { linesOf, summaryOf } from './tell.js';

/** `npm run chaos`: exit status 0 when every invariant held, 1 when one did not, 2 for a wrong option. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), randomInt(1_000_000));
  if (options === 'help') return say(USAGE, 0);
  if ('wrong' in options) return say(`${options.wrong}\n\n${USAGE}`, 2);
  return run(options);
}

async function run(options: ChaosOptions): Promise<number> {
  const { seed, rounds, json } = options;
  say(json ? JSON.stringify({ seed, rounds }) : `chaos: seed ${seed}, ${rounds} rounds`);
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const notes = (line: string): void => void (line && process.env['AMENDS_CHAOS_NOTES'] && console.error(`  . ${(performance.now() / 1000).toFixed(1)} ${line}`));
  const reports = await runChaos(options, (report) => (json ? [JSON.stringify(report)] : linesOf(report)).forEach((line) => say(line)), notes, stopping.signal);
  const failed = reports.some(({ violations }) => violations.length > 0);
  return say(summaryOf(reports, seed), failed || reports.length < rounds ? 1 : 0);
}

function say(text: string, status = 0): number {
  console.log(text);
  return status;
}

main().then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
