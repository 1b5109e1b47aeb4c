/**
 * What inboxes show, a row for each complaint of which anybody above ever knew; without an entry once it is over. `whose` says who may
 * read it now, `formerly` who could before, and up to which transaction. `changed_in` is the transaction of the last change, by which live
 * streams find what is new.
 */
export const inboxSql = `
create table escalation.inbox (
  complaint uuid primary key,
  entry json,
  due_at timestamptz not null,
  level int not null,
  acknowledged boolean not null,
  reasons text[] not null,
  whose text[] not null,
  formerly jsonb not null default '{}',
  changed_in xid8 not null
);
create index inbox_next on escalation.inbox (due_at, complaint) where entry is not null;
create index inbox_changed on escalation.inbox (changed_in);
`;
