import { arrayOfJson, joinedJson } from '../json-texts.js';
import type { Append } from './recorded.js';

/** Splits what waits into a batch in which no two commands touch the same stream or key, and the rest, in order. */
export function withoutRivals<T extends { readonly append: Append }>(waiting: readonly T[], limit: number): { batch: T[]; rest: T[] } {
  const taken = new Set<string>();
  const batch: T[] = [];
  const rest: T[] = [];
  for (const one of waiting) {
    const claims = claimsOf(one.append);
    const free = batch.length < limit && claims.every((claim) => !taken.has(claim));
    // Whoever is put off keeps its claims, so that a later command cannot overtake it.
    for (const claim of claims) taken.add(claim);
    (free ? batch : rest).push(one);
  }
  return { batch, rest };
}

function claimsOf({ expected, idempotency }: Append): string[] {
  const claims = expected.map((stream) => `${stream.kind}:${stream.id}`);
  if (idempotency) claims.push(`key:${idempotency.key}`);
  return claims;
}

/** Calls `append_batch` with `batchParameters`. */
export const appendBatchSql = (schema: string): string =>
  `select * from ${schema}.append_batch($1, $2, $3, ${arrayOfJson('$4')}, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, ${arrayOfJson('$17')}, ${arrayOfJson('$18')}, ${arrayOfJson('$19')})`;

/** The parameters of `appendBatchSql`, column by column; commands are numbered from 1. */
export function batchParameters(appends: readonly Append[], now: string): unknown[] {
  const expected = appends.flatMap((append, index) => append.expected.map((stream) => ({ command: index + 1, ...stream })));
  const events = appends.flatMap((append, index) => {
    const versions = new Map(append.expected.map((stream) => [`${stream.kind}:${stream.id}`, stream.version]));
    return append.events.map((event) => {
      const stream = `${event.stream.kind}:${event.stream.id}`;
      const before = versions.get(stream);
      if (before === undefined) throw new Error(`${event.type} is for ${stream}, which the command does not expect anything of`);
      versions.set(stream, before + 1);
      return { command: index + 1, version: before + 1, event };
    });
  });
  return [
    now,
    appends.map((append) => append.idempotency?.key ?? null),
    appends.map((append) => append.idempotency?.fingerprint ?? null),
    joinedJson(appends.map((append) => (append.idempotency ? JSON.stringify(append.response ?? null) : null))),
    expected.map((stream) => stream.command),
    expected.map((stream) => stream.kind),
    expected.map((stream) => stream.id),
    expected.map((stream) => stream.version),
    expected.map((stream) => stream.heardAt ?? null),
    events.map((one) => one.command),
    events.map((one) => one.event.stream.kind),
    events.map((one) => one.event.stream.id),
    events.map((one) => one.version),
    events.map((one) => one.event.id),
    events.map((one) => one.event.type),
    events.map((one) => one.event.schemaVersion),
    joinedJson(events.map((one) => one.event.data)),
    joinedJson(events.map((one) => one.event.sealed)),
    joinedJson(events.map((one) => JSON.stringify(one.event.metadata))),
  ];
}
