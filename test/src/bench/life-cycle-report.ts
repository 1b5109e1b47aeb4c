import { AMENDS, CRUD, type AtSize, type LifeCycles, type Lives } from './life-cycle.js';
import { CALLS } from './load/cycle-job.js';
import { cost, median, table, type Report } from './report.js';
import { number, said, spreadOf } from './spread.js';

/** Of a national grievance system, on 16 virtual processors; the source of quality.md's figure. */
const PUBLISHED = 'A national grievance system published: 37/s on 16 virtual processors, 6.3/s with 1,000,000 present, 4.4 % success in spikes.';

/** B10 for people. */
export function lifeCycleReport(found: LifeCycles): Report {
  const closed = table(['B10: create, assign, resolve, search', 'present', 'workers', 'cycles/s (range)', 'decay %', 'p95 ms: cycle', ...CALLS, 'success %', '503 repeated', 'CPU µs/cycle: app', 'PostgreSQL', 'Kafka']);
  const spikes = table(['B10: spikes 1→15→1→25→2→35→10 a second', 'present', 'begun', 'success %', 'p50 ms: cycle', 'p95 ms: cycle', 'max ms', '503 repeated']);
  for (const [name, sizes] of Object.entries(found)) {
    closed.push(...sizes.map((size) => closedRow(name, size, sizes[0]!)));
    spikes.push(...sizes.map((size) => spikeRow(name, size)));
  }
  return { text: [closed.toString(), spikes.toString(), ...failures(found), NOTE, PUBLISHED].join('\n'), summary: summary(found) };
}

const NOTE =
  'Complaints present are copies of lived ones in every table and index that grows with complaints (their hash chains are those of the originals, deadlines lie 30 days ahead, topics are not filled).';

function closedRow(name: string, { present, workers, closed }: AtSize, first: AtSize): string[] {
  const p95 = CALLS.map((call) => number(median(closed, ({ outcome }) => outcome.calls[call].p95), 1));
  return [
    name, number(present), number(workers), said(spreadOf(closed.map(({ perSecond }) => perSecond))), number(decay(closed, first.closed), 1),
    number(median(closed, ({ outcome }) => outcome.cycle.p95), 1), ...p95, number(success(closed), 2), number(retried(closed)),
    cost(closed, 'app'), cost(closed, 'postgres'), cost(closed, 'kafka'),
  ];
}

function spikeRow(name: string, { present, spikes }: AtSize): string[] {
  const { begun, cycle } = spikes.outcome;
  return [name, number(present), number(begun), number(success([spikes]), 2), number(cycle.p50, 1), number(cycle.p95, 1), number(cycle.max, 1), number(retried([spikes]))];
}

const rate = (lives: readonly Lives[]): number => median(lives, ({ perSecond }) => perSecond);
const decay = (full: readonly Lives[], empty: readonly Lives[]): number => 100 * (1 - rate(full) / rate(empty));
const retried = (lives: readonly Lives[]): number => sum(lives, ({ outcome }) => outcome.retried);
const success = (lives: readonly Lives[]): number => (100 * sum(lives, ({ outcome }) => outcome.completed)) / sum(lives, ({ outcome }) => outcome.begun);
const sum = (lives: readonly Lives[], of: (one: Lives) => number): number => lives.reduce((total, one) => total + of(one), 0);

/** What broke off, and how often. */
function failures(found: LifeCycles): string[] {
  return Object.entries(found).flatMap(([name, sizes]) => {
    const counts = new Map<string, number>();
    for (const { outcome } of sizes.flatMap(({ closed, spikes }) => [...closed, spikes])) {
      for (const [what, times] of Object.entries(outcome.failed)) counts.set(what, (counts.get(what) ?? 0) + times);
    }
    return counts.size === 0 ? [] : [`${name}, broken off: ${[...counts].map(([what, times]) => `${number(times)} × ${what}`).join(', ')}`];
  });
}

function summary(found: LifeCycles): string {
  const [first, last] = [found[AMENDS]!.at(0)!, found[AMENDS]!.at(-1)!];
  const crud = found[CRUD]!.at(-1)!;
  const ratio = rate(last.closed) / rate(crud.closed);
  return (
    `B10 ${number(rate(last.closed))} life cycles/s with ${number(last.present)} present = ${number(ratio, 2)}× CRUD, decay ${number(decay(last.closed, first.closed), 1)} %, ` +
    `success ${number(success(last.closed), 2)} %, in spikes ${number(success([last.spikes]), 2)} % and p95 ${number(last.spikes.outcome.cycle.p95)} ms`
  );
}
