/**
 * Who wants to be told where and how; what they are to be told; the letters that were written of it; and addresses that fail. Addresses
 * stand in the first table only. A letter has no personal data: its complaints are named by reference.
 */
export const noticesSql = `
create table escalation.notice_people (
  person uuid primary key,
  version int not null,
  email text,
  webhook_url text,
  webhook_secrets json not null default '[]',
  preferences json not null,
  changed_by text not null,
  changed_at timestamptz not null
);

create table escalation.notices (
  n bigint generated always as identity primary key,
  id uuid not null unique,
  kind text not null,
  person uuid not null,
  complaint uuid not null,
  about uuid not null,
  because text,
  grave boolean not null,
  caught_up boolean not null,
  noted_at timestamptz not null,
  -- When it is decided whether it goes; null once it was.
  look_at timestamptz,
  -- Went in a letter; null when it was over before.
  letter uuid
);
create index notices_waiting on escalation.notices (look_at) where look_at is not null;
create index notices_of_person on escalation.notices (person, n) where look_at is not null;
create index notices_gone on escalation.notices (person, noted_at) where letter is not null;
create index notices_about on escalation.notices (about, person);

create table escalation.notice_deliveries (
  n bigint generated always as identity primary key,
  id uuid not null unique,
  letter_id uuid not null,
  person uuid not null,
  channel text not null,
  notices int not null,
  letter json not null,
  state text not null default 'waiting' check (state in ('waiting', 'arrived', 'dead')),
  tries int not null default 0,
  next_try timestamptz not null,
  written_at timestamptz not null,
  ended_at timestamptz,
  last_answer text,
  latency_ms int
);
create index notice_deliveries_next on escalation.notice_deliveries (next_try) where state = 'waiting';
create index notice_deliveries_dead on escalation.notice_deliveries (n) where state = 'dead';
create index notice_deliveries_of on escalation.notice_deliveries (person, n);

create table escalation.notice_addresses (
  person uuid not null,
  channel text not null,
  failures int not null,
  paused_until timestamptz,
  primary key (person, channel)
);
`;
