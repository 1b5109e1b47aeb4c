/** What a service heard and has still to act on; a row goes when it is done. */
export const upholdSql = (schema: string): string => `
create table ${schema}.to_uphold (
  n bigint generated always as identity primary key,
  event uuid not null,
  upholding text not null,
  complaint uuid not null,
  body json not null,
  tries int not null default 0,
  next_try timestamptz not null,
  unique (event, upholding)
);
create index to_uphold_of_complaint on ${schema}.to_uphold (complaint, n);
`;
