import type { RunningAmends } from './amends.js';
import { countProcessorTime } from './processor-time.js';
import { measure } from './measure.js';
import type { Generator } from './load/generator.js';
import type { BenchOptions } from './options.js';
import { PlainInserts } from './plain-inserts.js';
import { query, type Workplace } from './workplace.js';

/** Event rows a second in one repetition, and the processor time of each row in microseconds, by process. */
export interface Rows {
  readonly perSecond: number;
  readonly cost: Readonly<Record<string, number>>;
}

/** B2's findings: all logs together, intake's and the ledger's apart, and the plain insert of the same row. */
export type LoggedRows = ReadonlyMap<string, readonly Rows[]>;

const CONNECTIONS = 256;
const WARM_UP_SECONDS = 2;

/** The names under which B2 shows what it counted. */
export const ALL_LOGS = 'Amends, all logs';
export const PLAIN = 'plain insert, 100 rows a transaction';
const INTAKE = "Amends, intake's log";
const LEDGER = "Amends, the ledger's log";

/** Measures B2: event rows synced to disk a second under B1's load at full speed, beside a plain insert of the same row, in turns. */
export async function measureLoggedRows(workplace: Workplace, amends: RunningAmends, generator: Generator, options: BenchOptions, progress: (text: string) => void): Promise<LoggedRows> {
  const found = new Map<string, Rows[]>([ALL_LOGS, INTAKE, LEDGER, PLAIN].map((name) => [name, []]));
  const note = (rows: Readonly<Record<string, Rows>>): void => Object.entries(rows).forEach(([name, one]) => found.get(name)!.push(one));
  progress('warming up');
  await loadAmends(amends, generator, WARM_UP_SECONDS);
  const plain = await PlainInserts.open(amends.databaseUrl);
  try {
    await plain.run(WARM_UP_SECONDS);
    for (let repetition = 1; repetition <= options.repetitions; repetition++) {
      progress(`repetition ${repetition} of ${options.repetitions}`);
      note(await loadAmends(amends, generator, options.seconds));
      note({ [PLAIN]: await loadPlain(workplace, plain, options.seconds) });
    }
  } finally {
    await plain.close();
  }
  return found;
}

interface Appended {
  readonly log: string;
  readonly rows: number;
  readonly first: number;
  readonly last: number;
}

const LOGS = ['intake', 'resolution', 'escalation', 'follow_up'];

/** How much each log grew since a point of time, and in which seconds since 1970. */
const APPENDED = LOGS.map(
  (log) => `select '${log}' as log, count(*)::int as rows, extract(epoch from min(recorded_at))::float as first, extract(epoch from max(recorded_at))::float as last
    from ${log}.events where recorded_at > $1`,
).join(' union all ');

async function loadAmends(amends: RunningAmends, generator: Generator, seconds: number): Promise<Record<string, Rows>> {
  const [begin] = await query<{ now: string }>(amends.databaseUrl, 'select now()::text as now');
  const { cost, outcome } = await measure(generator, amends, { connections: CONNECTIONS, seconds }, () => amends.caughtUp());
  const logs = (await query<Appended>(amends.databaseUrl, APPENDED, [begin!.now])).filter(({ rows }) => rows > 0);
  const rows = logs.reduce((sum, log) => sum + log.rows, 0);
  const perRow = Object.fromEntries(Object.entries(cost).map(([name, micros]) => [name, (micros * outcome.accepted) / rows]));
  const only = (name: string): Rows => ({ perSecond: perSecond(logs.filter(({ log }) => log === name)), cost: {} });
  return { [ALL_LOGS]: { perSecond: perSecond(logs), cost: perRow }, [INTAKE]: only('intake'), [LEDGER]: only('escalation') };
}

/** From the first to the last row, so that a ledger which is still at work after the last answer counts all of its time. */
function perSecond(logs: readonly Appended[]): number {
  const rows = logs.reduce((sum, log) => sum + log.rows, 0);
  return rows / (Math.max(...logs.map(({ last }) => last)) - Math.min(...logs.map(({ first }) => first)));
}

async function loadPlain({ postgres }: Workplace, plain: PlainInserts, seconds: number): Promise<Rows> {
  const used = countProcessorTime({ postgres: postgres.pid, generator: process.pid });
  const { rows, perSecond } = await plain.run(seconds);
  return { perSecond, cost: Object.fromEntries(Object.entries(used()).map(([name, micros]) => [name, micros / rows])) };
}
