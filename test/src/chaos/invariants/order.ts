import type { LogRow } from '../../support/log-rows.js';
import type { Book } from '../book.js';
import type { Snapshot } from '../snapshot.js';
import { nameOf } from './accepted.js';
import { firstOccurrences } from './published.js';

/** I6 in the logs: positions and versions without gaps, in the order of time. */
export function logsHaveNoGaps({ logs }: Snapshot): string[] {
  return [...logs].flatMap(([source, rows]) => {
    const gaps = rows.flatMap((row, index) => (row.position === index + 1 ? [] : [`I6 position ${index + 1} of ${source} is taken by ${row.position}`])).slice(0, 1);
    const backwards = rows.filter((row, index) => index > 0 && row.recordedAt <= rows[index - 1]!.recordedAt).map((row) => `I6 ${nameOf(row)} is recorded before its predecessor in the log`);
    const streams = [...Map.groupBy(rows, ({ stream, subject }) => `${stream} ${subject}`)];
    const versions = streams.filter(([, events]) => events.some(({ version }, index) => version !== index + 1));
    return [...gaps, ...backwards, ...versions.map(([stream, events]) => `I6 ${stream} has the versions ${events.map(({ version }) => version).join(', ')}`)];
  });
}

/** I6 in the topics: whoever reads a partition sees each stream, and each log, in order; a cause before its effect. */
export function topicsAreInOrder(snapshot: Snapshot, book: Book): string[] {
  const first = firstOccurrences(snapshot);
  const rows = [...snapshot.logs.values()].flat().filter(({ id }) => first.has(id));
  const offsetOf = (row: LogRow): number => first.get(row.id)!.offset;
  const placeOf = (row: LogRow): string => `${first.get(row.id)!.topic}/${first.get(row.id)!.partition}`;
  const perLog = [...Map.groupBy(rows, (row) => `${row.source} in ${placeOf(row)}`)];
  const byId = new Map(rows.map((row) => [row.id, row]));
  const early = rows.flatMap((row) => {
    const cause = row.metadata.causation ? byId.get(row.metadata.causation) : undefined;
    // Between topics there is no order; a customer's event may bring about one of a complaint.
    return cause && placeOf(cause) === placeOf(row) && (offsetOf(cause) >= offsetOf(row) || cause.recordedAt >= row.recordedAt) ? [`I6 ${nameOf(row)} stands before its cause ${nameOf(cause)}`] : [];
  });
  return [
    ...perLog.flatMap(([where, ones]) => falling(ones, offsetOf).map((row) => `I6 ${nameOf(row)} stands before its predecessor of ${where}`)),
    ...early,
    ...stepsInOrder(rows, book).flatMap(([before, after]) =>
      offsetOf(before) >= offsetOf(after) || before.recordedAt >= after.recordedAt ? [`I6 ${nameOf(after)} was done after ${nameOf(before)}, and stands before it`] : [],
    ),
  ];
}

/** Rows whose place is not behind that of the row before; the rows come in the order of their log. */
const falling = (rows: readonly LogRow[], placeOf: (row: LogRow) => number): readonly LogRow[] =>
  rows.filter((row, index) => index > 0 && placeOf(row) <= placeOf(rows[index - 1]!));

/** Pairs of events of one complaint that its agent brought about one after the other. */
function stepsInOrder(rows: readonly LogRow[], book: Book): readonly (readonly [LogRow, LogRow])[] {
  const lastOf = new Map(rows.map((row) => [`${row.metadata.correlation} ${row.source}`, row]));
  const ofComplaints = Map.groupBy(book.accepted, ({ step }) => step.subject);
  return [...ofComplaints.values()].flatMap((steps) => {
    const ends = steps.flatMap(({ key, step }) => lastOf.get(`${key} ${step.service}`) ?? []);
    return ends.slice(1).map((row, index) => [ends[index]!, row] as const);
  });
}

/** I6 at the consumers: each has handled exactly what there is. Subjects in quarantine may be left out. */
export function everythingIsHandled({ logs, handled }: Pick<Snapshot, 'logs' | 'handled'>, consumers: readonly string[], except: ReadonlySet<string> = new Set()): string[] {
  const heads = headsBySubject([...logs.values()].flat());
  const byConsumer = Map.groupBy(handled, ({ consumer }) => consumer);
  return consumers.flatMap((consumer) => {
    const bySubject = new Map((byConsumer.get(consumer) ?? []).map((row) => [row.subject, row]));
    return [...heads].filter(([subject]) => !except.has(subject)).flatMap(([subject, versions]) => {
      const row = bySubject.get(subject);
      const same = row && !row.quarantined && sameVersions(row.versions, versions);
      return same ? [] : [`I6 ${consumer} has handled ${row ? JSON.stringify(row.versions) : 'nothing'}${row?.quarantined ? ' (in quarantine)' : ''} of ${subject}, which has ${JSON.stringify(versions)}`];
    });
  });
}

/** The newest version of each stream by subject, of what goes to `complaints`. */
function headsBySubject(rows: readonly LogRow[]): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const heads = new Map<string, Record<string, number>>();
  for (const { stream, subject, version } of rows) {
    if (stream.endsWith('/customer')) continue;
    const versions = heads.get(subject) ?? {};
    versions[stream] = Math.max(versions[stream] ?? 0, version);
    heads.set(subject, versions);
  }
  return heads;
}

const sameVersions = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(b).every(([stream, version]) => a[stream] === version);
