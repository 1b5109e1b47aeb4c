import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** How `resolve` comes out under a pack: how often it was owed and missed, and in which rounds of which complaints. */
export interface IndependentResolve {
  readonly owed: number;
  readonly missed: number;
  /** Misses of each complaint that has any. */
  readonly missedBy: ReadonlyMap<string, number>;
}

interface Row {
  readonly state: string;
  readonly reopens: number;
  readonly opened: number;
  readonly updated: number;
  readonly resolved: number;
  readonly priority: number;
}

/** One round as its rows tell it: from when to when, and what moved its clock meanwhile. */
interface Round {
  readonly startedAt: number;
  readonly endedAt: number;
  /** Nothing ended the pause that runs at the end. */
  readonly waitsSince: number | undefined;
  readonly pauses: readonly (readonly [number, number])[];
  /** When it became major or minor again, in order; the first is what it was at the start. */
  readonly severities: readonly { readonly at: number; readonly major: boolean }[];
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Hours of work in minutes of a local day, Monday to Friday, in a zone that never changes its clock. */
interface Office {
  readonly offset: number;
  readonly hours: readonly (readonly [number, number])[];
}
const UTC: Office = { offset: 0, hours: [[480, 1020]] };
const SHANGHAI: Office = { offset: 480 * MINUTE, hours: [[540, 720], [810, 1050]] };

/**
 * The oracle of the what-if's figures for `resolve`: rounds, clocks and misses worked out a second time straight from the rows of a clean
 * incident log, with plain arithmetic on minutes and without any code of the import, the ledger or the policy library. Tests only.
 */
export function independentResolve(path: string, pack: 'default' | 'hotline-12345'): IndependentResolve {
  const incidents = rowsByIncident(path);
  const cut = [...incidents.values()].flat().reduce((latest, row) => Math.max(latest, row.updated), -Infinity);
  const due = pack === 'default' ? dueByDefault : dueByHotline;
  const rounds = [...incidents].map(([number, rows]) => [number, roundsOf(rows, cut)] as const);
  const missedBy = new Map(rounds.map(([number, all]) => [number, all.filter((round) => isMissed(round, due(round))).length] as const).filter(([, missed]) => missed > 0));
  return { owed: rounds.reduce((sum, [, all]) => sum + all.length, 0), missed: [...missedBy.values()].reduce((sum, missed) => sum + missed, 0), missedBy };
}

/** Two business days where it is major, five otherwise, by the hour of the start; Monday to Friday 08:00-17:00 UTC. */
function dueByDefault({ startedAt, pauses, severities }: Round): number {
  const changes = severities.filter((one, index) => index > 0 && one.major !== severities[index - 1]!.major);
  const last = changes.at(-1);
  const reached = dayByHour(startedAt, (last ?? severities[0]!).major ? 2 : 5);
  return later(UTC, last ? Math.max(reached, last.at) : reached, pauses);
}

/** The close of the fifth business day after the day of receipt; Monday to Friday 09:00-12:00 and 13:30-17:30 in Shanghai. */
function dueByHotline({ startedAt, pauses }: Round): number {
  let date = Math.floor((startedAt + SHANGHAI.offset) / DAY);
  for (let left = 5; left > 0; ) if (isWeekday(++date)) left--;
  return later(SHANGHAI, date * DAY + 1050 * MINUTE - SHANGHAI.offset, pauses);
}

function dayByHour(startedAt: number, days: number): number {
  let date = Math.floor(startedAt / DAY);
  const minute = (startedAt - date * DAY) / MINUTE;
  const isOpen = isWeekday(date) && minute >= 480 && minute < 1020;
  // Begun outside hours the day that has yet to open is the first, and days count at their close.
  let left = !isOpen && isWeekday(date) && minute < 480 ? days - 1 : days;
  while (left > 0) if (isWeekday(++date)) left--;
  return date * DAY + (isOpen ? minute : 1020) * MINUTE;
}

/** Each pause that began before it was due moves it on by the working time that it took. */
const later = (office: Office, due: number, pauses: Round['pauses']): number => pauses.reduce((end, [from, to]) => (from < end ? worked(office, end, workBetween(office, from, to)) : end), due);

function workBetween({ offset, hours }: Office, from: number, to: number): number {
  let sum = 0;
  for (let date = Math.floor((from + offset) / DAY); date * DAY - offset < to; date++) {
    if (!isWeekday(date)) continue;
    for (const [opens, closes] of hours) sum += Math.max(0, Math.min(to, date * DAY + closes * MINUTE - offset) - Math.max(from, date * DAY + opens * MINUTE - offset));
  }
  return sum;
}

function worked(office: Office, from: number, work: number): number {
  if (work === 0) return from;
  const { offset, hours } = office;
  let left = work;
  for (let date = Math.floor((from + offset) / DAY); ; date++) {
    if (!isWeekday(date)) continue;
    for (const [opens, closes] of hours) {
      const [begins, ends] = [Math.max(from, date * DAY + opens * MINUTE - offset), date * DAY + closes * MINUTE - offset];
      if (ends <= begins) continue;
      if (left <= ends - begins) return begins + left;
      left -= ends - begins;
    }
  }
}

/** 1970-01-01 was a Thursday. */
const isWeekday = (date: number): boolean => (date + 3) % 7 < 5;

/** What stands still when the round ends is not missed, unless it was due before it stood still. */
const isMissed = ({ endedAt, waitsSince }: Round, due: number): boolean => due < (waitsSince === undefined ? endedAt : Math.min(endedAt, waitsSince));

function roundsOf(all: Row[], cut: number): Round[] {
  const parts = split([...all].sort((a, b) => a.updated - b.updated));
  const opened = parts[0]![0]!.opened;
  let major = false;
  return parts.map((rows, index) => {
    const time = (row: Row): number => Math.max(row.updated, opened);
    const next = parts[index + 1]?.[0];
    const startedAt = index === 0 ? opened : time(rows[0]!);
    const resolved = resolution(parts, index);
    const until = resolved?.row === undefined ? rows : rows.slice(0, rows.indexOf(resolved.row) + 1);
    const severities = [{ at: startedAt, major }, ...until.map((row) => ({ at: time(row), major: row.priority <= 2 }))];
    major = rows.at(-1)!.priority <= 2;
    const { pauses, waitsSince } = waiting(until.filter(isNamed), time, resolved === undefined ? next && time(next) : undefined);
    return { startedAt, endedAt: Math.max(resolved?.at ?? (next ? time(next) : cut), opened), waitsSince: resolved === undefined ? waitsSince : undefined, pauses, severities };
  });
}

/** Rounds begin where the reopen count grows; what follows a closing without that is a machine's. */
function split(rows: Row[]): Row[][] {
  const parts: Row[][] = [];
  let closed = false;
  let most = -1;
  for (const row of rows) {
    if (row.reopens > most) parts.push([row]);
    else if (!closed) parts.at(-1)!.push(row);
    closed = row.reopens > most ? row.state === 'Closed' : closed || row.state === 'Closed';
    most = Math.max(most, row.reopens);
  }
  return parts;
}

const isNamed = ({ state }: Row): boolean => !/^-?\d+$/.test(state);

/** When a round was first resolved, and by which row; the last resolution of the last round is at `resolved_at` where the file has it. */
function resolution(parts: Row[][], index: number): { readonly at: number; readonly row: Row | undefined } | undefined {
  const entered = (rows: Row[]): Row[] => rows.filter(isNamed).filter((row, i, named) => row.state === 'Resolved' && named[i - 1]?.state !== 'Resolved');
  const own = entered(parts[index]!);
  if (index < parts.length - 1) return own[0] && { at: own[0].updated, row: own[0] };
  const last = parts[index]!.at(-1)!;
  if (own.length > 1) return { at: own[0]!.updated, row: own[0] };
  if (!Number.isNaN(last.resolved)) return { at: last.resolved, row: own[0] };
  const before = parts[index]!.some(({ state }) => state === 'Closed') ? parts.flatMap(entered).at(-1) : undefined;
  const row = own[0] ?? before;
  return row && { at: row.updated, row: own[0] };
}

function waiting(rows: Row[], time: (row: Row) => number, reopenedAt: number | undefined): { pauses: [number, number][]; waitsSince: number | undefined } {
  const pauses: [number, number][] = [];
  let since: number | undefined;
  for (const row of rows) {
    if (row.state === 'Awaiting User Info') since ??= time(row);
    else if (since !== undefined) {
      pauses.push([since, time(row)]);
      since = undefined;
    }
  }
  return since !== undefined && reopenedAt !== undefined ? { pauses: [...pauses, [since, reopenedAt]], waitsSince: undefined } : { pauses, waitsSince: since };
}

function rowsByIncident(path: string): Map<string, Row[]> {
  const bytes = readFileSync(path);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header, ...rows] = text.split(/\r?\n/).filter((line) => line !== '').map((line) => line.split(','));
  const at = (...names: string[]): number => header!.findIndex((name) => names.includes(name));
  const columns = { number: at('number'), state: at('ident_state', 'incident_state'), reopens: at('reopen_count'), opened: at('opened_at'), updated: at('sys_updated_at'), resolved: at('resolved_at'), priority: at('priority') };
  const incidents = new Map<string, Row[]>();
  for (const row of rows) {
    const told = incidents.get(row[columns.number]!) ?? [];
    incidents.set(row[columns.number]!, told);
    told.push({
      state: row[columns.state]!,
      reopens: Number(row[columns.reopens]),
      opened: instant(row[columns.opened]!),
      updated: instant(row[columns.updated]!),
      resolved: instant(row[columns.resolved]!),
      priority: parseInt(row[columns.priority]!, 10),
    });
  }
  return incidents;
}

/** NaN for a missing time. */
function instant(text: string): number {
  const [day, month, year, hour, minute] = text.split(/[/ :]/).map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute);
}
