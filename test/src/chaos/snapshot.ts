import type { KnownComplaint, LogName } from '@amends/contracts';
import { SERVICES } from '@amends/contracts';
import pg from 'pg';
import { readLogs, schemaOf, type LogRow } from '../support/log-rows.js';
import type { TopicMessage } from '../support/topic-messages.js';

/** What a consumer remembers of one subject. */
export interface HandledRow {
  /** `escalation/ledger@1`. */
  readonly consumer: string;
  readonly subject: string;
  readonly versions: Readonly<Record<string, number>>;
  readonly quarantined: boolean;
}

/** A message in quarantine. */
export interface ParkedRow {
  readonly id: string;
  readonly consumer: string;
  readonly subject: string;
  readonly partition: number;
  readonly offset: string;
  readonly reason: string;
  readonly setAside: boolean;
}

/** An obligation on a ledger's page, where only stands what is still owed. */
export interface OwedRow {
  readonly id: string;
  readonly state: string;
  /** Since when its clock stands still. */
  readonly pausedAt?: string;
}

const FILED = `select complaint, file, array(select o.obligation::text from insight.file_v4_obligations o where o.complaint = c.complaint and o.state in ('open', 'missed')) as owed
  from insight.file_v4_complaints c`;

/** What insight has filed of a complaint. */
export interface FiledRow {
  readonly complaint: string;
  readonly file: { readonly known: KnownComplaint; readonly handOvers: number; readonly reopenings: number; readonly questions: number };
  /** Ids of what its rows of obligations say is still owed. */
  readonly owed: readonly string[];
}

/** An entry of insight's timeline. */
export interface EntryRow {
  readonly complaint: string;
  readonly source: string;
  readonly stream_kind: string;
  readonly version: number;
  readonly event_id: string;
}

/** Everything that is stored and published, at an instant at which nothing moved. */
export interface Snapshot {
  readonly databaseUrl: string;
  readonly logs: ReadonlyMap<LogName, readonly LogRow[]>;
  readonly keys: ReadonlyMap<LogName, ReadonlySet<string>>;
  readonly messages: readonly TopicMessage[];
  readonly handled: readonly HandledRow[];
  readonly parked: readonly ParkedRow[];
  readonly known: readonly { readonly service: string; readonly complaint: string; readonly known: KnownComplaint }[];
  readonly pages: ReadonlyMap<string, readonly OwedRow[]>;
  readonly deadlines: ReadonlySet<string>;
  readonly files: readonly FiledRow[];
  readonly timeline: readonly EntryRow[];
}

const ALL = [...SERVICES, 'insight'] as const;
const TRIES = 5;

/** Reads everything; again when something was recorded meanwhile. What is published is read by `readMessages`, because that depends on the transport. */
export async function takeSnapshot(databaseUrl: string, readMessages: () => Promise<readonly TopicMessage[]>): Promise<Snapshot> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    for (let attempt = 1; ; attempt++) {
      const before = await headsOf(database);
      const snapshot = await read(database, databaseUrl, readMessages);
      if (before === (await headsOf(database)) || attempt === TRIES) return snapshot;
    }
  } finally {
    await database.end();
  }
}

/** Rows of a query for each of the given services, with the service's name. */
export async function eachService<Row extends object>(database: pg.Client, services: readonly string[], sql: (schema: string) => string): Promise<readonly (Row & { service: string })[]> {
  const found: (Row & { service: string })[] = [];
  for (const service of services) found.push(...(await database.query<Row>(sql(schemaOf(service)))).rows.map((row) => ({ ...row, service })));
  return found;
}

/** What every consumer has handled, and of whom. */
export async function readHandled(database: pg.Client): Promise<readonly HandledRow[]> {
  const rows = await eachService<HandledRow>(database, ALL, (schema) => `select consumer, subject, versions, quarantined from ${schema}.handled`);
  return rows.map((row) => ({ ...row, consumer: `${row.service}/${row.consumer}` }));
}

/** How much services have heard that they must do of themselves, and have not done yet. */
export async function countToUphold(database: pg.Client): Promise<number> {
  const counts = await eachService<{ count: number }>(database, SERVICES, (schema) => `select count(*)::int from ${schema}.to_uphold`);
  return counts.reduce((sum, { count }) => sum + count, 0);
}

async function read(database: pg.Client, databaseUrl: string, readMessages: () => Promise<readonly TopicMessage[]>): Promise<Snapshot> {
  const logs = await readLogs(database);
  const keys = await eachService<{ key: string }>(database, SERVICES, (schema) => `select key from ${schema}.command_keys`);
  const parked = await eachService<ParkedRow>(database, ALL, (schema) => `select id::text, consumer, subject, partition, "offset"::text, reason, set_aside as "setAside" from ${schema}.quarantine order by id`);
  const pages = await database.query<{ complaint: string; page: { owed: OwedRow[] } }>('select complaint, page from escalation.ledger');
  const deadlines = await database.query<{ obligation: string }>('select obligation from escalation.deadlines');
  return {
    databaseUrl,
    logs,
    keys: new Map(SERVICES.map((service) => [service, new Set(keys.filter((row) => row.service === service).map(({ key }) => key))])),
    messages: await readMessages(),
    handled: await readHandled(database),
    parked: parked.map((row) => ({ ...row, consumer: `${row.service}/${row.consumer}` })),
    known: await eachService(database, SERVICES, (schema) => `select complaint, known from ${schema}.known`),
    pages: new Map(pages.rows.map(({ complaint, page }) => [complaint, page.owed])),
    deadlines: new Set(deadlines.rows.map(({ obligation }) => obligation)),
    files: (await database.query<FiledRow>(FILED)).rows,
    timeline: (await database.query<EntryRow>('select complaint, source, stream_kind, version, event_id from insight.file_v4_timeline')).rows,
  };
}

async function headsOf(database: pg.Client): Promise<string> {
  return JSON.stringify(await eachService(database, SERVICES, (schema) => `select position from ${schema}.log_head`));
}
