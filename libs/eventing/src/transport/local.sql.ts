/** Tables of the local transport: messages of a partition carry gapless offsets, given under the partition's row lock. */
export const localTransportSql = `
create schema if not exists transport;
create table if not exists transport.cluster (singleton boolean primary key default true check (singleton), id uuid not null default gen_random_uuid());
insert into transport.cluster default values on conflict do nothing;
create table if not exists transport.partitions (
  topic text not null,
  partition int not null,
  next_offset bigint not null default 0,
  primary key (topic, partition)
);
create table if not exists transport.messages (
  topic text not null,
  partition int not null,
  "offset" bigint not null,
  key text,
  headers json not null,
  value bytea,
  primary key (topic, partition, "offset")
);
`;
