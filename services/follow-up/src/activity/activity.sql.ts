/**
 * What customers did, and what is needed to tell whose return it was. Everything else follows from these tables: which events have to
 * be said is found by comparing what is true with what was said, whatever came first.
 */
export const activitySql = (schema: string): string => `
create table ${schema}.activities (
  source text not null,
  activity_id text not null,
  -- The company's own reference of the customer; null once the customer is erased.
  customer text,
  kind text not null,
  happened_at timestamptz not null,
  paid_with_compensation_of uuid,
  primary key (source, activity_id)
);
create index on ${schema}.activities (customer, happened_at);

create table ${schema}.activity_customers (
  customer uuid primary key,
  own_reference text,
  -- The record that this one was merged into.
  survivor uuid,
  erased boolean not null default false
);
create index on ${schema}.activity_customers (own_reference);
create index on ${schema}.activity_customers (survivor) where survivor is not null;

create table ${schema}.activity_complaints (
  complaint uuid primary key,
  customer uuid not null,
  received_at timestamptz not null,
  origin text not null,
  recorded_at text not null,
  -- What was last said of it.
  returned_source text,
  returned_id text,
  lost_source text,
  lost_id text
) with (fillfactor = 85);
create index on ${schema}.activity_complaints (customer);

-- Up to when a source has told everything, by the partition on which it says so; -1 is HTTP, which speaks for all of them.
create table ${schema}.activity_told (
  source text not null,
  partition int not null,
  until timestamptz not null,
  primary key (source, partition)
);
create table ${schema}.activity_completed (
  source text primary key,
  until timestamptz not null
);
`;
