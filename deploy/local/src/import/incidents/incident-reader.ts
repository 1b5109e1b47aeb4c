import { incidentEntries } from './incident-entries.js';
import { inOrderOfTime } from './incident-order.js';
import type { IncidentEntry, IncidentRow } from './incident-row.js';
import type { IncidentSurvey } from './incident-survey.js';
import { UnreadableFile } from '../files/unreadable-file.js';

/** One incident with all its readable rows in the order of time. */
export interface Incident {
  number: string;
  rows: IncidentRow[];
}

/**
 * Every incident that has a readable row, each as soon as its last row was read, so in the same order every time; rows of
 * one incident need not stand together. Throws UnreadableFile when the file is not the one that was surveyed.
 */
export async function* readIncidents(path: string, survey: IncidentSurvey): AsyncGenerator<Incident> {
  const open = new Map<string, IncidentEntry[]>();
  for await (const entries of incidentEntries(path, survey.zone)) {
    for (const entry of entries) {
      const { number } = entry.row ?? entry.unreadable;
      const complete = number === null ? null : collect(open, number, entry, survey);
      const rows = complete === null ? [] : inOrderOfTime(complete);
      if (rows.length > 0) yield { number: number!, rows };
    }
  }
  if (open.size > 0) throw changed();
}

/** The incident's entries once the last one is in, null before. */
function collect(open: Map<string, IncidentEntry[]>, number: string, entry: IncidentEntry, survey: IncidentSurvey): IncidentEntry[] | null {
  const expected = survey.rowsPerIncident.get(number);
  if (expected === undefined) throw changed();
  const entries = open.get(number) ?? [];
  entries.push(entry);
  if (entries.length < expected) {
    open.set(number, entries);
    return null;
  }
  open.delete(number);
  return entries;
}

function changed(): UnreadableFile {
  return new UnreadableFile('incidents.changed', 'The file changed while it was read.', 'Import a copy that nobody writes to; what was imported already is not imported twice.');
}
