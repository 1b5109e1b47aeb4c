import type { LogRow } from '../../support/log-rows.js';
import type { Accepted, Book } from '../book.js';
import type { Snapshot } from '../snapshot.js';
import { WRITER } from '../system.js';

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one, index) => one === b[index]);

/** I1: what was accepted exists, whole and once; what services did of themselves because of it goes beside. */
export function acceptedExists(snapshot: Snapshot, book: Book): string[] {
  const byKey = Map.groupBy([...snapshot.logs.values()].flat(), ({ metadata }) => metadata.correlation);
  return book.accepted.flatMap(({ key, step }) => {
    const events = (byKey.get(key) ?? []).filter(({ source, metadata }) => source === step.service && metadata.actor.id === WRITER);
    const types = events.map(({ type }) => type);
    if (sameList(types, step.records) && events.every(({ subject }) => subject === step.subject)) return [];
    return [`I1 ${step.path} was accepted (${key}), but its log holds [${types.join(', ')}] instead of [${step.records.join(', ')}]`];
  });
}

/** I2: what nobody asked for does not exist, and each accepted key is kept, so that a repetition gets the first answer. */
export function keysAreKept(snapshot: Snapshot, book: Book): string[] {
  const nobody = [...snapshot.logs.values()].flat().filter(({ metadata }) => metadata.actor.id === WRITER && !book.asked.has(metadata.correlation));
  const isKept = ({ key, step }: Accepted): boolean => snapshot.keys.get(step.service)!.has(`${WRITER}:${key}`);
  return [
    ...nobody.map((row) => `I2 ${nameOf(row)} was asked for by nobody`),
    ...book.accepted.filter((one) => !isKept(one)).map(({ key, step }) => `I2 ${step.path} was accepted, but its idempotency key ${key} is not kept`),
  ];
}

/** How an event is named in an account. */
export const nameOf = ({ stream, subject, version, type }: LogRow): string => `${stream} ${subject}@${version} ${type}`;
