import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { BatchReport } from './batch.js';
import type { Extent } from './simulation.js';

/** Complaints of one company: so many are interleaved; more companies are simulated one after the other, or side by side. */
const COMPLAINTS = 2000;
/** Enough for most complaints to come to an end: some 25 commands each. */
const ROUNDS = 34;
/** What one seed gives another one for the next batch. */
const NEXT = 1_000_003;

/** The batches of a run; each has a seed of its own that follows from the run's, the first one that very seed. */
export function batchesOf({ sequences, seed }: { readonly sequences: number; readonly seed: number }): readonly Extent[] {
  const count = Math.ceil(sequences / COMPLAINTS);
  return Array.from({ length: count }, (_, nth) => ({ seed: seed + nth * NEXT, complaints: Math.min(COMPLAINTS, sequences - nth * COMPLAINTS), rounds: ROUNDS }));
}

type Heard = { readonly round?: number; readonly report?: BatchReport; readonly failed?: string };

/** Runs batches, so many processes side by side; `hear` is told of rounds and reports as they come. */
export async function runBatches(batches: readonly Extent[], processes: number, hear: { round(extent: Extent, round: number): void; report(report: BatchReport): void }): Promise<readonly BatchReport[]> {
  const left = [...batches];
  const reports: BatchReport[] = [];
  const work = async (): Promise<void> => {
    const child = fork(join(__dirname, 'worker.js'), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    try {
      for (let extent = left.shift(); extent; extent = left.shift()) {
        const report = await one(child, extent, (round) => hear.round(extent!, round));
        reports.push(report);
        hear.report(report);
      }
    } finally {
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(processes, batches.length) }, work));
  return reports;
}

function one(child: ChildProcess, extent: Extent, hear: (round: number) => void): Promise<BatchReport> {
  return new Promise((done, failed) => {
    const fail = (why: string): void => failed(new Error(`the batch of seed ${extent.seed} ${why}`));
    const ended = (): void => fail('ended before it was done');
    const listen = ({ round, report, failed: why }: Heard): void => {
      if (round !== undefined) return hear(round);
      // The runtime tells whoever started it what it is doing.
      if (report === undefined && why === undefined) return;
      child.off('message', listen).off('exit', ended);
      if (report) done(report);
      else fail(`failed: ${why}`);
    };
    child.on('message', listen).once('exit', ended);
    child.send(extent);
  });
}
