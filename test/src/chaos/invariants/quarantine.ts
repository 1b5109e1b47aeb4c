import { isPoison } from '../poison.js';
import type { Snapshot } from '../snapshot.js';

/**
 * I17 at the end of a round: every consumer has parked each poison once and nothing else, nothing is in quarantine any more, and the
 * dead-letter topic was told.
 */
export function onlyPoisonIsParked({ parked, handled, messages }: Snapshot, consumers: readonly string[]): string[] {
  const poisons = messages.filter(isPoison).map(({ partition, offset }) => `${partition}@${offset}`);
  const wanted = new Set(poisons.flatMap((poison) => consumers.map((consumer) => `${consumer} ${poison}`)));
  const rows = parked.map((row) => ({ ...row, name: `${row.consumer} ${row.partition}@${row.offset}` }));
  const times = Map.groupBy(rows, ({ name }) => name);
  const letters = new Set(messages.filter(({ topic }) => topic === 'dead-letter').map(({ headers }) => `${headers['origin_partition']}@${headers['origin_offset']}`));
  return [
    ...[...wanted].filter((name) => times.get(name)?.length !== 1).map((name) => `I17 poison ${name} is parked ${times.get(name)?.length ?? 0} times`),
    ...rows.filter(({ name }) => !wanted.has(name)).map(({ name, reason }) => `I17 ${name} is parked and was no poison: ${reason}`),
    ...handled.filter(({ quarantined }) => quarantined).map(({ consumer, subject }) => `I17 ${consumer} still holds ${subject} in quarantine`),
    ...poisons.filter((poison) => !letters.has(poison)).map((poison) => `I17 the dead-letter topic was not told of ${poison}`),
  ];
}
