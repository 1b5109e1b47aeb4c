import { Book } from './book.js';
import { Load } from './load.js';
import type { ChaosOptions } from './options.js';
import { Rounds, type RoundReport } from './round.js';
import { System } from './system.js';

/** So many agents work side by side. */
const AGENTS = 6;

/** Starts a system, puts it through all rounds, ends it; `hear` gets each round's report, `notes` what the launcher says. Stops after a round with violations. */
export async function runChaos({ rounds, seed }: ChaosOptions, hear: (report: RoundReport) => void, notes: (line: string) => void, signal: AbortSignal): Promise<readonly RoundReport[]> {
  const system = await System.start(notes);
  const reports: RoundReport[] = [];
  try {
    const book = new Book();
    const all = new Rounds(system, new Load(seed, AGENTS, () => system.as('supervisor'), book), book, seed);
    for (let round = 1; round <= rounds && !signal.aborted; round++) {
      const report = await all.run(round);
      reports.push(report);
      hear(report);
      if (report.violations.length > 0) break;
    }
    return reports;
  } finally {
    await system.stop();
  }
}
