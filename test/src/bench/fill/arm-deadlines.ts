import { partitionOf, TimeOrderedIds } from '@amends/eventing';
import { Client } from 'pg';

/** So many rows of ids travel in one statement. */
const CHUNK = 20_000;
const DAY = 86_400_000;
/** Nothing but what is meant to be due is due while it is measured. */
const LATER_MS = 30 * DAY;

interface Owed {
  readonly id: string;
  readonly kind: string;
  readonly dueAt: string;
  readonly warnAt?: string;
}

interface StoredPage {
  readonly page: { readonly owed: readonly Owed[] };
}

/** One complaint that was really registered, as the pattern of all that are armed. */
interface Pattern {
  readonly complaint: string;
  readonly page: string;
  readonly owed: readonly Owed[];
  /** The deadline of what is made due later, as it stands in the page, and whose it is. */
  readonly dueAt: string;
  readonly obligation: string;
}

/** Deadlines that are armed, and of which some can be made due. */
export interface ArmedDeadlines {
  readonly complaints: number;
  readonly deadlines: number;
  /** Makes first answers due, evenly over one second from an instant: those of so many complaints, beginning with the `from`th. */
  makeDue(from: number, count: number, at: number): Promise<void>;
}

/**
 * Arms so many deadlines: the ledger's page, its events and its deadlines of one complaint, copied under ids of their own. Escalation must
 * not be running. What is copied is published by nobody, and the rest of the company does not know of it.
 */
export async function armDeadlines(url: string, complaint: string, deadlines: number): Promise<ArmedDeadlines> {
  const client = new Client({ connectionString: url, options: '-c synchronous_commit=off -c maintenance_work_mem=256MB' });
  await client.connect();
  try {
    const pattern = await patternOf(client, complaint);
    const complaints = Math.ceil(deadlines / pattern.owed.length);
    await nameCopies(client, complaints);
    for (const [text, values] of copies(pattern)) await client.query(text, values);
    await client.query('update escalation.log_head set position = (select max(position) from escalation.events)');
    await client.query('update escalation.relay_progress set position = (select position from escalation.log_head)');
    for (const table of ['ledger', 'deadlines', 'handled', 'events']) await client.query(`vacuum (analyze) escalation.${table}`);
    await client.query('checkpoint');
    return { complaints, deadlines: complaints * pattern.owed.length, makeDue: (from, count, at) => makeDue(url, pattern, { from, count, at }) };
  } finally {
    await client.end();
  }
}

async function patternOf(client: Client, complaint: string): Promise<Pattern> {
  const { rows } = await client.query<StoredPage>('select page from escalation.ledger where complaint = $1', [complaint]);
  const { page } = rows[0]!;
  // Whoever owes the first answer was warned already, so that it only comes due.
  const owed = page.owed.map(({ warnAt, ...one }, index) => ({
    ...one, dueAt: moved(one.dueAt, index), ...(one.kind === 'first-answer' ? { warned: true } : warnAt ? { warnAt: moved(warnAt, index) } : {}),
  }));
  const { id, dueAt } = owed.find(({ kind }) => kind === 'first-answer')!;
  return { complaint, page: JSON.stringify({ ...page, owed }), owed, dueAt, obligation: id };
}

/** Later, and by a millisecond each, so that each deadline of the page is known by its text. */
const moved = (instant: string, index: number): string => new Date(Date.parse(instant) + LATER_MS + index).toISOString();

async function nameCopies(client: Client, complaints: number): Promise<void> {
  const ids = new TimeOrderedIds();
  await client.query('drop schema if exists armed cascade; create schema armed; create table armed.copies (n int, complaint uuid, partition int, due timestamptz)');
  for (let from = 0; from < complaints; from += CHUNK) {
    const names = Array.from({ length: Math.min(CHUNK, complaints - from) }, () => ids.next());
    await client.query('insert into armed.copies select $1 + o, c, p from unnest($2::uuid[], $3::int[]) with ordinality x(c, p, o)', [from, names, names.map(partitionOf)]);
  }
  await client.query('alter table armed.copies add primary key (n); analyze armed.copies');
}

/** The id that a copy has instead of the pattern's. */
const idOf = (id: string): string => `md5(c.n || '${id}')::uuid`;

/** Text of the pattern with the ids of a copy. */
function copied(text: string, { complaint, owed }: Pattern): string {
  return owed.reduce((so, { id }) => `replace(${so}, '${id}', ${idOf(id)}::text)`, `replace(${text}, '${complaint}', c.complaint::text)`);
}

function copies(pattern: Pattern): readonly (readonly [string, unknown[]])[] {
  const { complaint, owed } = pattern;
  return [
    [`insert into escalation.ledger
      select c.complaint, ${copied('$1::text', pattern)}::json, l.obligations_version, l.heard_at, l.owner_unit, l.received_by
      from armed.copies c, escalation.ledger l where l.complaint = $2 order by c.n`, [pattern.page, complaint]],
    [`insert into escalation.events
      select h.position + (c.n - 1) * s.events + row_number() over (partition by c.n order by e.position), e.stream_kind, c.complaint, e.version, e.type, e.schema_version,
        md5(c.n || e.event_id::text)::uuid, ${copied('e.data', pattern)}, e.sealed, ${copied('e.metadata', pattern)}, e.recorded_at, e.hash
      from armed.copies c, escalation.log_head h, (select count(*) as events from escalation.events where stream_id = $1) s, escalation.events e where e.stream_id = $1`, [complaint]],
    [`insert into escalation.deadlines (obligation, complaint, partition, due_at, warn_at)
      select md5(c.n || o.id)::uuid, c.complaint, c.partition, o.due, o.warn from armed.copies c, unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) o(id, due, warn)`,
    [owed.map(({ id }) => id), owed.map(({ dueAt }) => dueAt), owed.map(({ warnAt }) => warnAt ?? null)]],
    [`insert into escalation.handled (consumer, subject, versions) select h.consumer, c.complaint, h.versions from armed.copies c, escalation.handled h where h.subject = $1`, [complaint]],
  ];
}

interface Extent {
  readonly from: number;
  readonly count: number;
  readonly at: number;
}

async function makeDue(url: string, { dueAt, obligation }: Pattern, { from, count, at }: Extent): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`update armed.copies set due = to_timestamp($3::float8 / 1000) + ((n - $1) * 1000 / $2) * interval '1 millisecond' where n >= $1 and n < $1 + $2`, [from, count, at]);
    await client.query(
      `update escalation.ledger l set page = replace(l.page::text, $3, to_char(c.due at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::json
       from armed.copies c where c.n >= $1 and c.n < $1 + $2 and l.complaint = c.complaint`, [from, count, dueAt]);
    await client.query(`update escalation.deadlines d set due_at = c.due from armed.copies c where c.n >= $1 and c.n < $1 + $2 and d.obligation = ${idOf(obligation)}`, [from, count]);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
