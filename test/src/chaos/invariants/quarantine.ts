import type { Poison } from '../poison.js';
import type { Snapshot } from '../snapshot.js';

/**
 * I17 at the end of a round: every consumer has parked each poison once and nothing else, nothing is in quarantine any more, and the
 * dead-letter topic was told.
 */
export function onlyPoisonIsParked({ parked, handled, messages }: Snapshot, poisons: readonly Poison[], consumers: readonly string[]): string[] {
  const wanted = new Set(poisons.flatMap(({ partition, offset }) => consumers.map((consumer) => `${consumer} ${partition}@${offset}`)));
  const rows = parked.map((row) => ({ ...row, name: `${row.consumer} ${row.partition}@${row.offset}` }));
  const letters = new Set(messages.filter(({ topic }) => topic === 'dead-letter').map(({ headers }) => `${headers['origin_partition']}@${headers['origin_offset']}`));
  return [
    ...[...wanted].filter((name) => rows.filter((row) => row.name === name).length !== 1).map((name) => `I17 poison ${name} is parked ${rows.filter((row) => row.name === name).length} times`),
    ...rows.filter(({ name }) => !wanted.has(name)).map(({ name, reason }) => `I17 ${name} is parked and was no poison: ${reason}`),
    ...handled.filter(({ quarantined }) => quarantined).map(({ consumer, subject }) => `I17 ${consumer} still holds ${subject} in quarantine`),
    ...poisons.filter(({ partition, offset }) => !letters.has(`${partition}@${offset}`)).map(({ partition, offset }) => `I17 the dead-letter topic was not told of ${partition}@${offset}`),
  ];
}
