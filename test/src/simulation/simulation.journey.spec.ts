import { randomInt } from 'node:crypto';
import { runBatch } from './batch.js';

/** Three fresh seeds each time; AMENDS_SEED names one instead. */
const SEEDS = process.env['AMENDS_SEED'] ? [Number(process.env['AMENDS_SEED'])] : Array.from({ length: 3 }, () => randomInt(1_000_000));
const COMPLAINTS = 110;
const ROUNDS = 24;
const WITHIN_MS = 240_000;

describe('whatever people ask of all services, in any order, while much goes wrong', () => {
  it.each(SEEDS)('every invariant holds (AMENDS_SEED=%s repeats it)', async (seed) => {
    const { violations, figures } = await runBatch({ seed, complaints: COMPLAINTS, rounds: ROUNDS });
    expect(violations).toEqual([]);
    // Rather few would say that the people of the simulation no longer come to an end.
    expect(Object.fromEntries(figures.complaints)['ever closed']).toBeGreaterThan(COMPLAINTS / 20);
  }, WITHIN_MS);

  it('a seed repeats a run to the last event', async () => {
    const [one, two] = [await runBatch({ seed: SEEDS[0]!, complaints: 50, rounds: 12 }), await runBatch({ seed: SEEDS[0]!, complaints: 50, rounds: 12 })];
    expect(two.digest).toBe(one.digest);
    expect(two.figures).toEqual(one.figures);
  }, WITHIN_MS);
});
