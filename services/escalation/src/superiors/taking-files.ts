import { invalidRequest, isUuid, mediaType, Problem, validated, type FieldError, type RequestClass } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { csvLines, fileRefused, type LineError } from './csv-lines.js';
import { REQUESTS, rowOf, type Requests } from './rows-of-requests.js';
import { isName } from './superiors.requests.js';
import { SuperiorsTables, type Judging, type Taken, type Wanted } from './superiors-tables.js';
import { columnOf, TABLE_COLUMNS, type ReadRow } from './table-columns.js';
import { COMPANY, type TableName } from './tables.js';

/** A file of a table may have so many bytes. */
export const LARGEST_FILE = 1024 * 1024;

type Entry = Omit<Wanted, 'version'> & { readonly line: number };

/** Takes in a table's rows from a CSV file: all of them, or none with every reason why; what is not in the file stays. */
@Injectable()
export class TakingFiles {
  constructor(private readonly tables: SuperiorsTables) {}

  /** Throws a 400 or 415 problem; with `isTried` nothing is stored. */
  async take(table: TableName, body: unknown, contentType: string | undefined, by: string, isTried: boolean): Promise<Taken> {
    if (!Buffer.isBuffer(body) || contentType?.split(';')[0]!.trim().toLowerCase() !== 'text/csv') throw notCsv();
    const errors: LineError[] = [];
    const read = TABLE_COLUMNS[table].rows(csvLines(body, TABLE_COLUMNS[table]));
    const firstLines = new Map([...read].reverse().map(({ key, line }) => [key, line]));
    const entries = read.flatMap((row) => entryOf(table, row, firstLines.get(row.key) === row.line, errors));
    const judge: Judging['judge'] = (found) => {
      found.forEach((wrong, at) => errors.push(...inLine(entries[at]!.line, wrong)));
      if (errors.length > 0) throw fileRefused(errors.sort((a, b) => a.line - b.line));
    };
    return this.tables.putAll(entries, by, { judge, isTried });
  }
}

function entryOf(table: TableName, row: ReadRow, isFirst: boolean, errors: LineError[]): readonly Entry[] {
  const { line, key, keyedBy, request } = row;
  const wrong = keyError(table, key) ?? (isFirst ? undefined : { field: keyedBy, message: 'is in the file twice', remedy: 'keep one of the lines' });
  if (wrong) errors.push({ line, ...wrong });
  try {
    const value = rowFrom(table, key, validated(REQUESTS[table] as RequestClass, request));
    return wrong ? [] : [{ table, key, value, line }];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    errors.push(...inLine(line, error.details.errors ?? []));
    return [];
  }
}

const inLine = (line: number, errors: readonly FieldError[]): readonly LineError[] => errors.map((error) => ({ ...error, field: columnOf(error.field), line }));

/** A row of any table from what was sent. */
export const rowFrom = (table: TableName, key: string, request: object): Wanted['value'] => (rowOf[table] as (of: string, from: object) => Wanted['value'])(key, request as Requests[TableName]);

/** What is wrong with the key of a row, undefined when nothing is. */
export function keyError(table: TableName, key: string): FieldError | undefined {
  if (table === 'fallback') return key === COMPANY ? undefined : { field: 'key', message: `must be ${COMPANY}`, remedy: 'there is one fallback for the whole company' };
  const field = TABLE_COLUMNS[table].columns[0]!;
  if (table === 'units' || table === 'rotas') return isName(key) ? undefined : { field, message: 'must be 1 to 64 lower-case letters, digits and hyphens', remedy: 'write it like night-duty' };
  return isUuid(key) ? undefined : { field, message: 'must be a UUID in lower case', remedy: 'write it as 01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e' };
}

/** Throws a 400 problem for a key that cannot be one. */
export function mustBeKey(table: TableName, key: string): void {
  const wrong = keyError(table, key);
  if (wrong) throw invalidRequest([wrong]);
}

const notCsv = (): Problem => {
  const { status, code } = mediaType();
  return new Problem(status, code, 'Only CSV is understood here', { remedy: 'send the file as the body with the header Content-Type: text/csv' });
};
