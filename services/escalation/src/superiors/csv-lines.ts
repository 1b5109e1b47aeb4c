import { Problem, type FieldError } from '@amends/runtime';
import { CsvError, parse } from 'csv-parse/sync';
import { isUtf8 } from 'node:buffer';

/** One line of a file, by the names of its columns; what is empty is left out. */
export interface CsvLine {
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
}

/** What a file may have. */
export interface FileForm {
  readonly columns: readonly string[];
  readonly needed: readonly string[];
  /** Rows at most: a file is judged whole, while everybody else waits. */
  readonly most: number;
}

/** What is wrong in a line of a file. */
export interface LineError extends FieldError {
  readonly line: number;
}

/** A 400 problem that names line, field and remedy of all that is wrong in a file. */
export function fileRefused(errors: readonly LineError[]): Problem {
  return new Problem(400, 'escalation.file-refused', 'Nothing of the file was taken', {
    detail: errors.length === 1 ? `line ${errors[0]!.line}: ${errors[0]!.field} ${errors[0]!.message}` : `${errors.length} things are wrong`,
    remedy: 'correct the lines that `errors` names and send the whole file again',
    errors: errors.slice(0, 100).map(({ line, field, message, remedy }) => ({ field: `line ${line}, ${field}`, message, remedy })),
  });
}

/** The lines of a CSV file with such a header, in any order of columns. Throws a 400 problem. */
export function csvLines(bytes: Buffer, { columns, needed, most }: FileForm): readonly CsvLine[] {
  if (!isUtf8(bytes) || bytes.includes(0)) throw notUtf8();
  const records = recordsOf(bytes);
  const [header, ...rest] = records;
  if (!header) throw fileRefused([{ line: 1, field: 'header', message: 'is missing', remedy: `begin with a line of column names: ${columns.join(',')}` }]);
  const wrong = headerErrors(header.record, columns, needed);
  if (wrong.length > 0) throw fileRefused(wrong);
  if (rest.length > most) throw fileRefused([{ line: most + 2, field: 'line', message: `is beyond the ${most} rows of a file`, remedy: 'send the rows in several files' }]);
  const short = rest.filter(({ record }) => record.length !== header.record.length);
  if (short.length > 0) throw fileRefused(short.map(({ line, record }) => ({ line, field: 'line', message: `has ${record.length} fields, the header has ${header.record.length}`, remedy: 'give every column a field, empty or not' })));
  return rest.map(({ line, record }) => ({ line, fields: Object.fromEntries(record.flatMap((text, at) => (text === '' ? [] : [[header.record[at]!, text]]))) }));
}

/** Spreadsheets write UTF-16 as `Unicode text`. */
const notUtf8 = (): Problem => fileRefused([{ line: 1, field: 'file', message: 'is not UTF-8', remedy: 'save it as CSV UTF-8 and send it again' }]);

function recordsOf(bytes: Buffer): readonly { readonly line: number; readonly record: readonly string[] }[] {
  try {
    const read = parse(bytes, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }) as unknown as { info: { lines: number }; record: string[] }[];
    return read.map(({ info, record }) => ({ line: info.lines, record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: number }).lines ?? 1);
    throw fileRefused([{ line, field: 'line', message: 'is no CSV: a quotation mark is out of place', remedy: 'close every quotation mark, and double those within a field' }]);
  }
}

function headerErrors(header: readonly string[], columns: readonly string[], needed: readonly string[]): readonly LineError[] {
  const told = (field: string, message: string, remedy: string): LineError => ({ line: 1, field, message, remedy });
  return [
    ...header.filter((name) => !columns.includes(name)).map((name) => told(shown(name), 'is no column of this table', `known columns: ${columns.join(', ')}`)),
    ...header.filter((name, at) => columns.includes(name) && header.indexOf(name) < at).map((name) => told(name, 'is there twice', 'keep one of the columns')),
    ...needed.filter((name) => !header.includes(name)).map((name) => told(name, 'is missing', 'add the column')),
  ];
}

/** A name that comes from the file is shown only as far as it looks like one. */
const shown = (name: string): string => name.slice(0, 60).replace(/[^\w-]/g, '?');
