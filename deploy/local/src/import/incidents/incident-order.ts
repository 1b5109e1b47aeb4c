import type { IncidentEntry, IncidentRow } from './incident-row.js';

/**
 * The readable rows of one incident by update time, then by update count, then as in the file, each with its ordinal. An
 * unreadable one takes a place too (behind the row before it where its own is unknown), so that repairing it moves no other.
 */
export function inOrderOfTime(entries: readonly IncidentEntry[]): IncidentRow[] {
  let time = 0;
  let modCount = 0;
  const placed = entries.map(({ row, unreadable }) => {
    time = (row ?? unreadable).updatedAt ?? time;
    modCount = row?.modCount ?? modCount;
    return { row, time, modCount };
  });
  placed.sort((a, b) => a.time - b.time || a.modCount - b.modCount);
  return placed.flatMap(({ row }, i) => (row ? [{ ...row, ordinal: i + 1 }] : []));
}
