import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { WORKSPACE } from '@amends/local';
import { eventually } from '../support/eventually.js';
import { World } from '../support/world.js';

const README = readFileSync(join(WORKSPACE, 'README.md'), 'utf8');
const SHELL = /```sh\n(AGENT=.*\n)([\s\S]*?)```/.exec(README)![2]!;
/** The events that the table under it promises; one row names what happens when the customer is not satisfied. */
const PROMISED = [...README.matchAll(/^\|.*\|$/gm)].flatMap(([row]) => [...row.matchAll(/`([A-Z][a-z]+[A-Z]\w+)`/g)].map(([, type]) => type!)).filter((type) => type !== 'ComplaintReopened');
const ADDRESS = 'http://127.0.0.1:4370';

describe('the complaint that README tells', () => {
  let world: World;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'amends-readme-'));
    world = await World.start();
  }, 120_000);

  afterAll(async () => {
    await world?.stop();
    rmSync(folder, { recursive: true });
  }, 60_000);

  it('is told by its lines as they stand, from a shell', async () => {
    expect([SHELL.includes(ADDRESS), PROMISED.length > 10]).toEqual([true, true]);
    const script = `${SHELL.replaceAll(ADDRESS, world.origin('/'))}\necho "id $ID"`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { cwd: folder, env: { ...process.env, AGENT: await world.token('agent') } });
    // What was asked again because a service was behind was answered afterwards; curl ends no line between the two.
    const answers = stdout.replaceAll('}{', '}\n{').split('\n').filter((line) => line.startsWith('{')).filter((line) => !line.includes('.behind"'));
    expect([stderr, answers.filter((line) => line.includes('urn:amends:problem'))]).toEqual(['', []]);
    expect(answers).toHaveLength(SHELL.match(/^say /gm)!.length);
    const complaint = /^id (.*)$/m.exec(stdout)![1]!;
    const agent = world.as('agent', 'hotline');
    const types = await eventually('it is closed', async () => {
      const { body } = await agent.get<{ entries?: readonly { type: string }[] }>(`/api/insight/complaints/${complaint}/timeline`);
      const all = body.entries?.map(({ type }) => type);
      return all?.includes('ComplaintClosed') && all;
    });
    expect(PROMISED.filter((type) => !types.includes(type))).toEqual([]);
  });
});
