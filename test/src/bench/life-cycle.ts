import type { RunningAmends } from './amends.js';
import { startBaseline, type Contender } from './contender.js';
import { fillAmends, fillPlain } from './fill/fill.js';
import type { CycleJob, CycleOutcome } from './load/cycle-job.js';
import type { Generator } from './load/generator.js';
import type { BenchOptions } from './options.js';
import { countProcessorTime } from './processor-time.js';
import type { Workplace } from './workplace.js';

/** One load of life cycles, and the processor time of each in microseconds by process, work after the last answer included. */
export interface Lives {
  readonly outcome: CycleOutcome;
  readonly perSecond: number;
  readonly drainMs: number;
  readonly cost: Readonly<Record<string, number>>;
}

/** What one side did with so many complaints present. */
export interface AtSize {
  readonly present: number;
  readonly workers: number;
  /** How long it took to make them, seconds. */
  readonly filledIn: number;
  readonly closed: readonly Lives[];
  readonly spikes: Lives;
}

/** B10's findings by contender. */
export type LifeCycles = Readonly<Record<string, readonly AtSize[]>>;

/** The names under which B10 shows its contenders. */
export const AMENDS = 'Amends';
export const CRUD = 'Nest + Express + TypeORM CRUD';

/** Life cycles that begin a second, one step after the other: the load under which the published figure was taken. */
const SPIKES = [1, 15, 1, 25, 2, 35, 10];
const SPIKE_SECONDS = 2;
/** So many life cycles under way in spikes at most; more than any step begins. */
const SPIKE_WORKERS = 256;
const WARM_UP_SECONDS = 3;
const WORKERS = [32, 64, 128];
const LOOK_SECONDS = 2;

/** Measures B10: life cycles of complaints with ever more of them present, Amends beside a plain application, in turns. */
export async function measureLifeCycle(workplace: Workplace, amends: RunningAmends, generator: Generator, options: BenchOptions, progress: (text: string) => void): Promise<LifeCycles> {
  const crud = await startBaseline(workplace, 'express-crud', CRUD, amends.customers);
  const sides = [
    new Side(AMENDS, 'amends', amends, generator, () => amends.caughtUp(), (complaints) => fillAmends(amends, complaints)),
    new Side(CRUD, 'plain', crud, generator, async () => 0, (complaints) => fillPlain(crud, complaints)),
  ];
  try {
    for (const side of sides) {
      progress(`${side.name}: looking for the number of workers that live the most`);
      await side.findWorkers();
    }
    for (const present of options.complaints) await measureAt(present, sides, options, progress);
    return Object.fromEntries(sides.map(({ name, found }) => [name, found]));
  } finally {
    await crud.stop();
  }
}

async function measureAt(present: number, sides: readonly Side[], options: BenchOptions, progress: (text: string) => void): Promise<void> {
  for (const side of sides) {
    progress(`${present.toLocaleString('en')} complaints: filling ${side.name}`);
    await side.begin(present);
  }
  for (let repetition = 1; repetition <= options.repetitions; repetition++) {
    progress(`${present.toLocaleString('en')} complaints: repetition ${repetition} of ${options.repetitions}`);
    for (const side of sides) await side.repeat(options.seconds);
  }
  progress(`${present.toLocaleString('en')} complaints: spikes`);
  for (const side of sides) await side.spike();
}

/** One contender, and what was found of it so far. */
class Side {
  readonly found: AtSize[] = [];
  private workers = WORKERS[0]!;
  private present = 0;
  private filledIn = 0;
  private closed: Lives[] = [];

  constructor(
    readonly name: string,
    private readonly routes: CycleJob['routes'],
    private readonly contender: Contender,
    private readonly generator: Generator,
    private readonly caughtUp: () => Promise<number>,
    private readonly fill: (complaints: number) => Promise<void>,
  ) {}

  /** A side that is still being compiled by V8 would not tell; what is looked at lives on as what a filling is copied from. */
  async findWorkers(): Promise<void> {
    await this.load(WARM_UP_SECONDS);
    const looks: { workers: number; perSecond: number }[] = [];
    for (const workers of WORKERS) {
      this.workers = workers;
      looks.push({ workers, perSecond: (await this.load(LOOK_SECONDS)).perSecond });
    }
    this.workers = looks.sort((a, b) => b.perSecond - a.perSecond)[0]!.workers;
  }

  async begin(present: number): Promise<void> {
    const begin = performance.now();
    await this.fill(present - this.present);
    this.filledIn = (performance.now() - begin) / 1000;
    this.present = present;
    this.closed = [];
    await this.load(WARM_UP_SECONDS);
  }

  async repeat(seconds: number): Promise<void> {
    this.closed.push(await this.load(seconds));
  }

  async spike(): Promise<void> {
    const spikes = await this.load(SPIKE_SECONDS, { workers: SPIKE_WORKERS, rates: SPIKES });
    const { present, workers, filledIn, closed } = this;
    this.found.push({ present, workers, filledIn, closed, spikes });
  }

  private async load(seconds: number, changed: Partial<CycleJob> = {}): Promise<Lives> {
    const { url, headers, bodies } = this.contender.target;
    const used = countProcessorTime(this.contender.pids);
    const outcome = await this.generator.run({ kind: 'cycles', url, headers, bodies, routes: this.routes, workers: this.workers, seconds, ...changed });
    const drainMs = await this.caughtUp();
    const micros = { ...used(), generator: outcome.processorMicros };
    const cost = Object.fromEntries(Object.entries(micros).map(([name, spent]) => [name, spent / outcome.completed]));
    return { outcome, perSecond: outcome.completed / outcome.seconds, drainMs, cost };
  }
}
