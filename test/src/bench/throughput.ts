import type { RunningAmends } from './amends.js';
import { startBaseline, type Contender } from './contender.js';
import type { Generator } from './load/generator.js';
import { measure, type Measurement } from './measure.js';
import type { BenchOptions } from './options.js';
import { query, type Workplace } from './workplace.js';

/** B1's measurements, by contender, in the order of the table. */
export interface Throughput {
  readonly measurements: ReadonlyMap<string, readonly Measurement[]>;
  /** The highest rate at which the consumers were caught up within a second of the last answer; undefined = any. */
  readonly sustainable: number | undefined;
  /** Complaints in the read model beside complaints accepted. */
  readonly readModel: number;
  readonly accepted: number;
}

const CONNECTIONS = 256;
const WARM_UP_SECONDS = 4;
/** How the rate that consumers keep is looked for. */
const LOOKS = 8;
const SLOWER = 0.88;
/** B1 asks for consumers that are caught up so soon after the last answer. */
export const CAUGHT_UP_MS = 1000;

/** The names under which B1 shows its contenders. */
export const SUSTAINED = 'Amends, consumers caught up ≤ 1 s after';
export const FLAT_OUT = 'Amends, as fast as it answers';
export const SAVE = 'Nest + Express + TypeORM save';
export const INSERT = 'Nest + Fastify + TypeORM insert';

/** Measures B1: accepted registrations a second, Amends beside plain applications, in turns. */
export async function measureThroughput(workplace: Workplace, amends: RunningAmends, generator: Generator, options: BenchOptions, progress: (text: string) => void): Promise<Throughput> {
  const baselines = await Promise.all([startBaseline(workplace, 'express-save', SAVE, amends.customers), startBaseline(workplace, 'fastify-insert', INSERT, amends.customers)]);
  try {
    return await new Contest(amends, baselines, generator, options, progress).run();
  } finally {
    await Promise.all(baselines.map((baseline) => baseline.stop()));
  }
}

class Contest {
  private readonly measurements = new Map<string, Measurement[]>([SUSTAINED, FLAT_OUT, SAVE, INSERT].map((name) => [name, []]));
  private accepted = 0;

  constructor(
    private readonly amends: RunningAmends,
    private readonly baselines: readonly Contender[],
    private readonly generator: Generator,
    private readonly options: BenchOptions,
    private readonly progress: (text: string) => void,
  ) {}

  async run(): Promise<Throughput> {
    this.progress('warming up');
    for (const baseline of this.baselines) await this.load(baseline, WARM_UP_SECONDS);
    await this.loadAmends(WARM_UP_SECONDS);
    const sustainable = await this.findSustainable();
    for (let repetition = 1; repetition <= this.options.repetitions; repetition++) {
      this.progress(`repetition ${repetition} of ${this.options.repetitions}`);
      await this.repeat(sustainable);
    }
    return { measurements: this.measurements, sustainable, readModel: await this.readModelRows(), accepted: this.accepted };
  }

  /** One turn of everybody; nobody starts before the former one is done. */
  private async repeat(sustainable: number | undefined): Promise<void> {
    const { seconds } = this.options;
    const flatOut = await this.loadAmends(seconds);
    this.note(FLAT_OUT, flatOut);
    this.note(SUSTAINED, sustainable === undefined ? flatOut : await this.loadAmends(seconds, sustainable));
    for (const baseline of this.baselines) this.note(baseline.name, await this.load(baseline, seconds));
  }

  /**
   * Undefined when the consumers keep pace with the fastest intake. Otherwise intake is slowed from what they handled in that time,
   * in steps, until they do twice in a row, because one lucky time is none. A machine that is too busy with other things to let them
   * ends the search; what they were behind by then is in the table.
   */
  private async findSustainable(): Promise<number | undefined> {
    const { seconds } = this.options;
    const first = await this.loadAmends(seconds);
    if (first.drainMs <= CAUGHT_UP_MS) return undefined;
    let rate = first.outcome.accepted / (first.outcome.seconds + first.drainMs / 1000 - CAUGHT_UP_MS / 1000);
    for (let look = 0, kept = 0; look < LOOKS && kept < 2; look++) {
      this.progress(`looking for the rate that the consumers keep: ${Math.round(rate)}/s`);
      const { drainMs } = await this.loadAmends(seconds, rate);
      kept = drainMs <= CAUGHT_UP_MS ? kept + 1 : 0;
      if (kept === 0) rate *= SLOWER;
    }
    return rate;
  }

  private async loadAmends(seconds: number, rate?: number): Promise<Measurement> {
    const load = { connections: CONNECTIONS, seconds, ...(rate === undefined ? {} : { rate }) };
    const measurement = await measure(this.generator, this.amends, load, () => this.amends.caughtUp());
    this.accepted += measurement.outcome.accepted;
    return measurement;
  }

  private load(baseline: Contender, seconds: number): Promise<Measurement> {
    return measure(this.generator, baseline, { connections: CONNECTIONS, seconds });
  }

  private note(name: string, measurement: Measurement): void {
    this.measurements.get(name)!.push(measurement);
  }

  private async readModelRows(): Promise<number> {
    const [row] = await query<{ rows: number }>(this.amends.databaseUrl, 'select count(*)::int as rows from insight.file_v4_complaints');
    return row!.rows;
  }
}
