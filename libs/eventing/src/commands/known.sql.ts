/** What a service knows of each complaint, written by its consumer `known`. */
export const knownSql = (schema: string): string => `
create table ${schema}.known (
  complaint uuid primary key,
  known json not null,
  heard_at text not null,
  owner_unit text,
  received_by text,
  lately text not null default ''
) with (fillfactor = 85);
`;

/** Adds what is remembered of the newest events to tables that were made before it was. */
export const latelySql = (schema: string): string => `
alter table ${schema}.known add column if not exists lately text not null default '';
`;
