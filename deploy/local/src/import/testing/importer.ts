import type { ImportOptions } from '../import-incidents.js';
import { importIncidents } from '../index.js';

/** What the process is told on its command line, as JSON. */
export interface ImporterArguments {
  options: Omit<ImportOptions, 'signal' | 'destination'>;
  url: string;
  token: string;
}

/** An importer in a process of its own, so that a test can kill it: tells each time how many rows are through. */
async function main(): Promise<void> {
  const { options, url, token } = JSON.parse(process.argv[2]!) as ImporterArguments;
  const destination = { url, token: () => Promise.resolve(token) };
  const nothing = () => undefined;
  const progress = { surveyed: nothing, settling: nothing, rows: (through: number) => void process.send?.(through) };
  await importIncidents({ ...options, destination, signal: new AbortController().signal }, progress);
}

void main();
