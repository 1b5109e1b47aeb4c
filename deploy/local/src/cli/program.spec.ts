import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './program.js';
import { Refused } from './refused.js';
import type { Verb } from './verb.js';

const verb = (run: Verb['run']): Verb => ({ name: 'try', summary: 'Tries.', example: 'npx amends try --hard', declare: (command) => void command.option('--hard'), run });

let out = '';
let err = '';
beforeEach(() => {
  out = err = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  process.env['AMENDS_HOME'] = mkdtempSync(join(tmpdir(), 'amends-cli-'));
});
afterEach(() => jest.restoreAllMocks());

describe('the amends command', () => {
  it('ends with 0 when it is done', async () => {
    expect(await runCli(['try', '--json'], [verb(async (_options, output) => output.result({ tried: true }, 'Tried.'))])).toBe(0);
    expect(JSON.parse(out)).toEqual({ tried: true });
  });

  it('ends with 1 when refused, and says what to do next', async () => {
    const refusing = verb(async () => Promise.reject(new Refused('It is closed.', 'Come back tomorrow.')));
    expect(await runCli(['try'], [refusing])).toBe(1);
    expect(err).toBe('✖ It is closed.\n  → Come back tomorrow.\n');
    expect(await runCli(['try', '--json'], [refusing])).toBe(1);
    expect(JSON.parse(out)).toEqual({ error: 'It is closed.', next: 'Come back tomorrow.' });
  });

  it('ends with 1 when something breaks', async () => {
    expect(await runCli(['try'], [verb(async () => Promise.reject(new Error('broken')))])).toBe(1);
  });

  it.each([[['fly']], [['stop', '--fast']], [['start', '--port', 'http']], [['token']], [['token', '--as', 'king']], [['token', '--as', 'agent', '--ttl', 'long']], [['show']], [['show', '2600000014', '--lang', 'fr']], [['inbox', '--as', 'agent']], [['inbox', '--unit', 'nope']], [['inbox', '--staff', 'nope']], [['token', '--as', 'agent', '--unit', 'nope']], [['superiors', 'who']], [['notices', 'test']], [['notices', 'retry']], [['notices', 'list', '--state', 'lost']], [['superiors', 'import', 'moods']], [['superiors', 'list', '--lang', 'fr']], [[]]])(
    'ends with 2 when used wrongly: %j',
    async (args: string[]) => {
      expect(await runCli(args)).toBe(2);
      expect(err).not.toBe('');
    },
  );

  it.each(['start', 'stop', 'status', 'token', 'show', 'inbox'])('explains %s with an example', async (name) => {
    expect(await runCli([name, '--help'])).toBe(0);
    expect(out).toMatch(/--json[\s\S]*Example:\n {2}\S/);
  });

  it('refuses to show the status of what does not run', async () => {
    expect(await runCli(['status'])).toBe(1);
    expect(err).toContain('npm start');
  });

  it('shows the inbox of nobody who is not in the company file', async () => {
    expect(await runCli(['inbox', '--staff', '00000000-0000-4000-8000-00000000ffff'])).toBe(1);
    expect(err).toContain('has the id 00000000-0000-4000-8000-00000000ffff');
  });

  it('tells a mistyped reference as such, before it looks for it', async () => {
    expect(await runCli(['show', '260 000 0015'])).toBe(1);
    expect(err).toMatch(/260 000 0015 is no reference.*mistyped[\s\S]*digit by digit/);
    expect(await runCli(['show', '260-000-0014'])).toBe(1);
    expect(err).toContain('npm start');
  });

  it('has nothing to stop when nothing runs', async () => {
    expect(await runCli(['stop', '--json'])).toBe(0);
    expect(JSON.parse(out)).toEqual({ stopped: false });
  });
});
