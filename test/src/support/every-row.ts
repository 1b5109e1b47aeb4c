import type { Client } from 'pg';

/** A row of some table as text. */
export interface AnyRow {
  /** `intake.customers`. */
  readonly table: string;
  readonly text: string;
}

/** Every row of every table of every schema that is not PostgreSQL's own; bytes as they are, so that text in them shows. */
export async function everyRow(database: Client): Promise<readonly AnyRow[]> {
  const tables = await database.query<{ table: string }>(
    `select format('%I.%I', table_schema, table_name) as table from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const rows: AnyRow[] = [];
  for (const { table } of tables.rows) {
    const found = await database.query<Record<string, unknown>>(`select * from ${table}`);
    rows.push(...found.rows.map((row) => ({ table, text: Object.values(row).map(textOf).join('\n') })));
  }
  return rows;
}

function textOf(value: unknown): string {
  if (Buffer.isBuffer(value)) return `${value.toString('utf8')}\n${value.toString('base64')}`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
