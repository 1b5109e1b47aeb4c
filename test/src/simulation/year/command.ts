import { fork } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { YearExtent, YearReport } from './batch.js';

const MOST_PROCESSES = 4;
/** What one seed gives another one for the next process. */
const NEXT = 1_000_003;
const TOLD = 20;

/** `npm run simulate -- --year`: lives the year in a few processes side by side; exit status 0 when every invariant held. */
export async function simulateYear({ seed, complaints }: YearExtent, say: (line: string) => void): Promise<number> {
  const startedAt = performance.now();
  say(`simulate: a year over ${complaints} complaints, seed ${seed}`);
  const reports = await Promise.all(sharesOf({ seed, complaints }, Math.min(MOST_PROCESSES, cpus().length)).map(lived));
  for (const { violations, seed: own, complaints: share } of reports) {
    if (violations.length > 0) say(`  seed ${own} with ${share} complaints: ${violations.length} violations`);
    violations.slice(0, TOLD).forEach((violation) => say(`    ✖ ${violation}`));
  }
  const sum = (of: (report: YearReport) => number): number => reports.reduce((total, report) => total + of(report), 0);
  say(Object.keys(reports[0]!.counts).map((type) => `${type} ${sum(({ counts }) => counts[type]!)}`).join(' · '));
  const violations = sum((report) => report.violations.length);
  say(`simulate: a year, ${sum((report) => report.complaints)} complaints, ${sum(({ events }) => events)} events, ${violations} violations, ${Math.round((performance.now() - startedAt) / 1000)} s, seed ${seed}`);
  return violations === 0 ? 0 : 1;
}

/** The same for every machine with as many processors: each process has a part of the complaints, and the first one the run's own seed. */
function sharesOf({ seed, complaints }: YearExtent, processes: number): readonly YearExtent[] {
  const share = Math.ceil(complaints / processes);
  return Array.from({ length: processes }, (_, nth) => ({ seed: seed + nth * NEXT, complaints: Math.min(share, complaints - nth * share) })).filter((one) => one.complaints > 0);
}

function lived(extent: YearExtent): Promise<YearReport> {
  return new Promise((done, failed) => {
    const child = fork(join(__dirname, 'worker.js'), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.once('exit', () => failed(new Error(`the year of seed ${extent.seed} with ${extent.complaints} complaints ended before it was over`)));
    child.once('message', (report: YearReport) => {
      done(report);
      child.kill();
    });
    child.send(extent);
  });
}
