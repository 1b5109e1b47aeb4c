import { parseArgs } from 'node:util';

/** How a chaos run is to go. */
export interface ChaosOptions {
  readonly rounds: number;
  readonly seed: number;
  /** One JSON line a round and one for the summary, for programs that read it. */
  readonly json: boolean;
}

/** Said by `--help` and after a wrong option. */
export const USAGE = `npm run chaos -- [options]

Starts Amends in a folder of its own (PostgreSQL, Kafka, one process per service), writes complaints, kills processes with
SIGKILL at random moments, and checks after each round that nothing was lost, doubled, reordered or blocked.

  --rounds N   how many rounds (default 20)
  --seed S     a whole number; the same seed chooses the same victims, moments and complaints (default: random)
  --json       one JSON line a round
  --help       this text

The last line is a summary; exit status 1 when an invariant was violated.`;

/** The options of a command line; a sentence when they make no sense. */
export function readOptions(args: readonly string[], freshSeed: number): ChaosOptions | 'help' | { readonly wrong: string } {
  try {
    const { values } = parseArgs({ args: [...args], options: { rounds: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } } });
    if (values.help) return 'help';
    const rounds = wholeOf(values.rounds ?? '20');
    const seed = wholeOf(values.seed ?? String(freshSeed));
    if (rounds === undefined || rounds < 1) return { wrong: `--rounds ${values.rounds}: give a whole number from 1` };
    if (seed === undefined) return { wrong: `--seed ${values.seed}: give a whole number from 0` };
    return { rounds, seed, json: values.json ?? false };
  } catch (error) {
    return { wrong: (error as Error).message };
  }
}

const wholeOf = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);
