import { parseArgs } from 'node:util';

/** The benchmarks of quality.md that are built so far. */
export const BENCHMARKS = ['B1', 'B2', 'B4', 'B6', 'B9', 'B10'] as const;
export type BenchmarkName = (typeof BENCHMARKS)[number];

/** What may be said on the command line. */
export interface BenchOptions {
  readonly only: readonly BenchmarkName[];
  readonly repetitions: number;
  /** How long each repetition loads each contender. */
  readonly seconds: number;
  /** With how many complaints present B10 is measured, in rising order. */
  readonly complaints: readonly number[];
  /** How many deadlines B6 arms, and how many of them fall due in one second. */
  readonly armed: number;
  readonly due: number;
  /** File for the results. */
  readonly json: string | undefined;
  /** Folder for a CPU profile of Amends. */
  readonly profile: string | undefined;
}

/** What `--help` prints. */
export const HELP = `npm run bench -- [options]

Measures Amends beside its baselines, on servers of its own in a temporary folder, in about eight minutes.
  B1   registrations accepted a second, 256 connections, everything synced to disk, consumers running
       beside: Nest + Express + TypeORM save, and Nest + Fastify + TypeORM insert
  B2   event rows synced to disk a second under the same load at full speed
       beside: a plain insert of the same row, a hundred a transaction
  B4   from 201 to the row in the read model over Kafka, at 200 a second
       beside: an outbox that is polled every second
  B6   from due to struck: a million deadlines armed, 10,000 of them due in one second, the process killed in the middle
       beside: a table that is polled every second, a transaction for each row
  B9   from the start of the process to the first 201, servers running; resident memory idle and after load
  B10  life cycles a second: create, assign, resolve, find by its reference; closed loop, then in spikes
       beside: the same four calls on Nest + Express + TypeORM, with as many complaints present

  --only B1          one of them (may be repeated)
  --repetitions N    interleaved repetitions, 3 unless said otherwise
  --seconds N        length of each, 4 unless said otherwise
  --complaints A,B   complaints present in B10, 0,100000 unless said otherwise; 1000000 takes its time and some 40 GB of disk
  --armed N          deadlines armed in B6, 1000000 unless said otherwise
  --due N            of which so many fall due in one second, 10000 unless said otherwise
  --json FILE        also write the results there
  --profile FOLDER   also write a CPU profile of Amends there (costs some speed)
  --help             this text
`;

/** Something on the command line was wrong; the message says what and how to say it right. */
export class UsageError extends Error {}

/** Reads the command line; undefined when only help is wanted. Throws UsageError. */
export function readOptions(args: readonly string[]): BenchOptions | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  return {
    only: (values.only ?? BENCHMARKS).map(benchmark),
    repetitions: whole('--repetitions', values.repetitions, 3),
    seconds: whole('--seconds', values.seconds, 4),
    complaints: counts(values.complaints ?? '0,100000'),
    armed: whole('--armed', values.armed, 1_000_000),
    due: whole('--due', values.due, 10_000),
    json: values.json,
    profile: values.profile,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true }, repetitions: { type: 'string' }, seconds: { type: 'string' },
        complaints: { type: 'string' }, armed: { type: 'string' }, due: { type: 'string' }, json: { type: 'string' }, profile: { type: 'string' }, help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function benchmark(name: string): BenchmarkName {
  const found = BENCHMARKS.find((one) => one === name.toUpperCase());
  if (!found) throw new UsageError(`There is no benchmark ${name}: choose from ${BENCHMARKS.join(', ')}.`);
  return found;
}

function whole(option: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (/^[1-9]\d{0,7}$/.test(value)) return Number(value);
  throw new UsageError(`${option} is "${value}": give a whole number from 1.`);
}

function counts(value: string): readonly number[] {
  if (/^\d{1,7}(,\d{1,7})*$/.test(value)) return value.split(',').map(Number).sort((a, b) => a - b);
  throw new UsageError(`--complaints is "${value}": give whole numbers of at most seven digits, separated by commas.`);
}
