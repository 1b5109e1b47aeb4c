import type { Pool } from 'pg';
import { SCHEMAS } from './originals.js';

/** A table of which a complaint, or a customer, has rows. */
export interface GrowingTable {
  readonly schema: string;
  readonly table: string;
  /** The column that says of which, and which of both. */
  readonly key: string;
  readonly of: 'complaint' | 'customer';
  readonly columns: readonly Column[];
}

interface Column {
  readonly name: string;
  readonly type: string;
}

/** What is on its way or was put aside is no part of a complaint that lies there. */
const LEFT_OUT = ['to_uphold', 'quarantine', 'looks', 'links', 'files', 'erasures', 'activities', 'expiring_keys'];

/** Columns that PostgreSQL fills by itself, and `changed_in`, whose default is the transaction, are not copied. */
const COLUMNS = `
select c.table_schema as schema, c.table_name as table, json_agg(json_build_object('name', c.column_name, 'type', c.data_type) order by c.ordinal_position) as columns
from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
where c.table_schema = any($1) and t.table_type = 'BASE TABLE' and c.table_name <> all($2)
  and c.is_generated = 'NEVER' and c.is_identity = 'NO' and c.column_name <> 'changed_in'
group by 1, 2 order by 1, 2`;

/** Finds them in the catalogue, so that a table that comes with the next version is filled as well. */
export async function growingTables(pool: Pool): Promise<readonly GrowingTable[]> {
  const { rows } = await pool.query<{ schema: string; table: string; columns: Column[] }>(COLUMNS, [SCHEMAS, LEFT_OUT]);
  return rows.flatMap((table) => keysOf(table).map((key) => ({ ...table, ...key })));
}

type Key = Pick<GrowingTable, 'key' | 'of'>;

/** A stream or a subject is a complaint or a customer; command keys say the complaint in their response. */
function keysOf({ schema, table, columns }: { schema: string; table: string; columns: readonly Column[] }): readonly Key[] {
  const has = (name: string): boolean => columns.some((column) => column.name === name);
  if (table === 'command_keys') return [{ key: "response::json ->> 'id'", of: 'complaint' }];
  if (has('complaint')) return [{ key: 'complaint', of: 'complaint' }];
  if (schema === 'intake' && table === 'customers') return [{ key: 'id', of: 'customer' }];
  if (table === 'activity_customers') return [{ key: 'customer', of: 'customer' }];
  const either = ['stream_id', 'subject'].find(has);
  return either === undefined ? [] : [{ key: either, of: 'complaint' }, { key: either, of: 'customer' }];
}

/** The statements that copy its rows, in one transaction. */
export function insertCopies(table: GrowingTable): readonly string[] {
  const name = `${table.schema}.${table.table}`;
  const columns = table.columns.map((column) => column.name).join(', ');
  const values = table.columns.map((column) => valueOf(column, table)).join(',\n  ');
  return [
    `create temp table lived on commit drop as select o.nth, t.* from ${name} t join bench.originals o on (t.${table.key})::uuid = o.${table.of}`,
    'analyze lived',
    `insert into ${name} (${columns}) select ${values} from bench.copies c join bench.originals o using (nth) join lived t using (nth)`,
  ];
}

/** Columns by name that are neither taken over nor derived by their type alone. */
const VALUES: Readonly<Record<string, string>> = {
  reference: 'c.reference',
  key: "md5(c.n || t.key)",
  words: 'replace(t.words, o.order_reference, c.order_reference)',
  pairs: "(select array_agg(distinct substr(w, i, 2)) from regexp_split_to_table(replace(t.words, o.order_reference, c.order_reference), ' ') w, generate_series(1, length(w) - 1) i)",
  name: "'Customer ' || c.n",
  name_searched: "'customer ' || c.n",
  phone: "'+49 30 ' || c.n",
  phone_digits: "'4930' || c.n",
  phone_fingerprint: 'md5(c.n || t.phone_fingerprint)',
  customer_id: 'case when t.customer_id = o.customer then c.customer else t.customer_id end',
  customer: 'case when t.customer = o.customer then c.customer else t.customer end',
};

const SAID = ['data', 'metadata', 'response'];

function valueOf({ name, type }: Column, { schema, table, key, of }: GrowingTable): string {
  const column = `t.${name}`;
  if (name === key) return `c.${of}`;
  if (name === 'position') return `nextval('bench.${schema}_position')`;
  if (table === 'deadlines' && type === 'timestamp with time zone') return `${column} + interval '30 days'`;
  if (VALUES[name] !== undefined) return VALUES[name];
  if (type === 'json' || SAID.includes(name)) return `replace(replace(replace(replace(${column}::text, o.complaint::text, c.complaint::text), o.customer::text, c.customer::text), o.reference, c.reference), o.order_reference, c.order_reference)::${type}`;
  if (type === 'uuid') return `md5(c.n || ${column}::text)::uuid`;
  if (type === 'timestamp with time zone' && table !== 'events') return `${column} + c.age`;
  return column;
}
