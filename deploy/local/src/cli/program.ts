import type { Command } from 'commander';
import { endingOf, type Ending } from './exit-status.js';
import { Output } from './output.js';
import type { Verb } from './verb.js';
import { VERBS } from './verbs/index.js';

/** Runs the command with these arguments (without program names) and returns its exit status. */
export async function runCli(args: string[], verbs: Verb[] = VERBS): Promise<number> {
  const { Command } = await import('commander');
  let status = 0;
  const program = new Command('amends').description('Complaint handling: start it, look after it, feed it.').exitOverride();
  for (const verb of verbs) addVerb(program, verb, (result) => (status = result));
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return tell(endingOf(error), args.includes('--json'));
  }
}

function addVerb(program: Command, verb: Verb, ended: (status: number) => void): void {
  const command = program.command(verb.name).description(verb.summary).exitOverride();
  verb.declare?.(command);
  command.option('--json', 'one JSON value for machines instead of sentences');
  command.addHelpText('after', `\nExample:\n  ${verb.example}`);
  command.action(async () => {
    const options = command.opts();
    ended((await verb.run(options as never, new Output(Boolean(options['json'])), command.args)) ?? 0);
  });
}

function tell({ status, message, next }: Ending, json: boolean): number {
  if (message && json) process.stdout.write(`${JSON.stringify({ error: message, ...(next && { next }) })}\n`);
  else if (message) process.stderr.write(`✖ ${message}\n${next ? `  → ${next}\n` : ''}`);
  return status;
}
