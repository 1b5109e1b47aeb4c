import { merge, type WhatIfResult } from '@amends/escalation/what-if';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { WORKSPACE } from '../launcher/index.js';
import type { Question } from './question.js';
import type { Share, Told } from './thread.js';

/** Each thread keeps the complaints of its partitions in memory and holds a connection; the topic has twelve partitions. */
const MOST_THREADS = 6;
/** Every event makes the pages of its complaint anew. With Node's 16 MB most of them outlive a collection or two and are copied: 20 % more processor time. */
const YOUNG_MB = 128;
const THREAD = join(WORKSPACE, 'deploy/local/dist/what-if/thread.js');

/** The stored complaints judged in as many threads as there are processors, each those of its own partitions; tells how far all are, in messages. */
export async function judgedInThreads(
  question: Question,
  progress: (done: number, total: number) => void,
  count = Math.min(availableParallelism(), MOST_THREADS),
): Promise<{ readonly result: WhatIfResult; readonly unreadable: number }> {
  const workers = Array.from({ length: count }, (_, index) => new Worker(THREAD, { workerData: { question, index, of: count } satisfies Share, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } }));
  try {
    followProgress(workers, progress);
    const reading = Promise.all(workers.map((worker) => told(worker, 'read')));
    const judging = Promise.all(workers.map((worker) => told(worker, 'judged')));
    judging.catch(() => undefined);
    const read = await reading;
    const cuts = new Map(read.flatMap(({ cuts: some }) => [...some]));
    for (const worker of workers) worker.postMessage(cuts);
    const parts = (await judging).map(({ result }) => result) as [WhatIfResult, ...WhatIfResult[]];
    return { result: merge(parts), unreadable: read.reduce((sum, { unreadable }) => sum + unreadable, 0) };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function followProgress(workers: readonly Worker[], progress: (done: number, total: number) => void): void {
  const far = workers.map(() => ({ done: 0, total: 0 }));
  workers.forEach((worker, index) =>
    worker.on('message', (message: Told) => {
      if (message.kind !== 'progress') return;
      far[index] = message;
      progress(far.reduce((sum, { done }) => sum + done, 0), far.reduce((sum, { total }) => sum + total, 0));
    }),
  );
}

/** What a thread tells of that kind; throws what it failed by. */
function told<Kind extends Told['kind']>(worker: Worker, kind: Kind): Promise<Extract<Told, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: Told) => message.kind === kind && resolve(message as Extract<Told, { kind: Kind }>));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`A thread that judged ended with ${code} before it was done.`)));
  });
}
