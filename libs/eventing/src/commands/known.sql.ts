/** What a service knows of each complaint, written by its consumer `known`. */
export const knownSql = (schema: string): string => `
create table ${schema}.known (
  complaint uuid primary key,
  known json not null,
  heard_at text not null,
  owner_unit text,
  received_by text
) with (fillfactor = 85);
`;
