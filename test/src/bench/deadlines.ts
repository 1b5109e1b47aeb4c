import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningAmends } from './amends.js';
import { RowByRow } from './baselines/row-by-row.js';
import { armDeadlines, type ArmedDeadlines } from './fill/arm-deadlines.js';
import { countProcessorTime } from './processor-time.js';
import { query } from './workplace.js';

/** How many deadlines are armed, and how many of them fall due in one second. */
export interface DeadlineOptions {
  readonly armed: number;
  readonly due: number;
}

/** How late deadlines were struck, from due to committed, in milliseconds; the grace of 50 ms is part of it. */
export interface Lateness {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
  readonly greatest: number;
}

/** What became of deadlines that fell due in one second. */
export interface Second {
  readonly lateness: Lateness;
  readonly struck: number;
  /** Deadlines that were never struck, or more than once. */
  readonly lost: number;
  readonly twice: number;
}

/** B6's findings. */
export interface Deadlines {
  readonly armed: number;
  readonly due: number;
  readonly armingSeconds: number;
  /** Processor time as shares of one core while nothing is due, by process. */
  readonly idle: Readonly<Record<string, number>>;
  readonly quiet: Second;
  /** The process was killed when a third of them was struck, and started again. */
  readonly killed: Second & { readonly awayMs: number };
  readonly rowByRow: Second;
}

const IDLE_SECONDS = 10;
/** From the start of a process, or from making something due, until it is measured. */
const SETTLE_MS = 3000;
const PATIENCE_MS = 120_000;

/** Measures B6: how late the clock is when thousands fall due in one second, before and over a kill -9, beside polling row by row. */
export async function measureDeadlines(amends: RunningAmends, { armed, due }: DeadlineOptions, progress: (text: string) => void): Promise<Deadlines> {
  const { databaseUrl } = amends;
  progress(`arming ${armed}`);
  const begin = performance.now();
  const deadlines = await arm(amends, armed);
  const armingSeconds = (performance.now() - begin) / 1000;
  if (deadlines.complaints < 2 * due) throw new Error(`${armed} deadlines stand on ${deadlines.complaints} complaints: of ${2 * due} one is to fall due; arm more, or let fewer fall due`);
  await amends.start('escalation');
  await sleep(SETTLE_MS);
  progress('idle');
  const idle = await idleShares(amends);
  progress(`${due} due`);
  const quiet = await strikeThem(amends, deadlines, 1, due, async () => undefined);
  progress(`${due} due, and kill -9`);
  let awayMs = 0;
  const killed = await strikeThem(amends, deadlines, due + 1, due, async (at) => void (awayMs = await killInTheMiddle(amends, due, at)));
  await amends.stop();
  progress(`row by row, ${due} due`);
  const rowByRow = await pollThem(databaseUrl, deadlines.deadlines, due);
  return { armed: deadlines.deadlines, due, armingSeconds, idle, quiet, killed: { ...killed, awayMs }, rowByRow };
}

/** Registers one complaint by e-mail, which Amends acknowledges by itself, and copies what the ledger knows of it. */
async function arm(amends: RunningAmends, deadlines: number): Promise<ArmedDeadlines> {
  const { url, path, headers } = amends.target;
  const id = randomUUID();
  const body = JSON.stringify({ id, customerId: amends.customers[0], contact: { channel: 'e-mail', direction: 'inbound' }, product: 'W-200' });
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
  if (answer.status !== 201) throw new Error(`the complaint was not registered: ${answer.status} ${await answer.text()}`);
  await amends.caughtUp();
  await amends.stop();
  return armDeadlines(amends.databaseUrl, id, deadlines);
}

async function idleShares({ pids: { app, postgres, kafka } }: RunningAmends): Promise<Record<string, number>> {
  const used = countProcessorTime({ escalation: app!, postgres: postgres!, kafka: kafka! });
  await sleep(IDLE_SECONDS * 1000);
  return Object.fromEntries(Object.entries(used()).map(([name, micros]) => [name, micros / (IDLE_SECONDS * 1_000_000)]));
}

async function strikeThem(amends: RunningAmends, deadlines: ArmedDeadlines, from: number, count: number, meanwhile: (at: number) => Promise<void>): Promise<Second> {
  // Making them due takes its time, too; in reality they are known for hours.
  const at = Date.now() + SETTLE_MS + count;
  await deadlines.makeDue(from, count, at);
  await Promise.all([meanwhile(at), until(async () => (await leftOf(amends.databaseUrl, at)) === 0 && Date.now() > at + 1000)]);
  const rows = await query<{ late: number[] }>(amends.databaseUrl, STRUCK, [from, count]);
  return secondOf(rows.map(({ late }) => late));
}

/** Of each deadline how late it was struck, as often as it was; by the time of the commit. */
const STRUCK = `
select array_remove(array_agg((extract(epoch from pg_xact_commit_timestamp(e.xmin)) - extract(epoch from c.due))::float8 * 1000), null) as late
from armed.copies c left join escalation.events e on e.stream_id = c.complaint and e.stream_kind = 'obligations' and e.type = 'ObligationMissed'
where c.n >= $1 and c.n < $1 + $2 group by c.n`;

const leftOf = async (url: string, at: number): Promise<number> =>
  (await query<{ left: number }>(url, `select count(*)::int as left from escalation.deadlines where coalesce(warn_at, due_at) < to_timestamp($1::float8 / 1000) + interval '1 second'`, [at]))[0]!.left;

/** Returns for how long nobody struck: from the kill until the next process is ready. */
async function killInTheMiddle(amends: RunningAmends, count: number, at: number): Promise<number> {
  await until(async () => (await leftOf(amends.databaseUrl, at)) < (count * 2) / 3);
  const begin = performance.now();
  process.kill(amends.pids['app']!, 'SIGKILL');
  await amends.start('escalation');
  return performance.now() - begin;
}

async function pollThem(url: string, armed: number, count: number): Promise<Second> {
  const rowByRow = await RowByRow.open(url, armed);
  rowByRow.start();
  try {
    const at = Date.now() + SETTLE_MS;
    await rowByRow.makeDue(count, at);
    await until(async () => (await query<{ left: number }>(url, 'select count(*)::int as left from polled.deadlines where id <= $1 and not missed', [count]))[0]!.left === 0);
    const rows = await query<{ late: number[] }>(url, POLLED, [count]);
    return secondOf(rows.map(({ late }) => late));
  } finally {
    await rowByRow.close();
  }
}

const POLLED = `
select array_remove(array_agg((extract(epoch from pg_xact_commit_timestamp(e.xmin)) - extract(epoch from d.due_at))::float8 * 1000), null) as late
from polled.deadlines d left join polled.events e on e.deadline = d.id where d.id <= $1 group by d.id`;

function secondOf(struck: readonly (readonly number[])[]): Second {
  const late = struck.flatMap(([first]) => (first === undefined ? [] : [first])).sort((a, b) => a - b);
  const at = (part: number): number => late[Math.min(Math.ceil(late.length * part), late.length) - 1] ?? Infinity;
  return {
    lateness: { p50: at(0.5), p99: at(0.99), p999: at(0.999), greatest: at(1) },
    struck: late.length,
    lost: struck.filter(({ length }) => length === 0).length,
    twice: struck.filter(({ length }) => length > 1).length,
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; !(await holds()); await sleep(50)) {
    if (performance.now() > end) throw new Error(`it did not come to an end within ${PATIENCE_MS / 1000} s`);
  }
}
