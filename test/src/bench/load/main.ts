import type { CycleJob } from './cycle-job.js';
import { Cycles } from './cycles.js';
import type { Job } from './job.js';
import { Load } from './load.js';

process.on('message', (job: Job | CycleJob) => {
  perform(job).then(
    (outcome) => process.send!({ outcome }),
    (error: Error) => process.send!({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit(0));

const perform = (job: Job | CycleJob): Promise<unknown> => ('kind' in job ? new Cycles(job) : new Load(job)).perform();
