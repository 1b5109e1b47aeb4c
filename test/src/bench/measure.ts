import type { Contender } from './contender.js';
import type { Generator } from './load/generator.js';
import type { Job, Outcome } from './load/job.js';
import { countProcessorTime } from './processor-time.js';

/** One load on one contender, until it has done all that follows from it. */
export interface Measurement {
  readonly outcome: Outcome;
  readonly perSecond: number;
  /** Milliseconds from the last answer until everything was handled; 0 where nothing follows. */
  readonly drainMs: number;
  /** Processor time in microseconds for each accepted request, by process, work after the last answer included. */
  readonly cost: Readonly<Record<string, number>>;
}

/** Loads a contender and waits for what follows; throws when a request was not accepted. */
export async function measure(generator: Generator, contender: Contender, load: Omit<Job, keyof Contender['target']>, after: () => Promise<number> = async () => 0): Promise<Measurement> {
  const used = countProcessorTime(contender.pids);
  const outcome = await generator.run({ ...contender.target, ...load });
  const drainMs = await after();
  const failures = Object.entries(outcome.failed);
  if (failures.length > 0) throw new Error(`${contender.name} refused: ${failures.map(([what, times]) => `${times} × ${what}`).join(', ')}`);
  const micros = { ...used(), generator: outcome.processorMicros };
  const cost = Object.fromEntries(Object.entries(micros).map(([name, spent]) => [name, spent / outcome.accepted]));
  return { outcome, perSecond: outcome.accepted / outcome.seconds, drainMs, cost };
}
