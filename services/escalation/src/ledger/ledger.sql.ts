/** The ledger's pages and its armed deadlines, in escalation's schema. */
export const ledgerSql = `
create table escalation.ledger (
  complaint uuid primary key,
  page json not null,
  obligations_version int not null,
  heard_at text not null,
  owner_unit text,
  received_by text
) with (fillfactor = 85);

create table escalation.deadlines (
  obligation uuid primary key,
  complaint uuid not null,
  partition int not null,
  due_at timestamptz not null
);
create index deadlines_due on escalation.deadlines (due_at);
create index deadlines_of_complaint on escalation.deadlines (complaint);
`;

/**
 * A deadline is looked at when it comes near and again when it is due. Pages hold more than one duty now: they stay in their row,
 * uncompressed, up to a whole database page.
 */
export const warningsSql = `
alter table escalation.deadlines add column warn_at timestamptz;
create index deadlines_next on escalation.deadlines ((coalesce(warn_at, due_at)));
drop index escalation.deadlines_due;
drop index escalation.deadlines_of_complaint;
alter table escalation.ledger set (toast_tuple_target = 8160);
`;

/** One order for all that is armed, also where thousands are due in the same instant: the clock takes them from the front. */
export const inOrderSql = `
create index deadlines_in_order on escalation.deadlines ((coalesce(warn_at, due_at)), obligation);
drop index escalation.deadlines_next;
`;
