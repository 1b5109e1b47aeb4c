/**
 * What has to be said of the complaints of these customers ($1) because it is not what was last said: the earliest order or visit after
 * the complaint that no compensation paid for, and the earliest end of their business. Records that were merged count as one customer;
 * where any of them is erased, what was said stays. With `among`, only of those complaints ($2): a customer's hundredth complaint
 * changes nothing about the other ninety-nine.
 */
export const unsaidSql = (schema: string, among: boolean): string => `
with recursive upwards(record) as (
  select unnest($1::uuid[])
  union select c.survivor from upwards u join ${schema}.activity_customers c on c.customer = u.record where c.survivor is not null
), family(root, record) as (
  select record, record from upwards
  where not exists (select from ${schema}.activity_customers c where c.customer = record and c.survivor is not null)
  union select f.root, c.customer from family f join ${schema}.activity_customers c on c.survivor = f.record
), person as (
  select f.root, array_agg(f.record) as records, array_agg(c.own_reference) filter (where c.own_reference is not null) as customers
  from family f left join ${schema}.activity_customers c on c.customer = f.record group by f.root having not coalesce(bool_or(c.erased), false)
)
select q.complaint, q.customer, q.origin, greatest(q.recorded_at, coalesce(k.heard_at, '')) as "heardAt", coalesce((k.known->>'round')::int, 1) as round,
  r.source as "returnedSource", r.activity_id as "returnedId", r.kind as "returnedKind", r.at as "returnedAt",
  (r.source, r.activity_id) is distinct from (q.returned_source, q.returned_id) as "returnUnsaid",
  l.source as "lostSource", l.activity_id as "lostId", l.at as "lostAt",
  (l.source, l.activity_id) is distinct from (q.lost_source, q.lost_id) as "lossUnsaid"
from person p join ${schema}.activity_complaints q on q.customer = any(p.records)
left join ${schema}.known k on k.complaint = q.complaint
left join lateral (${earliest(schema, `a.kind in ('order', 'visit') and a.paid_with_compensation_of is null`)}) r on true
left join lateral (${earliest(schema, `a.kind = 'account-closed'`)}) l on true
where ${among ? 'q.complaint = any($2::uuid[]) and ' : ''}((r.source, r.activity_id) is distinct from (q.returned_source, q.returned_id)
   or (l.source, l.activity_id) is distinct from (q.lost_source, q.lost_id))
order by q.complaint`;

const earliest = (schema: string, qualifies: string): string => `
  select a.source, a.activity_id, a.kind, to_char(a.happened_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
  from ${schema}.activities a where a.customer = any(p.customers) and a.happened_at > q.received_at and ${qualifies}
  order by a.happened_at, a.source, a.activity_id limit 1`;

/** What was just said of complaints. */
export const saidSql = (schema: string): string => `
update ${schema}.activity_complaints q
set returned_source = s.returned_source, returned_id = s.returned_id, lost_source = s.lost_source, lost_id = s.lost_id
from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) s(complaint, returned_source, returned_id, lost_source, lost_id)
where q.complaint = s.complaint`;
