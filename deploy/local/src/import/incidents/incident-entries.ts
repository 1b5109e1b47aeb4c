import { csvFile } from '../files/csv-file.js';
import type { CsvRecord } from '../files/csv-records.js';
import { incidentColumns, type IncidentColumns } from './incident-columns.js';
import { readIncidentRow, type IncidentEntry } from './incident-row.js';
import { UnreadableFile } from '../files/unreadable-file.js';
import { zoneTime } from '../files/zone-time.js';

/**
 * Every row of an incident log in the order of the file, readable or not, in batches of about 64 KiB. Times without
 * offset are local to the IANA zone. Throws UnreadableFile when the file as a whole can't be read.
 */
export async function* incidentEntries(path: string, zone = 'UTC'): AsyncGenerator<IncidentEntry[]> {
  const toInstant = zoneTime(zone);
  let columns: IncidentColumns | null = null;
  for await (const records of csvFile(path)) {
    columns ??= headerOf(records);
    if (columns === null) continue;
    const found = columns;
    yield records.map((record) => readIncidentRow(record, found, toInstant));
  }
  if (columns === null) throw new UnreadableFile('incidents.empty', 'The file is empty.', 'Export the incident log with its header line and import it again.');
}

/** Takes the header off the first records. */
function headerOf(records: CsvRecord[]): IncidentColumns | null {
  const header = records.shift();
  return header === undefined ? null : incidentColumns(header.fields);
}
