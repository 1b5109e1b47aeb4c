import { CsvRecords, type CsvRecord } from './csv-records.js';
import { fileBytes } from './file-bytes.js';
import { textLines } from './text-lines.js';

/** A row that could not be read: where, and why. */
export interface UnreadableLine {
  line: number;
  reason: string;
}

/** The records of a CSV file (plain or .gz) in its order, header first, in batches of about 64 KiB. Throws UnreadableFile when the file as a whole can't be read. */
export async function* csvFile(path: string): AsyncGenerator<CsvRecord[]> {
  const records = new CsvRecords();
  for await (const lines of textLines(fileBytes(path))) yield records.push(lines);
  yield records.end();
}
