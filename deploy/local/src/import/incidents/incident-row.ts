import type { IncidentColumn, IncidentColumns } from './incident-columns.js';
import type { CsvRecord } from '../files/csv-records.js';
import { fileTime, shapeOf } from '../files/file-time.js';
import type { ZoneTime } from '../files/zone-time.js';

/** 1 (critical) to 5 (planning), as the log numbers them. */
export type IncidentPriority = 1 | 2 | 3 | 4 | 5;

/** One readable row: an incident as it was after one update. Times are epoch milliseconds; null is what the file does not know. */
export interface IncidentRow {
  line: number;
  /** Which row of its incident this is, from 1, in the order of time; unreadable ones are counted, so that repairing one moves no other. */
  ordinal: number;
  number: string;
  state: string | null;
  reopenCount: number;
  openedAt: number;
  updatedAt: number;
  modCount: number | null;
  caller: string | null;
  contactType: string | null;
  category: string | null;
  subcategory: string | null;
  priority: IncidentPriority | null;
  group: string | null;
  closedCode: string | null;
  resolvedAt: number | null;
  closedAt: number | null;
}

/** A row that could not be read: where, why, and as far as it could be told of which incident and when. */
export interface UnreadableRow {
  line: number;
  reason: string;
  number: string | null;
  updatedAt: number | null;
}

/** What one record of the file turned out to be. */
export type IncidentEntry = { row: IncidentRow; unreadable: null } | { row: null; unreadable: UnreadableRow };

// The longest texts that the events' schemas take (libs/contracts, vocabulary.ts).
const LONGEST: Partial<Record<IncidentColumn, number>> = { category: 120, subcategory: 120 };
const LONGEST_OTHERWISE = 64;
// Control characters (a NUL is refused by PostgreSQL) and the mark that a wrong conversion leaves behind.
const HOSTILE = /[\u0000-\u001f\u007f\ufffd]/;

/** Reads one record; a value that is neither readable nor missing (`?` or empty) makes the row unreadable, and the reason names it. */
export function readIncidentRow(record: CsvRecord, columns: IncidentColumns, toInstant: ZoneTime): IncidentEntry {
  const values = new RowValues(record.fields, columns, toInstant);
  const row: IncidentRow | null = record.flaw === null ? values.row(record.line) : null;
  const reason = record.flaw ?? values.flaw;
  if (row && reason === null) return { row, unreadable: null };
  return { row: null, unreadable: { line: record.line, reason: reason!, ...values.identity() } };
}

class RowValues {
  flaw: string | null = null;

  constructor(
    private readonly fields: readonly string[],
    private readonly columns: IncidentColumns,
    private readonly toInstant: ZoneTime,
  ) {}

  row(line: number): IncidentRow {
    return {
      line,
      ordinal: 0,
      number: this.needed('number', this.text('number'), ''),
      state: this.text('state'),
      reopenCount: this.count('reopenCount') ?? 0,
      openedAt: this.needed('openedAt', this.time('openedAt'), 0),
      updatedAt: this.needed('updatedAt', this.time('updatedAt'), 0),
      modCount: this.count('modCount'),
      caller: withoutWord(this.text('caller'), 'Caller'),
      contactType: this.text('contactType'),
      category: withoutWord(this.text('category'), 'Category'),
      subcategory: withoutWord(this.text('subcategory'), 'Subcategory'),
      priority: this.priority(),
      group: withoutWord(this.text('group'), 'Group'),
      closedCode: withoutWord(this.text('closedCode'), 'code'),
      resolvedAt: this.time('resolvedAt'),
      closedAt: this.time('closedAt'),
    };
  }

  /** What can be told even of a flawed row. */
  identity(): { number: string | null; updatedAt: number | null } {
    const number = this.raw('number');
    const updatedAt = this.raw('updatedAt');
    return {
      number: number === null || HOSTILE.test(number) || number.length > LONGEST_OTHERWISE ? null : number,
      updatedAt: updatedAt === null ? null : fileTime(updatedAt, this.toInstant),
    };
  }

  private raw(column: IncidentColumn): string | null {
    const value = this.fields[this.columns[column].at]?.trim();
    return value === undefined || value === '' || value === '?' ? null : value;
  }

  private text(column: IncidentColumn): string | null {
    const value = this.raw(column)?.replace(/\s+/g, ' ') ?? null;
    if (value === null) return null;
    const longest = LONGEST[column] ?? LONGEST_OTHERWISE;
    if (value.length > longest) return this.fail(column, `is longer than ${longest} characters`);
    return HOSTILE.test(value) ? this.fail(column, 'holds control or broken characters') : value;
  }

  private time(column: IncidentColumn): number | null {
    const value = this.raw(column);
    if (value === null) return null;
    return fileTime(value, this.toInstant) ?? this.fail(column, `is no time that is understood: it looks like "${shapeOf(value)}"`);
  }

  private count(column: IncidentColumn): number | null {
    const value = this.raw(column);
    if (value === null) return null;
    return /^\d{1,9}$/.test(value) ? Number(value) : this.fail(column, `is no whole number: it looks like "${shapeOf(value)}"`);
  }

  private priority(): IncidentPriority | null {
    const value = this.raw('priority');
    if (value === null) return null;
    // "3" or, as first published, "3 - Moderate".
    const digit = /^([1-5])(\s*-.*)?$/.exec(value)?.[1];
    return digit ? (Number(digit) as IncidentPriority) : this.fail('priority', `is none of 1 to 5: it looks like "${shapeOf(value)}"`);
  }

  private needed<T>(column: IncidentColumn, value: T | null, otherwise: T): T {
    if (value === null) this.flaw ??= `${this.columns[column].name} is missing`;
    return value ?? otherwise;
  }

  private fail(column: IncidentColumn, what: string): null {
    this.flaw ??= `${this.columns[column].name} ${what}`;
    return null;
  }
}

/** The published log writes "Group 56" where its copies write "56"; both must lead to the same unit. */
function withoutWord(value: string | null, word: string): string | null {
  if (value === null || !value.startsWith(`${word} `)) return value;
  const rest = value.slice(word.length + 1).trim();
  return /^\d+$/.test(rest) ? rest : value;
}
