import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Home } from './home.js';
import { takeLock } from './lock.js';
import { readLive, readRunning, removeRunning, writeRunning, type Running } from './running.js';

const RUNNING: Running = {
  pid: process.pid,
  startedAt: '2026-01-01T00:00:00.000Z',
  form: 'one',
  url: 'http://127.0.0.1:4370',
  services: { intake: { url: 'http://127.0.0.1:4370', pid: 7 } },
  postgres: { url: 'postgresql://amends:secret@127.0.0.1:5432/amends', port: 5432, pid: 8 },
  kafka: null,
  transport: 'local',
};

const newHome = () => new Home(mkdtempSync(join(tmpdir(), 'amends-running-')));

describe('running.json', () => {
  it('says what was written, to its owner alone', async () => {
    const home = newHome();
    await writeRunning(home, RUNNING);
    expect(readRunning(home)).toEqual(RUNNING);
    expect(statSync(home.running).mode & 0o777).toBe(0o600);
  });

  it('counts only while its launcher lives', async () => {
    const home = newHome();
    await writeRunning(home, RUNNING);
    expect(readLive(home)).toBeUndefined();
    const unlock = await takeLock(home.lock);
    expect(readLive(home)).toEqual(RUNNING);
    await unlock();
    expect(readLive(home)).toBeUndefined();
  });

  it('is gone after the stop', async () => {
    const home = newHome();
    await writeRunning(home, RUNNING);
    await removeRunning(home);
    expect(readRunning(home)).toBeUndefined();
  });
});
