import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { birth } from '../servers/index.js';
import { Locked, holderOf, takeLock } from './lock.js';

const newFile = () => join(mkdtempSync(join(tmpdir(), 'amends-lock-')), 'lock.json');

describe('the lock of a home', () => {
  it('is held by one only', async () => {
    const file = newFile();
    const unlock = await takeLock(file);
    await expect(takeLock(file)).rejects.toThrow(Locked);
    await unlock();
    await (await takeLock(file))();
    expect(existsSync(file)).toBe(false);
  });

  it('is held by one of many who try at once', async () => {
    const file = newFile();
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(file)));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });

  it('is taken over from a dead process', async () => {
    const file = newFile();
    writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, born: '1' }));
    await takeLock(file);
    expect(holderOf(file)?.pid).toBe(process.pid);
    expect(readdirSync(join(file, '..'))).toEqual(['lock.json']);
  });

  it('is taken over when its number now belongs to another process', async () => {
    const file = newFile();
    writeFileSync(file, JSON.stringify({ pid: process.ppid, born: `${birth(process.ppid)}0` }));
    await takeLock(file);
    expect(holderOf(file)?.pid).toBe(process.pid);
  });

  it('is taken over when a crash left half a file', async () => {
    const file = newFile();
    writeFileSync(file, '{"pid":');
    await takeLock(file);
    expect(holderOf(file)?.pid).toBe(process.pid);
  });
});
