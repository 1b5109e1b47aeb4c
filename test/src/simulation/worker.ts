import { runBatch } from './batch.js';
import type { Extent } from './simulation.js';

/** A process that simulates one batch after the other, as it is told, and tells what came of each. */
process.on('message', (extent: Extent) => {
  void runBatch(extent, (round) => process.send!({ round })).then(
    (report) => process.send!({ report }),
    (error: unknown) => process.send!({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
