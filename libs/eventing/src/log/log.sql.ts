/**
 * Tables and the append function of one service's log, in its own schema.
 *
 * Why a function: the first statement takes the log's lock, and in READ COMMITTED every statement after it sees what the
 * former holder committed; positions are therefore gapless and rise in commit order, and a reader needs only a cursor. One
 * round trip appends a whole batch.
 *
 * `hash` chains a stream: sha256 of the predecessor's hash and of every stored column, so that an edit or a removal shows.
 */
export const logSql = (schema: string): string => `
create table ${schema}.log_head (
  singleton boolean primary key default true check (singleton),
  position bigint not null,
  recorded_at timestamptz not null
);
insert into ${schema}.log_head (position, recorded_at) values (0, 'epoch');

create table ${schema}.events (
  position bigint primary key,
  stream_kind text not null,
  stream_id uuid not null,
  version int not null,
  type text not null,
  schema_version smallint not null,
  event_id uuid not null,
  data text not null,
  sealed text,
  metadata text not null,
  recorded_at timestamptz not null,
  hash bytea not null,
  unique (stream_id, stream_kind, version)
);

create table ${schema}.command_keys (
  key text primary key,
  fingerprint text not null,
  response text not null,
  recorded_at timestamptz not null default now()
);

create function ${schema}.hash_step(state bytea, predecessor bytea, content bytea) returns bytea
  language sql immutable parallel safe
  as $$ select sha256(coalesce(state, predecessor, ''::bytea) || content) $$;
create aggregate ${schema}.hash_chain(bytea, bytea) (sfunc = ${schema}.hash_step, stype = bytea);

create function ${schema}.append_batch(
  p_now timestamptz,
  p_keys text[], p_fingerprints text[], p_responses text[],
  h_command int[], h_kind text[], h_stream uuid[], h_expected int[], h_heard timestamptz[],
  e_command int[], e_kind text[], e_stream uuid[], e_version int[], e_id uuid[], e_type text[], e_schema smallint[],
  e_data text[], e_sealed text[], e_metadata text[]
) returns table (command int, outcome text, appended_after bigint, recorded_after bigint, response text)
language plpgsql
-- One plan for every batch, made when the tables are still empty, when a look at every row seems cheapest: planning each call anew
-- costs a small batch as much as its work.
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  head record;
  base timestamptz;
  micros bigint;
  stale int[];
  outcomes text[];
  responses text[];
  appended int;
begin
  -- What is appended may be published at once, so its commit never runs ahead of the disk, whatever the transaction asked for.
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  select h.position, h.recorded_at into head from ${schema}.log_head h for update;
  base := greatest(p_now, head.recorded_at, (select max(x) from unnest(h_heard) x));
  micros := (extract(epoch from base) * 1000000)::bigint;

  select array_agg(h.command) into stale
  from unnest(h_command, h_kind, h_stream, h_expected) h(command, kind, stream, expected)
  where h.expected <> coalesce((
    select e.version from ${schema}.events e
    where e.stream_id = h.stream and e.stream_kind = h.kind order by e.version desc limit 1), 0);

  select array_agg(
    case
      when k.fingerprint is not null then case when k.fingerprint = c.fingerprint then 'replayed' else 'mismatched' end
      when c.n = any(stale) then 'conflicting'
      else 'appended'
    end order by c.n),
    array_agg(case when k.fingerprint = c.fingerprint then k.response end order by c.n)
  into outcomes, responses
  from unnest(p_keys, p_fingerprints) with ordinality c(key, fingerprint, n)
  left join lateral (select d.fingerprint, d.response from ${schema}.command_keys d where d.key = c.key offset 0) k on true;

  insert into ${schema}.events
  select head.position + e.ordinal, e.kind, e.stream, e.version, e.type, e.schema, e.id, e.data, e.sealed, e.metadata,
    base + e.ordinal * interval '1 microsecond',
    ${schema}.hash_chain(e.predecessor, convert_to(concat_ws(E'\\x1f', head.position + e.ordinal, e.kind, e.stream, e.version, e.type,
      e.schema, e.id, e.data, e.sealed, e.metadata, micros + e.ordinal), 'UTF8'))
      over (partition by e.kind, e.stream order by e.version)
  from (
    select x.*, row_number() over (order by x.n) as ordinal,
      (select p.hash from ${schema}.events p
       where p.stream_id = x.stream and p.stream_kind = x.kind and p.version = x.version - 1) as predecessor
    from unnest(e_command, e_kind, e_stream, e_version, e_id, e_type, e_schema, e_data, e_sealed, e_metadata)
      with ordinality x(command, kind, stream, version, id, type, schema, data, sealed, metadata, n)
    where outcomes[x.command] = 'appended'
  ) e;
  get diagnostics appended = row_count;

  insert into ${schema}.command_keys (key, fingerprint, response)
  select c.key, c.fingerprint, c.response
  from unnest(p_keys, p_fingerprints, p_responses, outcomes) c(key, fingerprint, response, outcome)
  where c.outcome = 'appended' and c.key is not null;

  update ${schema}.log_head h
  set position = head.position + appended, recorded_at = base + appended * interval '1 microsecond';

  return query
  select c.n::int, c.outcome, head.position, micros, c.response
  from unnest(outcomes, responses) with ordinality c(outcome, response, n)
  order by c.n;
end $$;
`;
