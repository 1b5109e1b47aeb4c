import type { Scope } from '@amends/runtime';
import { visibleSql } from '../complaint/visible.js';
import type { FileTables } from '../file/file-tables.js';
import { normal, pairsOf } from '../file/words.js';
import { OUTCOMES } from '../scorecard/scorecard.js';
import type { ChosenRequest, SearchRequest } from './search.requests.js';

/** A WHERE clause and the values of its parameters. */
export interface Where {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Who asks, when: what somebody may see, and what is overdue. */
export interface Asking {
  readonly scope: Scope;
  readonly now: string;
}

/** What a search asks for, within what the reader may see, as SQL over the complaints `c`. Pure. */
export function whereOf({ reference, ...request }: SearchRequest & { readonly reference?: string }, { scope, now }: Asking, tables: FileTables): Where {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const own = visibleSql(scope);
  values.push(...own.values);
  const conditions = ['c.received_at is not null', own.sql, ...chosen(request, bind), ...standing(request, now, tables, bind), ...found(request.q, tables, bind), ...when(reference, (value) => `c.reference = ${bind(value)}`)];
  if (request.after !== undefined) {
    conditions.push(`(c.received_at, c.complaint) < (select l.received_at, l.complaint from ${tables.complaints} l where l.complaint = ${bind(request.after)})`);
  }
  return { sql: conditions.join(' and '), values };
}

type Bind = (value: unknown) => string;

const when = <T>(value: T | undefined, sql: (value: T) => string): string[] => (value === undefined ? [] : [sql(value)]);

function chosen(request: ChosenRequest, bind: Bind): string[] {
  const { status, unit, staff, severity, category, categoryPath, grave, tier, channel, source, customer, from, to, reopened } = request;
  return [
    ...when(status, (words) => anyOf('c.status', words, bind)),
    ...when(unit, (value) => `c.owner_unit = ${bind(value)}`),
    ...when(severity, (words) => anyOf('c.severity', words, bind)),
    ...when(staff, (value) => `c.owner_staff = ${bind(value)}`),
    ...when(tier, (words) => anyOf('c.tier', words, bind)),
    ...when(grave, (flags) => `c.grave && ${bind(flags)}::text[]`),
    ...when(reopened, (is) => `c.reopenings ${is ? '>' : '='} 0`),
    ...when(categoryPath?.split('/'), (path) => `c.category[1:${path.length}] = ${bind(path)}::text[]`),
    ...when(category, (value) => `${bind(value)} = any(c.category)`),
    ...when(channel, (words) => anyOf('c.channel', words, bind)),
    ...when(source, (value) => `c.source = ${bind(value)}`),
    ...when(customer, (value) => `c.customer_id = ${bind(value)}`),
    ...when(from, (value) => `c.received_at >= ${bind(value)}`),
    ...when(to, (value) => `c.received_at < ${bind(value)}`),
  ];
}

/** What is owed and was missed stands in a table of its own; a complaint of which nothing was ever owed has no deadline. */
function standing({ missed, owed, overdue }: ChosenRequest, now: string, { standings }: FileTables, bind: Bind): string[] {
  const conditions = [
    ...when(missed, (principles) => `(${principles.map((principle) => `s.p${principle} = ${OUTCOMES.indexOf('missed') + 1}`).join(' or ')})`),
    ...when(owed, (kinds) => `s.owed && ${bind(kinds)}::text[]`),
    ...when(overdue, (is) => `coalesce(s.next_due <= ${bind(now)}, false) = ${is}`),
  ];
  return conditions.length === 0 ? [] : [`c.complaint in (select s.complaint from ${standings} s where ${conditions.join(' and ')})`];
}

/** A single word is compared by `=`, so that the planner can use the partial index of open complaints. */
const anyOf = (column: string, words: readonly string[], bind: Bind): string =>
  words.length === 1 ? `${column} = '${words[0]!}'` : `${column} = any(${bind(words)})`;

/** Both ways go through an index; a match by words is checked again, because pairs may stand apart. */
function found(q: string | undefined, { complaints, words }: FileTables, bind: Bind): string[] {
  if (q === undefined) return [];
  const said = normal(q);
  const pairs = bind(pairsOf(said));
  const each = said.split(' ').map((word) => `w.words like ${bind(`%${escaped(word)}%`)}`);
  const byWords = `select w.complaint from ${words} w where w.pairs @> ${pairs}::text[] and ${each.join(' and ')}`;
  const digits = said.replace(/[ -]/g, '');
  const byReference = /^\d{2,19}$/.test(digits) ? [`select r.complaint from ${complaints} r where r.reference like ${bind(`${digits}%`)}`] : [];
  return [`c.complaint in (${[byWords, ...byReference].join(' union ')})`];
}

const escaped = (word: string): string => word.replace(/[\\%_]/g, '\\$&');
