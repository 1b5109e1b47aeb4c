import { isDeepStrictEqual } from 'node:util';
import { checksum, entryOf, rebuild } from '@amends/escalation';
import { attributesOf, toEvent } from '@amends/eventing';
import type { RecordedEvent } from '@amends/contracts';
import type pg from 'pg';
import type { TopicMessage } from '../../support/topic-messages.js';
import type { SimulatedService } from '../simulated-service.js';

type Pages = ReturnType<typeof rebuild>;

/** The ledger rebuilt from nothing but the topic is the ledger that lived. */
export async function ledgerIsRebuilt(messages: readonly TopicMessage[], database: pg.Client, now: number): Promise<string[]> {
  const rebuilt = rebuild(messages.filter(({ topic }) => topic === 'complaints').map((message) => eventOf(message, now)));
  const { rows } = await database.query<{ complaint: string; page: Pages extends ReadonlyMap<string, infer Page> ? Page : never }>('select complaint, page from escalation.ledger');
  const live: Pages = new Map(rows.map(({ complaint, page }) => [complaint, page]));
  return [...pagesDiffer(rebuilt, live), ...(await inboxIsRebuilt(rebuilt, database))];
}

function pagesDiffer(rebuilt: Pages, live: Pages): string[] {
  if (checksum(rebuilt) === checksum(live)) return [];
  return [...new Set([...rebuilt.keys(), ...live.keys()])].filter((complaint) => sumOf(rebuilt, complaint) !== sumOf(live, complaint)).map((complaint) => `I11 the ledger's page of ${complaint} is another one when it is rebuilt`);
}

const sumOf = (pages: Pages, complaint: string): string | undefined => (pages.has(complaint) ? checksum(new Map([[complaint, pages.get(complaint)!]])) : undefined);

/** Inboxes show what the rebuilt ledger would show, and nothing else. */
async function inboxIsRebuilt(rebuilt: Pages, database: pg.Client): Promise<string[]> {
  const { rows } = await database.query<{ complaint: string; entry: object }>('select complaint, entry from escalation.inbox where entry is not null');
  const shown = new Map(rows.map(({ complaint, entry }) => [complaint, entry]));
  const expected = new Map([...rebuilt].flatMap(([complaint, page]) => [[complaint, JSON.parse(JSON.stringify(entryOf(complaint, page) ?? null)) as object | null] as const]));
  return [...new Set([...shown.keys(), ...expected.keys()])].filter((complaint) => !isDeepStrictEqual(shown.get(complaint) ?? null, expected.get(complaint) ?? null)).map((complaint) => `I11 the inbox does not show ${complaint} as a rebuilt ledger would`);
}

const eventOf = ({ key, headers, value }: TopicMessage, now: number): RecordedEvent => toEvent(attributesOf(key ?? undefined, headers), headers, Buffer.from(value ?? ''), now);

/** Each table with its columns as text; JSON by its content, and without numbers that only say in which order rows were written. */
const TABLES = `select table_name as name, string_agg(case data_type when 'json' then format('%I::jsonb', column_name) else quote_ident(column_name) end, ', ' order by ordinal_position) as columns
  from information_schema.columns where table_schema = 'insight_live' and table_name like 'file\\_v%' and is_identity = 'NO' and column_default is null group by 1 order by 1`;

/** Insight's read models built anew from the topic are those that lived, row by row. Leaves the new ones in their place. */
export async function readModelsAreRebuilt(insight: SimulatedService, database: pg.Client): Promise<string[]> {
  await insight.anew(() => database.query('alter schema insight rename to insight_live').then(() => undefined));
  while ((await insight.live()) > 0);
  const { rows } = await database.query<{ name: string; columns: string }>(TABLES);
  const wrongs: string[] = [];
  for (const { name, columns } of rows) {
    const [anew, live] = ['insight', 'insight_live'].map((schema) => `select row(${columns})::text as row from ${schema}.${name}`);
    const differing = await database.query<{ row: string }>(`(${anew} except ${live}) union all (${live} except ${anew}) order by 1 limit 4`);
    wrongs.push(...differing.rows.map(({ row }) => `I11 insight.${name} is another one when it is rebuilt: ${row}`));
  }
  return wrongs;
}
