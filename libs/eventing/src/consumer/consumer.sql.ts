/**
 * What a service remembers about what it publishes and reads. All of it moves in the transaction of the effects, so that a
 * crash leaves either both or neither.
 */
export const consumerSql = (schema: string): string => `
create table ${schema}.clusters (
  cluster_id text primary key,
  generation int not null,
  adopted_at timestamptz not null default now()
);

create table ${schema}.relay_progress (
  cluster_id text not null,
  generation int not null,
  position bigint not null,
  end_offsets jsonb not null default '{}',
  primary key (cluster_id, generation)
);

create table ${schema}.positions (
  consumer text not null,
  cluster_id text not null,
  generation int not null,
  topic text not null,
  partition int not null,
  next_offset bigint not null,
  primary key (consumer, cluster_id, generation, topic, partition)
);

create table ${schema}.handled (
  consumer text not null,
  subject uuid not null,
  versions jsonb not null,
  quarantined boolean not null default false,
  primary key (consumer, subject)
) with (fillfactor = 85);

create table ${schema}.quarantine (
  id bigint generated always as identity primary key,
  consumer text not null,
  subject uuid not null,
  topic text not null,
  partition int not null,
  "offset" bigint not null,
  reason text not null,
  message bytea not null,
  parked_at timestamptz not null default now(),
  expires_at timestamptz not null,
  set_aside boolean not null default false,
  mirrored boolean not null default false
);
create index on ${schema}.quarantine (consumer, subject, id);
create index on ${schema}.quarantine (id) where not mirrored;
`;
