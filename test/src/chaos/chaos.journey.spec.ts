import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { WORKSPACE } from '@amends/local';
import { transports } from '../support/world.js';

const MAIN = join(WORKSPACE, 'test/dist/chaos/main.js');
/** Its two rounds kill the broker, PostgreSQL, and every service at once and by itself. */
const SEED = '128';

function run(args: readonly string[]): Promise<{ status: number | null; output: string }> {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((done) => child.once('exit', (status) => done({ status, output })));
}

describe('npm run chaos', () => {
  const withKafka = transports().includes('kafka') ? it : it.skip;

  withKafka('kills broker, database and services under load, and everything that was promised is kept', async () => {
    const { status, output } = await run(['--rounds', '2', '--seed', SEED]);
    expect(output).toContain(`seed ${SEED}`);
    // Violations stand indented under their round.
    expect(output.split('\n').filter((line) => line.startsWith('  '))).toEqual([]);
    expect([output.trim().split('\n').at(-1), status]).toEqual([expect.stringMatching(new RegExp(`^chaos: 2 rounds, 0 violations, \\d+ commands accepted, seed ${SEED}$`)), 0]);
  }, 600_000);

  it.each([[['--rounds', '0'], '--rounds 0'], [['--seed', 'x'], '--seed x'], [['--speed', '1'], '--speed']])('refuses %j and says how it is used', async (args, said) => {
    const { status, output } = await run(args);
    expect(status).toBe(2);
    expect(output).toContain(said);
    expect(output).toContain('--rounds N');
  });
});
