import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** Hours until a share of the resolved complaints was resolved; null when none was. */
export interface Hours {
  p50: number | null;
  p90: number | null;
  p99: number | null;
}

/** Median hours by Kaplan-Meier, the open ones censored at the data cut, with the 95 % log-log interval; null where it is not reached. */
export interface Median {
  hours: number | null;
  low: number | null;
  high: number | null;
}

/** What the report says of a group of complaints. */
export interface GroupFigures {
  complaints: number;
  open: number;
  resolved: number;
  /** From opening to resolution. */
  wall: Hours;
  /** The same without the time spent waiting for the customer. */
  withoutWaiting: Hours;
  median: { wall: Median; withoutWaiting: Median };
}

/** The figures of a whole log. */
export interface IndependentFigures extends GroupFigures {
  dataCut: string;
  handedOver: { count: number; share: number };
  reopened: number;
  waited: number;
  /** By the priority of the last row that counts. */
  byPriority: (GroupFigures & { priority: number })[];
  /** By the priority of the first row. */
  byFirstPriority: (GroupFigures & { priority: number })[];
  byHandOvers: (GroupFigures & { handOvers: string })[];
}

interface Told {
  priority: number;
  firstPriority: number;
  handOvers: number;
  reopened: boolean;
  waited: boolean;
  resolved: boolean;
  wall: number;
  waiting: number;
}

type Row = { state: string; reopens: number; opened: number; updated: number; resolved: number; group: string; priority: number };

const HOUR = 3_600_000;

/**
 * The oracle of the report's tests: every figure worked out a second time, straight from the rows of a clean log in the
 * published form (D/M/YYYY H:MM in UTC, no quotes; plain or .gz), in one go and without any code of the import, its
 * steps, the events or the statistics. Reads the whole file into memory. Nothing but tests may call it.
 */
export function independentFigures(path: string): IndependentFigures {
  const incidents = rowsByIncident(path);
  const cut = [...incidents.values()].flat().reduce((latest, row) => Math.max(latest, row.updated), -Infinity);
  const all = [...incidents.values()].map((rows) => tell(rows, cut));
  const by = <T>(keys: T[], keyOf: (one: Told) => T) => keys.map((key) => [key, figures(all.filter((one) => keyOf(one) === key))] as const);
  const handedOver = all.filter((one) => one.handOvers > 0).length;
  return {
    dataCut: new Date(cut).toISOString(),
    ...figures(all),
    handedOver: { count: handedOver, share: handedOver / all.length },
    reopened: all.filter((one) => one.reopened).length,
    waited: all.filter((one) => one.waited).length,
    byPriority: by([1, 2, 3, 4, 5], (one) => one.priority).map(([priority, group]) => ({ priority, ...group })),
    byFirstPriority: by([1, 2, 3, 4, 5], (one) => one.firstPriority).map(([priority, group]) => ({ priority, ...group })),
    byHandOvers: by(['0', '1', '2', '3', '4', '5+'], (one) => (one.handOvers > 4 ? '5+' : `${one.handOvers}`)).map(([handOvers, group]) => ({ handOvers, ...group })),
  };
}

function rowsByIncident(path: string): Map<string, Row[]> {
  const bytes = readFileSync(path);
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header, ...rows] = text.split(/\r?\n/).filter((line) => line !== '').map((line) => line.split(','));
  const at = (...names: string[]) => header!.findIndex((name) => names.includes(name));
  const [number, state, reopens, opened] = [at('number'), at('ident_state', 'incident_state'), at('reopen_count'), at('opened_at')];
  const [updated, resolved, group, priority] = [at('sys_updated_at'), at('resolved_at'), at('assignment_group'), at('priority')];
  const incidents = new Map<string, Row[]>();
  for (const row of rows) {
    const told = incidents.get(row[number]!) ?? [];
    incidents.set(row[number]!, told);
    told.push({
      state: row[state]!,
      reopens: +row[reopens]!,
      opened: milliseconds(row[opened]!),
      updated: milliseconds(row[updated]!),
      resolved: milliseconds(row[resolved]!),
      group: row[group]!,
      priority: parseInt(row[priority]!, 10),
    });
  }
  return incidents;
}

/** NaN for a missing time. */
function milliseconds(text: string): number {
  const [day, month, year, hour, minute] = text.split(/[/ :]/).map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute);
}

function tell(all: Row[], cut: number): Told {
  const rows = withoutRowsAfterClosing([...all].sort((a, b) => a.updated - b.updated));
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const named = rows.filter((row) => !/^-?\d+$/.test(row.state));
  const entering = named.filter((row, i) => row.state === 'Resolved' && (named[i - 1]?.state !== 'Resolved' || row.reopens > named[i - 1]!.reopens));
  const holds = last.state === 'Closed' ? entering : entering.filter((row) => row.reopens === last.reopens);
  const resolvedAt = Number.isNaN(last.resolved) ? holds.at(-1)?.updated : last.resolved;
  const until = Math.max(resolvedAt ?? cut, first.opened);
  const groups = rows.map((row) => row.group).filter((group) => group !== '?');
  return {
    priority: last.priority,
    firstPriority: first.priority,
    handOvers: groups.filter((group, i) => i > 0 && group !== groups[i - 1]).length,
    reopened: rows.some((row) => row.reopens > first.reopens),
    waited: named.some((row) => row.state === 'Awaiting User Info'),
    resolved: resolvedAt !== undefined,
    wall: (until - first.opened) / HOUR,
    waiting: waitingTime(named, first.opened, until) / HOUR,
  };
}

function withoutRowsAfterClosing(rows: Row[]): Row[] {
  const kept: Row[] = [];
  for (const row of rows) {
    const before = kept.at(-1);
    const reopens = Math.max(-1, ...kept.map((one) => one.reopens));
    if (before?.state !== 'Closed' || row.reopens > reopens) kept.push(row);
  }
  return kept;
}

/** Each stretch lies between two neighbouring rows, so the union is their sum. */
function waitingTime(rows: Row[], from: number, until: number): number {
  const clip = (time: number) => Math.min(Math.max(time, from), until);
  return rows.reduce((sum, row, i) => {
    const next = rows[i + 1]?.updated ?? until;
    return row.state === 'Awaiting User Info' ? sum + clip(next) - clip(row.updated) : sum;
  }, 0);
}

function figures(group: Told[]): GroupFigures {
  const resolved = group.filter((one) => one.resolved);
  return {
    complaints: group.length,
    open: group.length - resolved.length,
    resolved: resolved.length,
    wall: hours(resolved.map((one) => one.wall)),
    withoutWaiting: hours(resolved.map((one) => one.wall - one.waiting)),
    median: { wall: kaplanMeierMedian(group, (one) => one.wall), withoutWaiting: kaplanMeierMedian(group, (one) => one.wall - one.waiting) },
  };
}

function hours(values: number[]): Hours {
  const sorted = [...values].sort((a, b) => a - b);
  const between = (p: number) => {
    const h = (sorted.length - 1) * p;
    const [low, high] = [sorted[Math.floor(h)], sorted[Math.ceil(h)]];
    return low === undefined || high === undefined ? null : low + (h - Math.floor(h)) * (high - low);
  };
  return { p50: between(0.5), p90: between(0.9), p99: between(0.99) };
}

function kaplanMeierMedian(all: Told[], timeOf: (one: Told) => number): Median {
  const ends = new Map<number, { resolved: number; open: number }>();
  for (const one of all) {
    const end = ends.get(timeOf(one)) ?? { resolved: 0, open: 0 };
    ends.set(timeOf(one), end);
    end[one.resolved ? 'resolved' : 'open']++;
  }
  const heights = { hours: [] as number[], low: [] as number[], high: [] as number[] };
  const times = [...ends.keys()].sort((a, b) => a - b);
  let left = all.length;
  let survival = 1;
  let greenwood = 0;
  for (const time of times) {
    const end = ends.get(time)!;
    survival *= 1 - end.resolved / left;
    greenwood += end.resolved / (left * (left - end.resolved));
    left -= end.resolved + end.open;
    const spread = (1.959963984540054 * Math.sqrt(greenwood)) / Math.log(survival);
    heights.hours.push(survival);
    heights.low.push(survival ** Math.exp(-spread));
    heights.high.push(survival ** Math.exp(spread));
  }
  return { hours: fallToHalf(times, heights.hours), low: fallToHalf(times, heights.low), high: fallToHalf(times, heights.high) };
}

/** Where a curve that lies exactly at one half begins to fall again, the median is the middle of that stretch, as in R. */
function fallToHalf(times: number[], heights: number[]): number | null {
  const first = heights.findIndex((height) => height < 0.5 + 1e-8);
  if (first < 0) return null;
  const next = heights.findIndex((height, i) => i > first && height < heights[first]!);
  return heights[first]! > 0.5 - 1e-8 && next > 0 ? (times[first]! + times[next]!) / 2 : times[first]!;
}
