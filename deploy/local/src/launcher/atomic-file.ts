import { randomUUID } from 'node:crypto';
import { link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Replaces a file as a whole, readable by its owner alone: a reader or a crash never meets half of it. */
export async function writeAtomically(file: string, text: string): Promise<void> {
  const fresh = await writeBeside(file, text);
  await rename(fresh, file);
}

/** Makes a file that must never change; when two make it at once, the first one stays. True when this call made it. */
export async function makeOnce(file: string, text: string): Promise<boolean> {
  const fresh = await writeBeside(file, text);
  try {
    await link(fresh, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(fresh, { force: true });
  }
}

async function writeBeside(file: string, text: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  const fresh = `${file}.${randomUUID()}`;
  await writeFile(fresh, text, { mode: 0o600, flush: true });
  return fresh;
}
