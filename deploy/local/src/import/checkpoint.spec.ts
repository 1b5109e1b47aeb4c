import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checkpoint } from './checkpoint.js';

describe('a checkpoint', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'amends-checkpoint-'));
    file = join(folder, 'a.csv');
    writeFileSync(file, 'number\n1\n');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (more: { zone?: string; source?: string; file?: string } = {}) => Checkpoint.of(folder, { file, zone: 'UTC', source: 'incidents', ...more });

  it('counts what is through without a gap', async () => {
    const checkpoint = await open();
    checkpoint.done(1, 5);
    expect(checkpoint.kept.completed).toBe(0);
    checkpoint.done(0, 7);
    checkpoint.done(3, 1);
    expect(checkpoint.kept).toMatchObject({ completed: 2, events: 12 });
  });

  it('is found again by the content of the file, its zone and its source', async () => {
    const checkpoint = await open();
    checkpoint.done(0, 7);
    await checkpoint.save(9n);
    const copy = join(folder, 'b.csv');
    writeFileSync(copy, 'number\n1\n');
    expect((await open({ file: copy })).kept).toEqual({ completed: 1, events: 7, intakeHead: '9' });
    expect((await open({ zone: 'Europe/Berlin' })).kept.completed).toBe(0);
    expect((await open({ source: 'other' })).kept.completed).toBe(0);
  });

  it('does not hold for a database whose log is shorter than it was', async () => {
    const checkpoint = await open();
    checkpoint.done(0, 7);
    await checkpoint.finish(9n, { source: 'incidents' });
    const [same, other] = [await open(), await open()];
    same.forgetUnless(9n);
    other.forgetUnless(8n);
    expect([same.kept.summary, other.kept.summary]).toEqual([{ source: 'incidents' }, undefined]);
  });

  it('that a crash spoilt is as good as none', async () => {
    const { path } = await open();
    writeFileSync(path, '{"completed":');
    expect((await open()).kept.completed).toBe(0);
  });
});
