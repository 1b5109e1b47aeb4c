import { parseArgs } from 'node:util';

/** How a simulation is to go. */
export interface SimulateOptions {
  readonly sequences: number;
  /** Lives a year of deadlines instead, over so many complaints. */
  readonly year: number | undefined;
  readonly seed: number;
}

/** Said by `--help` and after a wrong option. */
export const USAGE = `npm run simulate -- [options]

Sends random commands about thousands of complaints to all services, in one process, over the local transport and by a virtual
clock, while sends are lost, deliveries repeated and services crash; then checks every invariant. What it does follows from the seed.

  --sequences N  how many complaints, each with a sequence of some 25 commands (default 10000)
  --year         a year of virtual time instead: ledger, clock and policy packs in memory, with outages, crashes and repetitions;
                 every deadline is worked out again minute by minute
  --complaints N over how many complaints a year is lived (default 10000)
  --seed S       repeats an earlier run (default: a fresh one, which is printed)
  --help         this text

Exit status: 0 when every invariant held, 1 when one did not, 2 for a wrong option.`;

/** Reads the options; `{ wrong }` says what is not understood. */
export function readOptions(args: readonly string[], freshSeed: number): SimulateOptions | 'help' | { readonly wrong: string } {
  try {
    const { values } = parseArgs({
      args: [...args], allowPositionals: false,
      options: { sequences: { type: 'string', default: '10000' }, seed: { type: 'string', default: String(freshSeed) },
        year: { type: 'boolean', default: false }, complaints: { type: 'string', default: '10000' }, help: { type: 'boolean', default: false } },
    });
    if (values.help) return 'help';
    const [sequences, seed, complaints] = [Number(values.sequences), Number(values.seed), Number(values.complaints)];
    if (!Number.isSafeInteger(sequences) || sequences < 1) return { wrong: `--sequences ${values.sequences}: give a whole number from 1` };
    if (!Number.isSafeInteger(seed) || seed < 0) return { wrong: `--seed ${values.seed}: give a whole number from 0` };
    if (!Number.isSafeInteger(complaints) || complaints < 1) return { wrong: `--complaints ${values.complaints}: give a whole number from 1` };
    return { sequences, seed, year: values.year ? complaints : undefined };
  } catch (error) {
    return { wrong: (error as Error).message };
  }
}
