import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Refused } from '../cli/refused.js';

/** Where the differences are written as CSV. */
export interface CsvTarget {
  write(csv: string): void;
}

/** The file at a path. Throws Refused at once, before anything was reckoned for it, when it cannot be written. */
export function csvFile(path: string): CsvTarget {
  const file = resolve(path);
  const folder = dirname(file);
  if (existsSync(file) ? !statSync(file).isFile() : !existsSync(folder)) throw new Refused(`--csv ${path}: ${existsSync(file) ? 'that is no file' : `there is no folder ${folder}`}.`, 'Give a file in a folder that is there, or - for standard output.');
  try {
    accessSync(existsSync(file) ? file : folder, constants.W_OK);
  } catch {
    throw new Refused(`--csv ${path} may not be written.`, 'Give a file that you may write, or - for standard output.');
  }
  return { write: (csv) => writeFileSync(file, csv) };
}

/** Standard output, for the next command in a pipe. */
export const csvStream = (out: NodeJS.WritableStream = process.stdout): CsvTarget => ({ write: (csv) => void out.write(csv) });
