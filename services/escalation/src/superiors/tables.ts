import type { Absence, Contact, Deputy, Fallback, Reference, ReportingLine, RotaEntry } from './reference.js';

/** The tables of superiors, in the order in which people fill them. */
export const TABLES = ['fallback', 'units', 'rotas', 'absences', 'deputies', 'contacts'] as const;
export type TableName = (typeof TABLES)[number];

/** What a row of each table holds. */
export interface Rows {
  readonly fallback: Fallback;
  readonly units: ReportingLine;
  readonly rotas: RotaEntry;
  readonly absences: Absence;
  readonly deputies: Deputy;
  readonly contacts: Contact;
}

/** The key of the one row that the table of the fallback has. */
export const COMPANY = 'company';

/** By what a row is found in its table. */
export const keyOf: { readonly [Table in TableName]: (row: Rows[Table]) => string } = {
  fallback: () => COMPANY,
  units: ({ unit }) => unit,
  rotas: ({ rota }) => rota,
  absences: ({ id }) => id,
  deputies: ({ person }) => person,
  contacts: ({ id }) => id,
};

/** A row with its key and version. */
export interface Row {
  readonly table: TableName;
  readonly key: string;
  readonly version: number;
  readonly value: object;
}

/** Which row of which table. */
export type RowKey = Pick<Row, 'table' | 'key'>;

/** Rows by table and key. */
export class RowIndex<Of extends RowKey = Row> {
  private readonly rows: ReadonlyMap<string, Of>;

  constructor(rows: readonly Of[]) {
    this.rows = new Map(rows.map((row) => [nameOf(row), row]));
  }

  find(of: RowKey): Of | undefined {
    return this.rows.get(nameOf(of));
  }
}

const nameOf = ({ table, key }: RowKey): string => `${table}/${key}`;

/** All rows as what they say. Throws when there is no fallback. */
export function referenceFrom(rows: readonly Row[]): Reference {
  const of = <Table extends TableName>(table: Table): readonly Rows[Table][] => rows.filter((row) => row.table === table).map(({ value }) => value as Rows[Table]);
  const [fallback] = of('fallback');
  if (!fallback) throw new NoFallback();
  return { fallback, units: of('units'), rotas: of('rotas'), absences: of('absences'), deputies: of('deputies'), contacts: of('contacts') };
}

/** The rows of what is said, as they are first stored. */
export function rowsOf(reference: Reference): readonly Row[] {
  const { fallback, ...tables } = reference;
  const row = <Table extends TableName>(table: Table, value: Rows[Table]): Row => ({ table, key: keyOf[table](value), version: 1, value });
  return [row('fallback', fallback), ...TABLES.flatMap((table) => (table === 'fallback' ? [] : tables[table].map((value) => row(table, value as never))))];
}

/** Nobody would be told when nobody else is there. */
export class NoFallback extends Error {
  override readonly name = 'NoFallback';

  constructor() {
    super('nobody is told when nobody else is there: the table of superiors has lost its fallback; restore escalation.superiors from a backup, or empty it so that it is filled from the company file again');
  }
}
