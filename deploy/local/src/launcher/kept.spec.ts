import { setTimeout as sleep } from 'node:timers/promises';
import { Kept, pauseBefore, type Living } from './kept.js';

interface Mortal extends Living {
  die(): void;
}

function mortal(pid: number): Mortal {
  let die!: () => void;
  const exited = new Promise<void>((done) => (die = done));
  return { pid, exited, die, stop: async () => die() };
}

/** Keeps what it starts one after the other; `back` resolves when something is started again. */
function keeper(outcomes: (Mortal | Error)[]) {
  const lines: string[] = [];
  let isBack!: () => void;
  const back = new Promise<void>((resolve) => (isBack = resolve));
  const tell = (line: string): void => {
    lines.push(line);
    if (line === 'it is back') isBack();
  };
  const start = async () => {
    const outcome = outcomes.shift()!;
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  return { lines, back, keeping: { name: 'it', start, tell, onRestart: () => void lines.push('restarted') } };
}

describe('a kept process', () => {
  it('is started again at once when it dies', async () => {
    const [first, second] = [mortal(1), mortal(2)];
    const { keeping, lines, back } = keeper([first, second]);
    const kept = await Kept.start(keeping);
    first.die();
    await back;
    expect(kept.current.pid).toBe(2);
    expect(lines).toEqual(['it has ended; starting it again', 'restarted', 'it is back']);
  });

  it('is tried again when it does not start', async () => {
    const [first, second] = [mortal(1), mortal(2)];
    const { keeping, lines, back } = keeper([first, new Error('port taken'), second]);
    const kept = await Kept.start(keeping);
    first.die();
    await back;
    expect(kept.current.pid).toBe(2);
    expect(lines).toContain('it does not start: port taken');
  });

  it('stays ended when it was stopped on purpose', async () => {
    const { keeping, lines } = keeper([mortal(1)]);
    await (await Kept.start(keeping)).stop();
    await sleep(20);
    expect(lines).toEqual([]);
  });

  it('fails its first start to whoever asked for it', async () => {
    await expect(Kept.start(keeper([new Error('no')]).keeping)).rejects.toThrow('no');
  });

  it('waits longer from try to try, never more than five seconds', () => {
    expect([1, 2, 3, 4, 10].map(pauseBefore)).toEqual([0, 200, 400, 800, 5000]);
  });
});
