import { arrayOfJson, joinedJson } from '@amends/eventing';

/** One column of a set-based statement: its name, the type of the array that travels, and what a row has there. */
export interface Column<Row> {
  readonly name: string;
  readonly type: string;
  readonly of: (row: Row) => unknown;
  /** Turns the travelling value into the column's; as it is when missing. */
  readonly cast?: (value: string) => string;
}

/** `insert into … select … from unnest(…)`: any number of rows in one statement, an array for each column. */
export function insertSql<Row>(table: string, columns: readonly Column<Row>[]): string {
  const values = columns.map(({ name, cast }) => (cast ? cast(`r.${name}`) : `r.${name}`));
  return `insert into ${table} (${namesOf(columns)}) select ${values.join(', ')} from ${unnested(columns, 'r')}`;
}

/** The rows that travel as an array for each column, under an alias. */
export function unnested<Row>(columns: readonly Column<Row>[], alias: string): string {
  const arrays = columns.map(({ type }, index) => `${type === 'json' ? arrayOfJson(`$${index + 1}`) : `$${index + 1}`}::${type}[]`);
  return `unnest(${arrays.join(', ')}) ${alias}(${namesOf(columns)})`;
}

/** The names of all columns. */
export const namesOf = <Row>(columns: readonly Column<Row>[]): string => columns.map(({ name }) => name).join(', ');

/** `col = excluded.col` for all columns but the key. */
export const overwrite = <Row>(columns: readonly Column<Row>[], key: string): string =>
  columns.filter(({ name }) => name !== key).map(({ name }) => `${name} = excluded.${name}`).join(', ');

/** The arrays for `insertSql`. */
export const arraysOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): unknown[] =>
  columns.map(({ type, of }) => (type === 'json' ? joinedJson(rows.map((row) => of(row) as string)) : rows.map(of)));
