import { obligationsSql } from '../obligations/obligations.sql.js';
import { standingsSql } from '../standings/standings.sql.js';
import { fileTables } from './file-tables.js';

/**
 * Creates the tables of a version. `file` is the whole folded file; the columns beside it are what search and report choose by.
 * `shows` has a bit (1 << principle) for each principle of which its source can show something.
 * Words stand in a table of their own: a complaint's row changes with almost every event, and an update of an indexed row writes
 * into each of its indexes again, pairs of letters included.
 */
export function fileSql(schema: string, version: number): string {
  const tables = fileTables(schema, version);
  const { complaints, words, timeline, sources } = tables;
  const index = (name: string): string => `file_v${version}_${name}`;
  return `
create table ${complaints} (
  complaint uuid primary key,
  reference text,
  status text not null,
  source text not null,
  customer_id uuid,
  owner_unit text,
  owner_staff text,
  received_by text,
  offered_to text,
  channel text,
  severity text,
  tier text,
  grave text[] not null,
  category text[] not null,
  priority smallint,
  shows smallint not null,
  received_at timestamptz,
  resolved_at timestamptz,
  waiting_since timestamptz,
  waited tstzmultirange not null,
  questions int not null,
  hand_overs int not null,
  reopenings int not null,
  recorded_at timestamptz not null,
  occurred_at timestamptz not null,
  file json not null
) with (fillfactor = 70);
create index ${index('received')} on ${complaints} (received_at, complaint);
create index ${index('reference')} on ${complaints} (reference text_pattern_ops);
create index ${index('customer')} on ${complaints} (customer_id, received_at) where customer_id is not null;
create index ${index('open')} on ${complaints} (received_at, complaint) where status = 'open';
create index ${index('staff')} on ${complaints} (owner_staff, received_at) where owner_staff is not null;

create table ${words} (
  complaint uuid primary key,
  words text not null,
  pairs text[] not null
);
create index ${index('pairs')} on ${words} using gin (pairs);

create table ${timeline} (
  complaint uuid not null,
  event_id uuid not null,
  source text not null,
  stream_kind text not null,
  version int not null,
  type text not null,
  round int not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  origin text not null,
  causation text,
  actor_id text not null,
  actor_role text not null,
  actor_unit text,
  data json not null,
  has_sealed boolean not null,
  primary key (complaint, event_id)
);

create table ${sources} (
  source text primary key,
  data_cut timestamptz not null,
  complaints int not null,
  unreadable_rows int not null,
  complete boolean not null,
  ended_at timestamptz not null
);
${obligationsSql(tables, index)}
${standingsSql(tables, index)}`;
}
