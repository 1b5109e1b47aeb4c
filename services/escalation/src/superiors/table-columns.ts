import { derivedId } from '@amends/eventing';
import { Temporal } from 'temporal-polyfill';
import type { CsvLine, FileForm } from './csv-lines.js';
import { COMPANY, type TableName } from './tables.js';

/** A row as lines of a file say it: its key, what would be sent to change it, and the line in which it begins. */
export interface ReadRow {
  readonly line: number;
  readonly key: string;
  /** The columns that made the key. */
  readonly keyedBy: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/** How the rows of a table stand in a file. */
export interface TableColumns extends FileForm {
  readonly rows: (lines: readonly CsvLine[]) => readonly ReadRow[];
}

type Fields = CsvLine['fields'];

const MANY = 5000;
/** Each shift is reckoned for years before it is taken, some milliseconds. */
const SHIFTS = 300;

const oneEach = (read: (fields: Fields) => Omit<ReadRow, 'line'>) => (lines: readonly CsvLine[]): readonly ReadRow[] => lines.map(({ line, fields }) => ({ line, ...read(fields) }));
const given = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const listOf = (text: string | undefined): readonly string[] | undefined => text?.split(/[\s;]+/).filter(Boolean);
/** `rota:night-duty`, or the id of a person. */
const postOf = (text: string): Readonly<Record<string, string>> => (text.startsWith('rota:') ? { rota: text.slice(5) } : { person: text });

/** The columns of each table's file. */
export const TABLE_COLUMNS: { readonly [Table in TableName]: TableColumns } = {
  fallback: { columns: ['person'], needed: ['person'], most: MANY, rows: oneEach(({ person }) => ({ key: COMPANY, keyedBy: 'person', request: given({ person }) })) },
  units: {
    columns: ['unit', 'reports_to', 'superiors'],
    needed: ['unit', 'superiors'],
    most: MANY,
    rows: oneEach(({ unit = '', reports_to, superiors }) => ({ key: unit, keyedBy: 'unit', request: given({ reportsTo: reports_to, superiors: (listOf(superiors) ?? []).map(postOf) }) })),
  },
  rotas: {
    columns: ['rota', 'name', 'zone', 'members', 'starts', 'rule', 'lasts', 'shift_members', 'per_turn', 'holidays_of', 'holidays_unit'],
    needed: ['rota', 'name', 'zone', 'members', 'starts', 'rule', 'lasts'],
    most: SHIFTS,
    rows: rotasOf,
  },
  absences: {
    columns: ['id', 'person', 'from', 'to', 'stand_in'],
    needed: ['person', 'from', 'to'],
    most: MANY,
    rows: oneEach(({ id, person = '', from, to, stand_in }) => ({ key: id ?? derivedId('absence', person, instant(from) ?? ''), keyedBy: id ? 'id' : 'person, from', request: given({ person, from: instant(from), to: instant(to), standIn: stand_in }) })),
  },
  deputies: { columns: ['person', 'deputy'], needed: ['person', 'deputy'], most: MANY, rows: oneEach(({ person = '', deputy }) => ({ key: person, keyedBy: 'person', request: given({ deputy }) })) },
  contacts: {
    columns: ['id', 'category', 'unit', 'falls'],
    needed: ['category', 'falls'],
    most: MANY,
    rows: oneEach(({ id, category = '', unit, falls = '' }) => ({ key: id ?? derivedId('contact', category, unit ?? ''), keyedBy: id ? 'id' : 'category, unit', request: given({ category: category.split('/').map((part) => part.trim()), unit, falls: postOf(falls) }) })),
  },
};

/** Lines of one rota are its shifts; what all of them share may be left empty after the first. */
function rotasOf(lines: readonly CsvLine[]): readonly ReadRow[] {
  return [...Map.groupBy(lines, ({ fields }) => fields['rota'] ?? '')].map(([rota, own]) => {
    const [{ line, fields }] = own as [CsvLine];
    const { name, zone, members, holidays_of: calendar, holidays_unit: unit } = fields;
    return { line, key: rota, keyedBy: 'rota', request: given({ name, zone, members: listOf(members), shifts: own.map(shiftOf), holidays: calendar === undefined ? undefined : given({ calendar, unit }) }) };
  });
}

const shiftOf = ({ fields: { starts, rule, lasts, shift_members, per_turn } }: CsvLine): Record<string, unknown> =>
  given({ starts, rule, lasts, members: listOf(shift_members), perTurn: per_turn === undefined ? undefined : Number(per_turn) });

/** People write their own offset; what is no instant stays as it is and is told. */
function instant(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : Temporal.Instant.from(text).toString();
  } catch {
    return text;
  }
}

/** The column in which a field of a request stands. */
export const columnOf = (field: string): string => (COLUMNS[field.split(/[.[]/)[0]!] ?? field).replace(/^shifts\[\d+\]\./, '').replace('perTurn', 'per_turn');

const COLUMNS: Readonly<Record<string, string>> = { reportsTo: 'reports_to', standIn: 'stand_in', holidays: 'holidays_of' };
