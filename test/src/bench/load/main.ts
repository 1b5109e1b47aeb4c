import type { Job } from './job.js';
import { Load } from './load.js';

process.on('message', (job: Job) => {
  new Load(job).perform().then(
    (outcome) => process.send!({ outcome }),
    (error: Error) => process.send!({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit(0));
