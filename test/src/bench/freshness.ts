import { quantile } from '@amends/statistics';
import type { RunningAmends } from './amends.js';
import { startBaseline, type Contender } from './contender.js';
import type { Generator } from './load/generator.js';
import type { Acceptance } from './load/job.js';
import { measure, type Measurement } from './measure.js';
import type { BenchOptions } from './options.js';
import { query, type Workplace } from './workplace.js';

/** One repetition: how long after its 201 a complaint stood in the read model, milliseconds. */
export interface Freshness {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly complaints: number;
  readonly measurement: Measurement;
}

const RATE = 200;
const CONNECTIONS = 64;
const WARM_UP_SECONDS = 3;

/** The names under which B4 shows its contenders. */
export const RELAYED = 'Amends';
export const POLLED = 'outbox polled every second';

/**
 * When the read model shows a complaint is asked of PostgreSQL afterwards: the commit time of the transaction that wrote the row
 * (track_commit_timestamp), on the clock of this machine, like the time of the 201. Nobody looks in vain while it is measured, and no
 * pace of looking blurs it. PostgreSQL takes the time just before the commit can be seen; these commits do not wait for the disk
 * (a replay brings them back), so that it is microseconds before. Rows that are only ever inserted, because an update has another writer.
 */
const visible = (table: string, id: string, where: string): string =>
  `select ${id} as id, extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000000 as micros from ${table} where ${where} and ${id} = any($1::uuid[])`;

const AMENDS_ROWS = visible('insight.file_v4_timeline', 'complaint', "source = 'intake' and stream_kind = 'complaint' and version = 1");
const OUTBOX_ROWS = visible('read_model', 'complaint', 'true');

/** Measures B4: from 201 to the row in the read model at 200 a second, Amends beside a polled outbox, in turns. */
export async function measureFreshness(workplace: Workplace, amends: RunningAmends, generator: Generator, options: BenchOptions, progress: (text: string) => void): Promise<ReadonlyMap<string, readonly Freshness[]>> {
  const outbox = await startBaseline(workplace, 'polling-outbox', POLLED, amends.customers);
  const contenders = [{ contender: amends as Contender, name: RELAYED, rows: AMENDS_ROWS }, { contender: outbox, name: POLLED, rows: OUTBOX_ROWS }];
  const found = new Map<string, Freshness[]>(contenders.map(({ name }) => [name, []]));
  try {
    progress('warming up');
    await warmUp(generator, amends, () => amends.caughtUp());
    await warmUp(generator, outbox);
    for (let repetition = 1; repetition <= options.repetitions; repetition++) {
      progress(`repetition ${repetition} of ${options.repetitions}`);
      for (const { contender, name, rows } of contenders) found.get(name)!.push(await once(generator, contender, rows, options.seconds));
    }
    return found;
  } finally {
    await outbox.stop();
  }
}

/** First as fast as it goes, so that the code is compiled, then at the pace that is measured. */
async function warmUp(generator: Generator, contender: Contender, caughtUp?: () => Promise<number>): Promise<void> {
  await measure(generator, contender, { connections: CONNECTIONS, seconds: WARM_UP_SECONDS }, caughtUp);
  await measure(generator, contender, { connections: CONNECTIONS, seconds: WARM_UP_SECONDS, rate: RATE }, caughtUp);
}

async function once(generator: Generator, contender: Contender, rows: string, seconds: number): Promise<Freshness> {
  const measurement = await measure(generator, contender, { connections: CONNECTIONS, seconds, rate: RATE, keepIds: true });
  const { acceptances } = measurement.outcome;
  const seen = await allVisible(contender.databaseUrl, rows, acceptances);
  const delays = Float64Array.from(acceptances, ([id, micros]) => (seen.get(id)! - micros) / 1000).sort();
  return { p50: quantile(delays, 0.5)!, p99: quantile(delays, 0.99)!, max: delays.at(-1)!, complaints: delays.length, measurement };
}

/** Waits until every complaint has its row; microseconds since 1970 by id. */
async function allVisible(url: string, text: string, acceptances: readonly Acceptance[]): Promise<ReadonlyMap<string, number>> {
  const ids = acceptances.map(([id]) => id);
  for (let look = 0; look < 100; look++) {
    const rows = await query<{ id: string; micros: string }>(url, text, [ids]);
    if (rows.length === ids.length) return new Map(rows.map(({ id, micros }) => [id, Number(micros)]));
  }
  throw new Error('not every complaint came to the read model');
}
