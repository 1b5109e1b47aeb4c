import { Readable } from 'node:stream';
import { runCli } from '../program.js';

let out = '';
beforeEach(() => {
  out = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(() => jest.restoreAllMocks());

describe('amends coach', () => {
  it('marks the words, says why they hurt and what to say instead, and ends with 0', async () => {
    expect(await runCli(['coach', "Thank you. We can't refund that."])).toBe(0);
    expect(out).toMatch(/^refusal: Thank you\. »We can't refund« that\.\n {2}why: .+\n {2}better: .+\n$/);
  });

  it('speaks the language of the words, or the one that is told', async () => {
    await runCli(['coach', '这不归我们管。']);
    expect(out).toMatch(/^推卸: »这不归我们管«。\n {2}原因: .+\n {2}不如说: .+\n$/);
    out = '';
    await runCli(['coach', 'I will call you by 5 pm.', '--lang', 'en']);
    expect(out).toBe('Nothing to put differently.\n');
  });

  it('gives one JSON value to machines', async () => {
    expect(await runCli(['coach', 'Calm down.', '--json'])).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ findings: [{ family: 'brush-off', rule: 'calm-down', from: 0, to: 9 }] });
  });

  it('reads the text from standard input', async () => {
    const input = Object.getOwnPropertyDescriptor(process, 'stdin')!;
    Object.defineProperty(process, 'stdin', { value: Readable.from(['Calm ', 'down.']), configurable: true });
    expect(await runCli(['coach', '-'])).toBe(0);
    Object.defineProperty(process, 'stdin', input);
    expect(out).toContain('»Calm down«');
  });

  it.each([[['coach']], [['coach', 'Hello.', '--lang', 'fr']]])('ends with 2 when used wrongly: %j', async (args) => expect(await runCli(args)).toBe(2));
});
