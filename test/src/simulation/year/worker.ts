import { runYear, type YearExtent } from './batch.js';

/** A process that lives years, as it is told, and tells what came of each. */
process.on('message', (extent: YearExtent) => process.send!(runYear(extent)));
process.on('disconnect', () => process.exit(0));
