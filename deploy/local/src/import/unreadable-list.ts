import { rm } from 'node:fs/promises';
import { writeAtomically } from '../launcher/atomic-file.js';
import type { UnreadableLine } from './files/csv-file.js';

/** Writes all unreadable rows as CSV; returns the path, or null when there are none. */
export async function writeUnreadable(path: string, rows: readonly UnreadableLine[]): Promise<string | null> {
  if (rows.length === 0) {
    await rm(path, { force: true });
    return null;
  }
  const lines = rows.map(({ line, reason }) => `${line},"${reason.replaceAll('"', '""')}"`);
  await writeAtomically(path, `line,reason\r\n${lines.join('\r\n')}\r\n`);
  return path;
}
