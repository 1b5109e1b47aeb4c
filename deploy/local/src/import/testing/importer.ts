import type { ImportOptions } from '../import-incidents.js';
import { importIncidents } from '../index.js';

/** What the process is told on its command line, as JSON. */
export interface ImporterArguments {
  options: Omit<ImportOptions, 'signal' | 'destination'>;
  url: string;
  token: string;
  /** It is killed as soon as more rows than this are through. */
  killedAfter: number;
}

/** An importer in a process of its own, which is killed in the middle: by itself, because nobody else would surely come in time. */
async function main(): Promise<void> {
  const { options, url, token, killedAfter } = JSON.parse(process.argv[2]!) as ImporterArguments;
  const destination = { url, token: () => Promise.resolve(token) };
  const nothing = () => undefined;
  const progress = { surveyed: nothing, settling: nothing, rows: (through: number) => void (through > killedAfter && process.kill(process.pid, 'SIGKILL')) };
  await importIncidents({ ...options, destination, signal: new AbortController().signal }, progress);
}

void main();
