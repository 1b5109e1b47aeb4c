import { incidentEntries } from './incident-entries.js';
import type { UnreadableRow } from './incident-row.js';

/** What a first look at the file tells: its rows and incidents, what can't be read, and its data cut (ISO instant, null without a readable row). */
export interface IncidentSurvey {
  zone: string;
  rows: number;
  unreadable: UnreadableRow[];
  /** How many rows each incident has, unreadable ones included, so that the reader knows when one is complete. */
  rowsPerIncident: ReadonlyMap<string, number>;
  /** The largest update time of a readable row. */
  dataCut: string | null;
}

/** Reads the whole file once; throws UnreadableFile before anything of it was imported when it can't be. */
export async function surveyIncidents(path: string, { zone = 'UTC' }: { zone?: string } = {}): Promise<IncidentSurvey> {
  const rowsPerIncident = new Map<string, number>();
  const unreadable: UnreadableRow[] = [];
  let rows = 0;
  let dataCut = -Infinity;
  for await (const entries of incidentEntries(path, zone)) {
    rows += entries.length;
    for (const entry of entries) {
      const { number } = entry.row ?? entry.unreadable;
      if (number !== null) rowsPerIncident.set(number, (rowsPerIncident.get(number) ?? 0) + 1);
      if (entry.row) dataCut = Math.max(dataCut, entry.row.updatedAt);
      else unreadable.push(entry.unreadable);
    }
  }
  return { zone, rows, unreadable, rowsPerIncident, dataCut: dataCut === -Infinity ? null : new Date(dataCut).toISOString() };
}
