import type { Command } from 'commander';
import type { Output } from './output.js';

/** One verb of the command: a file in `verbs/` and a line in `verbs/index.ts`. `--json` and `--help` come by themselves. */
export interface Verb<Options = never> {
  name: string;
  /** What it does, in one sentence. */
  summary: string;
  /** A command line that shows it at work. */
  example: string;
  /** Declares its arguments and options. */
  declare?(command: Command): void;
  /** Does it. Throws Refused when it cannot be done and WrongUse for a wrong argument; a returned number is the exit status. */
  run(options: Options, output: Output, args: string[]): Promise<number | void>;
}
