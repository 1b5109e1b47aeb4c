import { SystemClock } from './clock.js';
import { backOff, Loop } from './loop.js';

/** A loop that counts its turns and does as it is told in each. */
function counting(told: (turn: number) => number | Promise<number>, troubleMs = 0) {
  const turns: number[] = [];
  const failures: number[] = [];
  const reported: unknown[] = [];
  const waiting: { at: number; go: () => void }[] = [];
  const loop = new Loop(new SystemClock(), {
    turn: async () => {
      const turn = turns.push(turns.length + 1);
      waiting.splice(0).forEach((one) => (one.at <= turn ? one.go() : void waiting.push(one)));
      return told(turn);
    },
    afterTrouble: (failed) => (failures.push(failed), troubleMs),
  });
  const reaches = (at: number): Promise<void> => (turns.length >= at ? Promise.resolve() : new Promise((go) => waiting.push({ at, go })));
  return { loop, turns, failures, reported, reaches, start: () => loop.start((error) => reported.push(error)) };
}

const LONG_MS = 3_600_000;

describe('a loop', () => {
  it('goes on at once while there is something to do, and rests until it is woken', async () => {
    const { loop, turns, reaches, start } = counting((turn) => (turn < 3 ? 0 : LONG_MS));
    start();
    await reaches(3);
    loop.wake();
    await reaches(4);
    await loop.stop();
    expect(turns).toEqual([1, 2, 3, 4]);
  });

  it('does not rest when it was woken during the turn', async () => {
    const { loop, reaches, start } = counting((turn) => {
      if (turn === 1) loop.wake();
      return LONG_MS;
    });
    start();
    await reaches(2);
    await loop.stop();
  });

  it('tells trouble and how often in a row it came, and goes on', async () => {
    const { loop, failures, reported, reaches, start } = counting((turn) => {
      if (turn === 3 || turn > 4) return turn > 4 ? LONG_MS : 0;
      throw new Error(`trouble in turn ${turn}`);
    });
    start();
    await reaches(5);
    await loop.stop();
    expect([failures, reported.map((error) => (error as Error).message)]).toEqual([[1, 2, 1], ['trouble in turn 1', 'trouble in turn 2', 'trouble in turn 4']]);
  });

  it('says nothing of trouble that its stop has made', async () => {
    let cut: (error: Error) => void = () => undefined;
    const { loop, reported, reaches, start } = counting(() => new Promise<number>((_, reject) => (cut = reject)));
    start();
    await reaches(1);
    await loop.stop(async () => cut(new Error('the connection is closed')));
    expect(reported).toEqual([]);
  });

  it('runs once however often it is started, and again after a stop', async () => {
    const { loop, turns, reaches, start } = counting(() => LONG_MS);
    start();
    start();
    await reaches(1);
    await loop.stop();
    start();
    await reaches(2);
    await loop.stop();
    expect(turns).toEqual([1, 2]);
  });

  it('backs off twice as long each time, up to a bound', () => {
    expect([1, 2, 3, 10].map((failures) => backOff(failures, [100, 3000]))).toEqual([200, 400, 800, 3000]);
  });
});
