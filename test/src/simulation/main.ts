import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Home, startPostgres } from '@amends/local';
import type { BatchReport } from './batch.js';
import { batchesOf, runBatches } from './batches.js';
import { linesOf, together } from './figures.js';
import { readOptions, USAGE, type SimulateOptions } from './options.js';
import { simulateYear } from './year/command.js';

const MOST_PROCESSES = 4;
const TOLD = 20;
const EVERY_ROUNDS = 5;

/** `npm run simulate`: exit status 0 when every invariant held, 1 when one did not, 2 for a wrong option. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), randomInt(1_000_000));
  if (options === 'help') return say(USAGE, 0);
  if ('wrong' in options) return say(`${options.wrong}\n\n${USAGE}`, 2);
  if (options.year !== undefined) return simulateYear({ seed: options.seed, complaints: options.year }, say);
  const home = new Home(await mkdtemp(join(tmpdir(), 'amends-simulate-')));
  await home.make();
  const postgres = await startPostgres({ dir: home.postgres, durable: false });
  process.env['AMENDS_TEST_DATABASE_URL'] = postgres.url;
  try {
    return await run(options);
  } finally {
    await postgres.stop();
    await rm(home.dir, { recursive: true, force: true });
  }
}

async function run({ sequences, seed }: SimulateOptions): Promise<number> {
  const startedAt = performance.now();
  const batches = batchesOf({ sequences, seed });
  say(`simulate: ${sequences} sequences in ${batches.length} batches, seed ${seed}`);
  const reports = await runBatches(batches, Math.min(MOST_PROCESSES, cpus().length), {
    round: ({ seed: batch, rounds }, round) => void ((round + 1) % EVERY_ROUNDS === 0 && say(`  batch of seed ${batch}: round ${round + 1} of ${rounds}`)),
    report: (report) => linesOfBatch(report).forEach((line) => say(line)),
  });
  const figures = together(reports.map((report) => report.figures));
  linesOf(figures).forEach((line) => say(line));
  const violations = reports.reduce((sum, report) => sum + report.violations.length, 0);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  return say(`simulate: ${figures.sequences} sequences, ${violations} violations, ${seconds} s, seed ${seed}`, violations === 0 ? 0 : 1);
}

const linesOfBatch = ({ seed, ran, checked, violations, digest }: BatchReport): readonly string[] => [
  `  batch of seed ${seed}: ${violations.length} violations, ran ${ran} s, checked ${checked} s, digest ${digest.slice(0, 16)}`,
  ...violations.slice(0, TOLD).map((violation) => `    ✖ ${violation}`),
  ...(violations.length > TOLD ? [`    … and ${violations.length - TOLD} more`] : []),
];

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
