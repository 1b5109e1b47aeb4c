import { checkAll } from './checks/index.js';
import { SimulatedCompany } from './company.js';
import { digestOf } from './digest.js';
import { figuresOf, type Figures } from './figures.js';
import { Simulation, type Extent } from './simulation.js';

/** What came of one run. */
export interface BatchReport {
  readonly seed: number;
  /** One line for all that was recorded and published: the same seed, the same line. */
  readonly digest: string;
  readonly figures: Figures;
  /** Seconds that the run and the checks took. */
  readonly ran: number;
  readonly checked: number;
  readonly violations: readonly string[];
}

/** Simulates one company with a database of its own from a seed, and checks everything at the end. */
export async function runBatch(extent: Extent, hear?: (round: number) => void): Promise<BatchReport> {
  const company = await SimulatedCompany.open(extent.seed);
  const startedAt = performance.now();
  try {
    const { simulation, database } = await Simulation.over(company, extent);
    try {
      await simulation.run(hear);
      const ran = since(startedAt);
      const digest = await digestOf(database);
      const checkedAt = performance.now();
      const { violations, stories } = await checkAll(simulation, database);
      return { seed: extent.seed, digest, figures: figuresOf(simulation, stories), ran, checked: since(checkedAt), violations };
    } finally {
      await database.end();
    }
  } finally {
    await company.close();
  }
}

const since = (start: number): number => Math.round((performance.now() - start) / 100) / 10;
