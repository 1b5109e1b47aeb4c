/** Which version of each read model answers queries. */
export const readModelsSql = (schema: string): string => `
create table ${schema}.read_models (
  name text primary key,
  serving_version int not null
);
`;
