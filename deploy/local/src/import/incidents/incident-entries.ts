import { CsvRecords, type CsvRecord } from './csv-records.js';
import { fileBytes } from './file-bytes.js';
import { incidentColumns, type IncidentColumns } from './incident-columns.js';
import { readIncidentRow, type IncidentEntry } from './incident-row.js';
import { textLines } from './text-lines.js';
import { UnreadableIncidentFile } from './unreadable-incident-file.js';
import { zoneTime } from './zone-time.js';

/**
 * Every row of an incident log in the order of the file, readable or not, in batches of about 64 KiB. Times without
 * offset are local to the IANA zone. Throws UnreadableIncidentFile when the file as a whole can't be read.
 */
export async function* incidentEntries(path: string, zone = 'UTC'): AsyncGenerator<IncidentEntry[]> {
  const toInstant = zoneTime(zone);
  let columns: IncidentColumns | null = null;
  for await (const records of csvRecords(path)) {
    columns ??= headerOf(records);
    if (columns === null) continue;
    const found = columns;
    yield records.map((record) => readIncidentRow(record, found, toInstant));
  }
  if (columns === null) throw new UnreadableIncidentFile('incidents.empty', 'The file is empty.', 'Export the incident log with its header line and import it again.');
}

/** Takes the header off the first records. */
function headerOf(records: CsvRecord[]): IncidentColumns | null {
  const header = records.shift();
  return header === undefined ? null : incidentColumns(header.fields);
}

async function* csvRecords(path: string): AsyncGenerator<CsvRecord[]> {
  const records = new CsvRecords();
  for await (const lines of textLines(fileBytes(path))) yield records.push(lines);
  yield records.end();
}
