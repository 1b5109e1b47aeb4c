import { SHIPPED_PACKS } from '@amends/policy';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadedPack } from '../../policy/pack-named.js';
import { runCli } from '../program.js';

let folder: string;
let out = '';
let errors = '';
beforeEach(() => {
  process.env['AMENDS_HOME'] = folder = mkdtempSync(join(tmpdir(), 'policy-'));
  out = errors = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((errors += String(text)), true));
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env['AMENDS_HOME'];
  rmSync(folder, { recursive: true });
});

const OWN = { name: 'own', version: 2, effectiveFrom: '2026-01-01T00:00:00Z', title: { en: 'Ours', zh: '我们的' }, source: 'us', extends: 'default@1' };

describe('amends policy', () => {
  it.each([
    ['--severity', 'huge', 'minor, major'],
    ['--channel', 'pigeon', 'phone, web, e-mail'],
    ['--tier', 'wood', 'standard, silver, gold, key-account'],
    ['--grave', 'bad', 'safety, legal'],
    ['--resolved-by', 'magic', 'advice, certain-repair'],
    ['--obligation', 'dance', 'acknowledge'],
    ['--level', '9', 'the ladder of default@1 has the levels 1 to 3'],
    ['--level', 'one', 'the levels 1 to 3'],
  ])('explain refuses %s %s, and says what there is', async (option, word, words) => {
    expect(await runCli(['policy', 'explain', 'default', option, word])).toBe(2);
    expect(errors).toContain(option);
    expect(errors).toContain(words);
  });

  it('explain looks at the level of the superior who was told', async () => {
    const ruleAt = async (level: string): Promise<string> => {
      out = '';
      expect(await runCli(['policy', 'explain', 'default', '--obligation', 'acknowledge-escalation', '--level', level, '--json'])).toBe(0);
      return (JSON.parse(out) as { rule: string }).rule;
    };
    expect([await ruleAt('1'), await ruleAt('2'), await ruleAt('3')]).toEqual(['acknowledge-escalation', 'acknowledge-escalation-manager', 'acknowledge-escalation-director']);
  });

  it('check tells a directory, and what is no JSON, from a pack', async () => {
    expect(await runCli(['policy', 'check', folder])).toBe(1);
    expect(errors).toMatch(/is a directory, not a policy pack[\s\S]+default, /);
    writeFileSync(join(folder, 'x.json'), '{');
    expect(await runCli(['policy', 'check', join(folder, 'x.json')])).toBe(1);
    expect(errors).toContain('is no JSON');
  });

  it('finds what the company added by its name, and takes a file that extends it', () => {
    const file = join(folder, 'next.json');
    writeFileSync(file, JSON.stringify({ ...OWN, name: 'next', version: 1, extends: 'own@2' }));
    expect(loadedPack('own', [...SHIPPED_PACKS, OWN]).id).toBe('own@2');
    expect(loadedPack(file, [...SHIPPED_PACKS, OWN]).id).toBe('next@1');
    expect(() => loadedPack(file, SHIPPED_PACKS)).toThrow('extends own@2, which is not there');
  });

  it.each([['1-9999'], ['26'], ['2026 to 2028']])('calendar import says how years are written when it gets %j', async (years) => {
    expect(await runCli(['policy', 'calendar', 'import', '--country', 'GB', '--into', 'fca-disp/england', '--write', join(folder, 'new.json'), '--years', years])).toBe(2);
    expect(errors).toContain(`--years ${years}: write each year with four digits`);
  });
});

describe('a table of the command line', () => {
  it('has no colours, which would be noise in a pipe', async () => {
    const { plainTable } = await import('../plain-table.js');
    const table = plainTable(['id', 'why'], { wordWrap: true });
    table.push(['1', 'cannot']);
    expect(table.toString()).not.toMatch(/\u001b/);
    expect(table.toString()).toContain('cannot');
  });
});
