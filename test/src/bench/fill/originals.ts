/** Schemas in which tables grow with complaints. */
export const SCHEMAS = ['intake', 'resolution', 'escalation', 'follow_up', 'insight', 'vault'];

/** Schemas that hold a log. */
export const LOGS = ['intake', 'resolution', 'escalation', 'follow_up'];

/** So many lived complaints are copied in turn. */
const ORIGINALS_TAKEN = 200;

/** Chooses the newest complaints, of which none is a copy, each of another customer. */
export const ORIGINALS = `
create schema if not exists bench;
drop table if exists bench.originals;
create table bench.originals as
select row_number() over (order by position)::int as nth, complaint, customer, reference, order_reference
from (
  select distinct on (customer) position, complaint, customer, reference, order_reference
  from (
    select position, stream_id as complaint, (data::json ->> 'customerId')::uuid as customer, data::json ->> 'reference' as reference, data::json ->> 'order' as order_reference
    from intake.events where type = 'ComplaintRegistered' order by position desc limit ${ORIGINALS_TAKEN}
  ) newest order by customer, position desc
) chosen;
create table if not exists bench.copies (
  n int primary key, nth int not null, complaint uuid not null, customer uuid not null, reference text not null, order_reference text not null, age interval not null
);
${LOGS.map((log) => `create sequence if not exists bench.${log}_position; select setval('bench.${log}_position', greatest(position, 1), position > 0) from ${log}.log_head;`).join('\n')}
`;

/**
 * Names `$1` copies more: ids that rise with time as real ones do, received over the year before, references of last year. A table
 * `bench.copies` holds those of this filling only.
 */
export const COPIES = `
with before as (select coalesce(max(n), 0) as n from bench.copies), gone as (delete from bench.copies)
insert into bench.copies
select before.n + k, 1 + k % (select count(*)::int from bench.originals), uuidv7(age), uuidv7(age), '25' || lpad((before.n + k)::text, 8, '0'), '2025-' || lpad((before.n + k)::text, 7, '0'), age
from before, generate_series(1, $1::int) k, lateral (select (k - $1::int - 1) * (interval '360 days' / $1::int) as age) aged
`;
